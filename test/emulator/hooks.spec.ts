import * as assert from "node:assert/strict";
import {
  BatchGetSecretValueCommand,
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
} from "@aws-sdk/client-secrets-manager";
import { TestServer, create, newName, refused } from "./localServer";

describe("The emulator's hooks", () => {
  const test = new TestServer();
  beforeEach(() => test.server.hooks.forget());

  it("records operation, key, region, secret, time and outcome, and counts by operation and key", async () => {
    const { hooks, clock } = test.server;
    const name = newName();
    await create(test.client({ accessKeyId: "AKIAA" }), { Name: name });
    const missing = test.client({ accessKeyId: "AKIAB", region: "eu-west-1" });
    await refused(missing.send(new DescribeSecretCommand({ SecretId: name })), "ResourceNotFoundException");
    const [first, second] = hooks.calls.map(({ at, ...call }) => {
      assert.ok(Math.abs(at.getTime() - clock.now().getTime()) < 5000);
      return call;
    });
    assert.deepEqual(first, {
      operation: "CreateSecret",
      accessKeyId: "AKIAA",
      account: "123456789012",
      region: "us-east-1",
      secretId: name,
      versionStage: "",
      outcome: "ok",
    });
    assert.deepEqual(second, {
      operation: "DescribeSecret",
      accessKeyId: "AKIAB",
      account: "123456789012",
      region: "eu-west-1",
      secretId: name,
      versionStage: "",
      outcome: "ResourceNotFoundException",
    });
    assert.equal(hooks.count(), 2);
    assert.equal(hooks.count("CreateSecret"), 1);
    assert.equal(hooks.count(undefined, "AKIAB"), 1);
    assert.equal(hooks.count("CreateSecret", "AKIAB"), 0);
    hooks.forget();
    assert.equal(hooks.count(), 0);
  });

  it("denies operations to one key, before anything is done, and keeps that after clear()", async () => {
    const { hooks } = test.server;
    hooks.deny("AKIADENIED", ["CreateSecret"]);
    hooks.deny("AKIADENIED", ["GetSecretValue"]);
    hooks.clear();
    const denied = test.client({ accessKeyId: "AKIADENIED" });
    const name = newName();
    await refused(
      create(denied, { Name: name }),
      "AccessDeniedException",
      /AKIADENIED is not authorized to perform: secretsmanager:CreateSecret/,
    );
    assert.equal(hooks.calls.at(-1)?.outcome, "AccessDeniedException");
    await create(test.client(), { Name: name });
    await denied.send(new DescribeSecretCommand({ SecretId: name }));
    await refused(denied.send(new GetSecretValueCommand({ SecretId: name })), "AccessDeniedException");
  });

  it("allows one key to read by certain labels only, and no read that names none, and keeps that after clear()", async () => {
    const { hooks } = test.server;
    hooks.allowStages("AKIASTAGED", ["AWSCURRENT", "AWSPREVIOUS"]);
    hooks.clear();
    const name = newName();
    await create(test.client(), { Name: name, SecretString: "v" });
    const staged = test.client({ accessKeyId: "AKIASTAGED" });
    const read = (how: object) => staged.send(new GetSecretValueCommand({ SecretId: name, ...how }));
    const { SecretString, VersionId } = await read({ VersionStage: "AWSCURRENT" });
    assert.equal(SecretString, "v");
    assert.equal(hooks.calls.at(-1)?.versionStage, "AWSCURRENT");
    await refused(read({ VersionStage: "AWSPREVIOUS" }), "ResourceNotFoundException");
    for (const how of [{ VersionStage: "AWSPENDING" }, {}, { VersionId }]) {
      await refused(read(how), "AccessDeniedException", /secretsmanager:GetSecretValue/);
    }
    await refused(staged.send(new BatchGetSecretValueCommand({ SecretIdList: [name] })), "AccessDeniedException");
    await staged.send(new DescribeSecretCommand({ SecretId: name }));
    await test.client().send(new GetSecretValueCommand({ SecretId: name }));
  });

  it("denies operations to every key", async () => {
    test.server.hooks.deny("*", ["BatchGetSecretValue"]);
    const { body } = await test.raw("BatchGetSecretValue", { SecretIdList: ["x"] });
    assert.equal(body["__type"], "AccessDeniedException");
  });

  it("delays one operation, or all, and stops with clear()", async () => {
    const { hooks } = test.server;
    const time = async () => {
      const start = performance.now();
      await test.raw("ListSecrets", {});
      return performance.now() - start;
    };
    hooks.delay(1500, "ListSecrets");
    const delayed = await time();
    assert.ok(delayed >= 1490);
    hooks.clear();
    assert.ok((await time()) < delayed);
    hooks.delay(5000, "GetSecretValue");
    assert.ok((await time()) < 4000);
    hooks.clear();
    hooks.delay(150);
    assert.ok((await time()) >= 140);
  });

  it("throttles beyond a rate and lets go as the clock moves on", async () => {
    const { hooks, clock } = test.server;
    hooks.throttle(2);
    const outcomes = async (calls: number) => {
      const seen = [];
      for (let i = 0; i < calls; i++) seen.push((await test.raw("ListSecrets", {})).body["__type"] ?? "ok");
      return seen;
    };
    assert.deepEqual((await outcomes(4)).slice(0, 2), ["ok", "ok"]);
    assert.equal((await outcomes(1))[0], "ThrottlingException");
    clock.advance(1000);
    assert.deepEqual(await outcomes(2), ["ok", "ok"]);
    hooks.throttle(undefined);
    assert.deepEqual(new Set(await outcomes(10)), new Set(["ok"]));
  });

  it("stops at both edges of a call: nothing done before, done but unanswered after", async () => {
    const { hooks } = test.server;
    const client = test.client();
    const name = newName();
    const seen: string[] = [];
    let answered = false;
    hooks.atBoundary(async (edge, call) => {
      if (call.operation !== "CreateSecret") return;
      await new Promise((resolve) => setTimeout(resolve, 30));
      const { status } = await test.raw("DescribeSecret", { SecretId: name });
      seen.push(
        `${edge}: ${call.outcome}, ${status === 200 ? "there" : "absent"}, ${answered ? "answered" : "waiting"}`,
      );
    });
    await client.send(new CreateSecretCommand({ Name: name, SecretString: "v" })).then(() => (answered = true));
    assert.deepEqual(seen, ["before: pending, absent, waiting", "after: pending, there, waiting"]);
    hooks.atBoundary(undefined);
    await client.send(new ListSecretsCommand({}));
    assert.equal(seen.length, 2);
  });

  for (const [how, remove] of [
    ["clear()", () => test.server.hooks.clear()],
    ["atBoundary(undefined)", () => test.server.hooks.atBoundary(undefined)],
  ] as const) {
    it(`throws a listener's first error once, from ${how}, and removes everything first`, async () => {
      const { hooks } = test.server;
      let reached = 0;
      hooks.atBoundary(() => assert.fail(`listener failure ${++reached}`));
      await assert.rejects(test.raw("ListSecrets", {}));
      await assert.rejects(test.raw("ListSecrets", {}));
      assert.throws(remove, { message: "listener failure 1" });
      assert.equal((await test.raw("ListSecrets", {})).status, 200);
      assert.doesNotThrow(remove);
    });
  }

  it("keeps a listener's error while another listener takes its place", async () => {
    const { hooks } = test.server;
    hooks.atBoundary(async () => assert.fail("of the first listener"));
    await assert.rejects(test.raw("ListSecrets", {}));
    hooks.atBoundary(() => undefined);
    await test.raw("ListSecrets", {});
    assert.throws(() => hooks.clear(), { message: "of the first listener" });
  });

  it("moves the clock for everything", async () => {
    const { clock } = test.server;
    clock.advance(3_600_000);
    const { name } = await create(test.client());
    const { CreatedDate } = await test.client().send(new DescribeSecretCommand({ SecretId: name }));
    assert.ok((CreatedDate?.getTime() ?? 0) - Date.now() > 3_500_000);
  });
});
