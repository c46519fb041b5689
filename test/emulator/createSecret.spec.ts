import * as assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  type CreateSecretCommandInput,
} from "@aws-sdk/client-secrets-manager";
import { TestServer, create, labels, newName, put, refused } from "./localServer";

const INVALID_NAME =
  "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!";

describe("CreateSecret on the emulator", () => {
  const test = new TestServer();

  it("uses the request token as version id and builds the ARN from region, account and name", async () => {
    const ClientRequestToken = randomUUID();
    const { arn, name, version } = await create(test.client({ region: "eu-west-3" }), { ClientRequestToken });
    assert.equal(version, ClientRequestToken);
    assert.match(arn, /^arn:aws:secretsmanager:eu-west-3:123456789012:secret:.+-[A-Za-z0-9]{6}$/);
    assert.equal(arn.slice(0, -7).split(":").at(-1), name);
  });

  it("answers a replay with the first answer, even after a rotation", async () => {
    const client = test.client();
    const input = { Name: newName(), ClientRequestToken: randomUUID() };
    const first = await create(client, input);
    await put(client, first.name, {});
    assert.deepEqual(await create(client, input), first);
  });

  it("refuses a used token with another value and keeps the first value", async () => {
    const client = test.client();
    const input = { Name: newName(), ClientRequestToken: randomUUID() };
    await create(client, input);
    await refused(create(client, { ...input, SecretString: "other" }), "ResourceExistsException");
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: input.Name }));
    assert.equal(SecretString, "one");
  });

  it("refuses a taken name", async () => {
    const client = test.client();
    const { name: Name } = await create(client);
    const message = `The operation failed because the secret ${Name} already exists.`;
    await refused(create(client, { Name }), "ResourceExistsException", message);
    await refused(client.send(new CreateSecretCommand({ Name })), "ResourceExistsException", message);
  });

  it("refuses a name that is scheduled for deletion", async () => {
    const client = test.client();
    const { name } = await create(client);
    await client.send(new DeleteSecretCommand({ SecretId: name }));
    await refused(
      create(client, { Name: name }),
      "InvalidRequestException",
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
  });

  it("makes a secret without a value, whose first version becomes current whatever is asked", async () => {
    const client = test.client();
    const { VersionId, Name = "" } = await client.send(new CreateSecretCommand({ Name: newName() }));
    assert.equal(VersionId, undefined);
    assert.deepEqual(await labels(client, Name), {});
    await refused(
      client.send(new GetSecretValueCommand({ SecretId: Name })),
      "ResourceNotFoundException",
      "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
    );
    const first = await put(client, Name, { VersionStages: ["AWSPENDING"] });
    assert.deepEqual(await labels(client, Name), { [first]: ["AWSCURRENT", "AWSPENDING"] });
  });

  it("keeps binary and text values of exactly 65,536 bytes", async () => {
    const client = test.client();
    const SecretBinary = Buffer.alloc(65_536, 7);
    const binary = await create(client, { SecretString: undefined, SecretBinary });
    const read = await client.send(new GetSecretValueCommand({ SecretId: binary.name }));
    assert.deepEqual(Buffer.from(read.SecretBinary ?? []), SecretBinary);
    assert.equal(read.SecretString, undefined);
    await create(client, { SecretString: "é".repeat(32_768) });
  });

  it("stores description, tags and key", async () => {
    const client = test.client();
    const Tags = [{ Key: "team", Value: "payments" }];
    const { name } = await create(client, { Description: "a key", KmsKeyId: "alias/mine", Tags });
    const described = await client.send(new DescribeSecretCommand({ SecretId: name }));
    assert.equal(described.Description, "a key");
    assert.equal(described.KmsKeyId, "alias/mine");
    assert.deepEqual(described.Tags, Tags);
  });

  const tags = (count: number) => Array.from({ length: count }, (_, i) => ({ Key: `k${i}`, Value: "v" }));
  const refusals: [string, Partial<CreateSecretCommandInput>, string, string?][] = [
    ["a name with a space", { Name: "a b" }, "ValidationException", INVALID_NAME],
    ["a name with a star", { Name: "a*b" }, "ValidationException", INVALID_NAME],
    ["a name with a colon", { Name: "a:b" }, "ValidationException", INVALID_NAME],
    ["a name with an umlaut", { Name: "ünï" }, "ValidationException", INVALID_NAME],
    ["an empty name", { Name: "" }, "ValidationException"],
    ["a name of 513 characters", { Name: "n".repeat(513) }, "ValidationException"],
    ["an empty value", { SecretString: "" }, "ValidationException"],
    ["an empty binary value", { SecretString: undefined, SecretBinary: new Uint8Array() }, "ValidationException"],
    ["a text of 65,537 bytes", { SecretString: "x".repeat(65_537) }, "ValidationException"],
    ["a text of fewer characters but more bytes", { SecretString: "é".repeat(32_769) }, "ValidationException"],
    ["65,537 bytes", { SecretString: undefined, SecretBinary: Buffer.alloc(65_537) }, "ValidationException"],
    ["text and bytes together", { SecretBinary: Buffer.from("b") }, "InvalidParameterException"],
    ["a token of 31 characters", { ClientRequestToken: "t".repeat(31) }, "InvalidParameterException"],
    ["a token of 65 characters", { ClientRequestToken: "t".repeat(65) }, "InvalidParameterException"],
    ["a description of 2,049 characters", { Description: "d".repeat(2049) }, "ValidationException"],
    ["51 tags", { Tags: tags(51) }, "InvalidParameterException"],
    ["a tag key twice", { Tags: [...tags(1), ...tags(1)] }, "InvalidParameterException"],
    ["a tag key that begins with aws:", { Tags: [{ Key: "aws:x", Value: "" }] }, "InvalidParameterException"],
    ["a tag key of 129 characters", { Tags: [{ Key: "k".repeat(129), Value: "" }] }, "ValidationException"],
    ["a tag value of 257 characters", { Tags: [{ Key: "k", Value: "v".repeat(257) }] }, "ValidationException"],
    [
      "a tag value with a character AWS does not allow",
      { Tags: [{ Key: "k", Value: "a|b" }] },
      "InvalidParameterException",
    ],
  ];
  for (const [what, input, name, message] of refusals) {
    it(`refuses ${what} and makes nothing`, async () => {
      const client = test.client();
      const Name = newName();
      await refused(create(client, { Name, ...input }), name, message);
      await refused(client.send(new DescribeSecretCommand({ SecretId: Name })), "ResourceNotFoundException");
    });
  }

  it("accepts tokens of 32 and 64 characters, a name of 512 and 50 tags", async () => {
    const client = test.client();
    await create(client, { ClientRequestToken: "t".repeat(32) });
    await create(client, { ClientRequestToken: "t".repeat(64) });
    await create(client, { Name: randomUUID().padEnd(512, "-/_+=.@!"), Tags: tags(50) });
  });

  it("never repeats a refused value in the error", async () => {
    const { body } = await test.raw("CreateSecret", {
      Name: newName(),
      ClientRequestToken: randomUUID(),
      SecretString: "canary".repeat(20_000),
    });
    assert.ok(!JSON.stringify(body).includes("canary"));
  });
});
