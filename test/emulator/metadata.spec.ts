import * as assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSecretCommand,
  type Tag,
  type UpdateSecretCommandInput,
} from "@aws-sdk/client-secrets-manager";
import { TestServer, create, labels, put, refused } from "./localServer";

describe("UpdateSecret and tags on the emulator", () => {
  const test = new TestServer();
  const setUp = async (input: Parameters<typeof create>[1] = {}) => {
    const client = test.client();
    const { name, version } = await create(client, input);
    return {
      client,
      name,
      version,
      update: (change: Partial<UpdateSecretCommandInput>) =>
        client.send(new UpdateSecretCommand({ SecretId: name, ...change })),
      describe: () => client.send(new DescribeSecretCommand({ SecretId: name })),
      tag: (Tags: Tag[]) => client.send(new TagResourceCommand({ SecretId: name, Tags })),
    };
  };

  it("changes only what is given, and makes no version without a value", async () => {
    const { update, describe, client, name, version } = await setUp({ Description: "old", KmsKeyId: "alias/a" });
    assert.equal((await update({ Description: "new" })).VersionId, undefined);
    const { Description, KmsKeyId } = await describe();
    assert.deepEqual({ Description, KmsKeyId }, { Description: "new", KmsKeyId: "alias/a" });
    assert.deepEqual(await labels(client, name), { [version]: ["AWSCURRENT"] });
  });

  it("clears the description and resets the key with an empty text", async () => {
    const { update, describe } = await setUp({ Description: "old", KmsKeyId: "alias/a" });
    await update({ Description: "", KmsKeyId: "" });
    const { Description, KmsKeyId } = await describe();
    assert.deepEqual([Description, KmsKeyId], [undefined, undefined]);
  });

  it("encrypts labelled versions with a new key and leaves deprecated ones under the old", async () => {
    const { update, client, name, version } = await setUp({ KmsKeyId: "alias/a" });
    await put(client, name, {});
    await put(client, name, {});
    await update({ KmsKeyId: "alias/b" });
    const { Versions = [] } = await client.send(
      new ListSecretVersionIdsCommand({ SecretId: name, IncludeDeprecated: true }),
    );
    const keys = Versions.map(({ VersionId, KmsKeyIds }) => [VersionId === version, KmsKeyIds?.[0]]);
    assert.deepEqual(keys, [
      [true, "alias/a"],
      [false, "alias/b"],
      [false, "alias/b"],
    ]);
  });

  it("makes a value the current version, and refuses a token in use even with the same value", async () => {
    const { update, client, name, version } = await setUp();
    const ClientRequestToken = randomUUID();
    await update({ SecretString: "two", ClientRequestToken });
    assert.deepEqual(await labels(client, name), { [version]: ["AWSPREVIOUS"], [ClientRequestToken]: ["AWSCURRENT"] });
    await refused(
      update({ SecretString: "two", ClientRequestToken, Description: "not this" }),
      "ResourceExistsException",
    );
    assert.equal((await client.send(new DescribeSecretCommand({ SecretId: name }))).Description, undefined);
  });

  for (const change of [{ Description: "d".repeat(2049) }, { SecretString: "" }, { KmsKeyId: "k".repeat(2049) }]) {
    it(`refuses ${Object.keys(change).join()} out of bounds`, async () => {
      await refused((await setUp()).update(change), "ValidationException");
    });
  }

  it("adds and overwrites tags, and removes them by key, unknown keys included", async () => {
    const { tag, describe, client, name } = await setUp({ Tags: [{ Key: "a", Value: "1" }] });
    await tag([
      { Key: "a", Value: "2" },
      { Key: "b", Value: "" },
    ]);
    assert.deepEqual((await describe()).Tags, [
      { Key: "a", Value: "2" },
      { Key: "b", Value: "" },
    ]);
    await client.send(new UntagResourceCommand({ SecretId: name, TagKeys: ["a", "unknown"] }));
    assert.deepEqual((await describe()).Tags, [{ Key: "b", Value: "" }]);
  });

  const keys = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => ({ Key: `k${from + i}`, Value: "v" }));
  const refusals: [string, Tag[]][] = [
    ["a 51st tag", keys(49, 2)],
    ["a duplicate key", [...keys(0, 1), ...keys(0, 1)]],
    ["a key that begins with aws:", [{ Key: "aws:owner", Value: "v" }]],
  ];
  for (const [what, tags] of refusals) {
    it(`refuses ${what} and keeps the tags as they were`, async () => {
      const { tag, describe } = await setUp({ Tags: keys(0, 50) });
      await refused(tag(tags), "InvalidParameterException");
      assert.deepEqual((await describe()).Tags, keys(0, 50));
    });
  }

  it("overwrites a tag of a secret that has 50", async () => {
    const { tag } = await setUp({ Tags: keys(0, 50) });
    await tag([{ Key: "k7", Value: "other" }]);
  });

  it("moves LastChangedDate with every change, and LastAccessedDate in whole days with a read", async () => {
    const { tag, describe, client, name } = await setUp();
    const before = await describe();
    test.server.clock.advance(5000);
    await tag([{ Key: "k", Value: "v" }]);
    await client.send(new GetSecretValueCommand({ SecretId: name }));
    const after = await describe();
    assert.ok((after.LastChangedDate?.getTime() ?? 0) - (before.LastChangedDate?.getTime() ?? 0) >= 5000);
    assert.deepEqual(after.CreatedDate, before.CreatedDate);
    assert.equal(before.LastAccessedDate, undefined);
    assert.equal((after.LastAccessedDate?.getTime() ?? 1) % (24 * 60 * 60 * 1000), 0);
  });

  it("tells the day of a read of the version that was read, and of no other", async () => {
    const { client, name } = await setUp();
    const { VersionId: other } = await client.send(
      new PutSecretValueCommand({ SecretId: name, SecretString: "two", VersionStages: ["AWSPENDING"] }),
    );
    await client.send(new GetSecretValueCommand({ SecretId: name }));
    const { Versions = [] } = await client.send(new ListSecretVersionIdsCommand({ SecretId: name }));
    const read = new Map(Versions.map(({ VersionId, LastAccessedDate }) => [VersionId === other, LastAccessedDate]));
    assert.equal(read.get(true), undefined);
    assert.equal((read.get(false)?.getTime() ?? 1) % (24 * 60 * 60 * 1000), 0);
  });
});
