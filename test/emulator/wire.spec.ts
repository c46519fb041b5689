import * as assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { networkInterfaces } from "node:os";
import { ListSecretsCommand, RotateSecretCommand } from "@aws-sdk/client-secrets-manager";
import { TestServer, create, newName, refused } from "./localServer";

describe("The emulator's HTTP edge", () => {
  const test = new TestServer();

  it("answers AWS JSON 1.1 with a request id", async () => {
    const { status, headers } = await test.raw("ListSecrets", {});
    assert.equal(status, 200);
    assert.equal(headers.get("content-type"), "application/x-amz-json-1.1");
    assert.match(headers.get("x-amzn-requestid") ?? "", /^[0-9a-f-]{36}$/);
    const { $metadata } = await test.client().send(new ListSecretsCommand({}));
    assert.ok($metadata.requestId);
  });

  it("writes dates as seconds with a fraction and leaves out what has no value", async () => {
    const { name } = await create(test.client());
    const { body } = await test.raw("DescribeSecret", { SecretId: name });
    assert.equal(typeof body["CreatedDate"], "number");
    assert.ok(Math.abs((body["CreatedDate"] as number) - Date.now() / 1000) < 60);
    assert.deepEqual(Object.keys(body).sort(), ["ARN", "CreatedDate", "LastChangedDate", "Name", "VersionIdsToStages"]);
  });

  for (const [operation, input] of [
    ["CreateSecret", { Name: newName(), SecretString: "x" }],
    ["PutSecretValue", { SecretId: "x", SecretString: "x" }],
    ["UpdateSecret", { SecretId: "x", SecretString: "x" }],
  ] as const) {
    it(`refuses ${operation} without a ClientRequestToken, which every SDK sends`, async () => {
      const { status, body } = await test.raw(operation, input);
      assert.equal(status, 400);
      assert.equal(body["__type"], "InvalidRequestException");
      assert.match(String(body["Message"]), /^You must provide a ClientRequestToken value/);
    });
  }

  it("names an operation it does not have", async () => {
    const rotate = new RotateSecretCommand({ SecretId: "x" });
    await refused(test.client().send(rotate), "UnknownOperationException", /RotateSecret/);
  });

  const broken: [string, string, unknown, Record<string, string>, string][] = [
    ["a body that is not JSON", "ListSecrets", "{", {}, "SerializationException"],
    ["a body that is a list", "ListSecrets", [], {}, "SerializationException"],
    ["a member of the wrong type", "DescribeSecret", { SecretId: 7 }, {}, "SerializationException"],
    ["a missing member", "DescribeSecret", {}, {}, "ValidationException"],
    ["a null member like a missing one", "DescribeSecret", { SecretId: null }, {}, "ValidationException"],
    ["a call without credentials", "ListSecrets", {}, { authorization: "" }, "MissingAuthenticationTokenException"],
    [
      "another service's call",
      "ListSecrets",
      {},
      { "x-amz-target": "TrentService.Encrypt" },
      "UnknownOperationException",
    ],
  ];
  for (const [what, operation, body, headers, name] of broken) {
    it(`refuses ${what}`, async () => {
      const answer = await test.raw(operation, body, headers);
      assert.equal(answer.status, 400);
      assert.equal(answer.body["__type"], name);
    });
  }

  it("listens on the loopback interface only", async () => {
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ family, internal }) => family === "IPv4" && !internal)?.address;
    const host = outside ?? "127.0.0.2";
    const refusal = new Promise((resolve, reject) => {
      const attempt = request({ host, port: test.server.port }, () => reject(new Error(`${host} answered`)));
      attempt.on("error", resolve).end();
    });
    assert.equal(((await refusal) as NodeJS.ErrnoException).code, "ECONNREFUSED");
  });

  it("keeps connections alive between calls", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const usesOldConnection = () =>
      new Promise<boolean>((resolve, reject) => {
        const call = request(test.server.url, { method: "POST", agent }, (response) => {
          response.resume().on("end", () => setImmediate(() => resolve(call.reusedSocket)));
        });
        call.on("error", reject).end();
      });
    assert.deepEqual([await usesOldConnection(), await usesOldConnection()], [false, true]);
    agent.destroy();
  });

  it("records calls without their values", async () => {
    const canary = `canary-${randomUUID()}`;
    const { name } = await create(test.client(), { SecretString: canary });
    const recorded = test.server.hooks.calls.at(-1);
    assert.equal(recorded?.secretId, name);
    assert.ok(!JSON.stringify(test.server.hooks.calls).includes(canary));
  });
});
