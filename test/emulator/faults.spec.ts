import * as assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { CreateSecretCommand, DescribeSecretCommand } from "@aws-sdk/client-secrets-manager";
import type { FaultKind } from "../../emulator";
import { TestServer, create, newName } from "./localServer";

interface Seen {
  readonly error: string;
  readonly status: number | undefined;
  readonly committed: boolean;
}

describe("The emulator's faults", () => {
  const test = new TestServer();

  const exists = async (SecretId: string) =>
    test
      .client()
      .send(new DescribeSecretCommand({ SecretId }))
      .then(
        () => true,
        () => false,
      );

  /** HTTP 200 of something that is not AWS; the SDK of itself takes it for an answer. */
  const bare = {
    empty: false,
    "empty-object": false,
    null: false,
    "commit-empty": true,
    "commit-empty-object": true,
    "commit-null": true,
  };
  for (const [kind, isMade] of Object.entries(bare) as [keyof typeof bare, boolean][]) {
    it(`${kind}: the client sees an answer without content or number, the secret is ${isMade ? "made" : "not made"}`, async () => {
      const { hooks } = test.server;
      const Name = newName();
      hooks.fault({ kind, operation: "CreateSecret" });
      const { $metadata, ...answer } = await test.client().send(new CreateSecretCommand({ Name, SecretString: "v" }));
      assert.deepEqual(answer, {});
      assert.deepEqual([$metadata.httpStatusCode, $metadata.requestId], [200, undefined]);
      assert.equal(hooks.calls.at(-1)?.outcome, `fault:${kind}`);
      assert.equal(await exists(Name), isMade);
    });
  }

  it("echo: the text of the refusal is the request", async () => {
    const { hooks } = test.server;
    hooks.fault({ kind: "echo", operation: "CreateSecret" });
    const call = test.client().send(new CreateSecretCommand({ Name: newName(), SecretString: "what was sent" }));
    await assert.rejects(call, { name: "AccessDeniedException", message: /"SecretString":"what was sent"/ });
  });

  const expected: Record<Exclude<FaultKind, "never-answer" | "echo" | keyof typeof bare>, Seen> = {
    "lose-answer": { error: "ECONNRESET", status: undefined, committed: true },
    "lose-answer-500": { error: "InternalServiceError", status: 500, committed: true },
    reset: { error: "ECONNRESET", status: undefined, committed: false },
    throttle: { error: "ThrottlingException", status: 400, committed: false },
    "internal-error": { error: "InternalServiceError", status: 500, committed: false },
    html: { error: "SyntaxError", status: 500, committed: false },
    garble: { error: "SyntaxError", status: 200, committed: true },
    "cut-body": { error: "ECONNRESET", status: 200, committed: true },
    "access-denied": { error: "AccessDeniedException", status: 400, committed: false },
    "expired-token": { error: "ExpiredTokenException", status: 400, committed: false },
    quota: { error: "LimitExceededException", status: 400, committed: false },
    "encryption-failure": { error: "EncryptionFailure", status: 400, committed: false },
    "decryption-failure": { error: "DecryptionFailure", status: 400, committed: false },
    "kms-denied": { error: "AccessDeniedException", status: 400, committed: false },
  };
  for (const [kind, seen] of Object.entries(expected) as [FaultKind, Seen][]) {
    it(`${kind}: the client sees ${seen.error}, the secret is ${seen.committed ? "made" : "not made"}`, async () => {
      const { hooks } = test.server;
      const Name = newName();
      hooks.fault({ kind, operation: "CreateSecret" });
      const error = await test
        .client()
        .send(new CreateSecretCommand({ Name, SecretString: "v" }))
        .then(
          () => assert.fail("succeeded"),
          (failure: unknown) => failure as Error & { code?: string; $metadata?: { httpStatusCode?: number } },
        );
      assert.equal(error.code ?? error.name, seen.error);
      assert.equal(error.$metadata?.httpStatusCode, seen.status);
      assert.equal(hooks.calls.at(-1)?.outcome, `fault:${kind}`);
      assert.equal(await exists(Name), seen.committed);
    });
  }

  it("never-answer: silence, and nothing is done", async () => {
    const { hooks } = test.server;
    const Name = newName();
    hooks.fault({ kind: "never-answer" });
    const abortSignal = AbortSignal.timeout(200);
    const call = test.client().send(new CreateSecretCommand({ Name, SecretString: "v" }), { abortSignal });
    await assert.rejects(call, { name: "AbortError" });
    assert.equal(hooks.calls.at(-1)?.outcome, "fault:never-answer");
    assert.equal(await exists(Name), false);
  });

  it("hits the nth matching call and the following ones, and no other", async () => {
    const { hooks } = test.server;
    await test.raw("ListSecrets", {}); // before the fault is set: not counted
    hooks.fault({ kind: "throttle", operation: "ListSecrets", nth: 2, times: 2 });
    const outcomes = [];
    for (let i = 0; i < 5; i++) {
      outcomes.push((await test.raw("ListSecrets", {})).status);
      assert.notEqual((await test.raw("GetSecretValue", { SecretId: "x" })).body["__type"], "ThrottlingException");
    }
    assert.deepEqual(outcomes, [200, 400, 400, 200, 200]);
  });

  it("hits the calls on one secret, by name, by ARN and as the Name of CreateSecret, counted for each fault", async () => {
    const { hooks } = test.server;
    const secret = newName();
    const hit = async (operation: string, body: object) =>
      (await test.raw(operation, { SecretString: "v", ClientRequestToken: randomUUID(), ...body })).body["__type"];

    hooks.fault({ kind: "throttle", secret, operation: "CreateSecret" });
    assert.equal(await hit("CreateSecret", { Name: `${secret}2` }), undefined);
    assert.equal(await hit("CreateSecret", { Name: secret }), "ThrottlingException");
    const { arn } = await create(test.client(), { Name: secret });
    const other = await create(test.client(), { Name: `${secret}-secret` });

    hooks.fault({ kind: "quota", secret, nth: 2 });
    hooks.fault({ kind: "throttle", secret, operation: "PutSecretValue", nth: 2 });
    assert.equal(await hit("PutSecretValue", { SecretId: other.name }), undefined);
    assert.equal(await hit("DescribeSecret", { SecretId: other.arn }), undefined);
    assert.equal(await hit("ListSecrets", {}), undefined);
    assert.equal(await hit("PutSecretValue", { SecretId: secret }), undefined);
    assert.equal(await hit("DescribeSecret", { SecretId: arn }), "LimitExceededException");
    assert.equal(await hit("PutSecretValue", { SecretId: arn.slice(0, -7) }), "ThrottlingException");
    assert.equal(await hit("PutSecretValue", { SecretId: arn }), undefined);
  });

  it("counts every call when no operation is named, and forgets with clear()", async () => {
    const { hooks } = test.server;
    hooks.fault({ kind: "quota", nth: 2, times: 99 });
    await test.raw("GetSecretValue", { SecretId: "x" });
    assert.equal((await test.raw("ListSecrets", {})).body["__type"], "LimitExceededException");
    hooks.clear();
    assert.equal((await test.raw("ListSecrets", {})).status, 200);
  });

  it("a lost answer and the SDK's own retry end with one version", async () => {
    const { hooks } = test.server;
    const Name = newName();
    hooks.fault({ kind: "lose-answer", operation: "CreateSecret" });
    hooks.forget();
    await test.client({ maxAttempts: 3 }).send(new CreateSecretCommand({ Name, SecretString: "v" }));
    assert.deepEqual(
      hooks.calls.map(({ outcome }) => outcome),
      ["fault:lose-answer", "ok"],
    );
  });
});
