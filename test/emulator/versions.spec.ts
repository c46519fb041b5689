import * as assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  type PutSecretValueCommandInput,
} from "@aws-sdk/client-secrets-manager";
import { TestServer, create, labels, move, newName, put, refused } from "./localServer";

describe("PutSecretValue and versions on the emulator", () => {
  const test = new TestServer();

  it("moves AWSCURRENT to the new version, AWSPREVIOUS to the superseded one, and drops the older AWSPREVIOUS", async () => {
    const client = test.client();
    const { name, version: first } = await create(client);
    const second = await put(client, name, {});
    assert.deepEqual(await labels(client, name), { [first]: ["AWSPREVIOUS"], [second]: ["AWSCURRENT"] });
    const third = await put(client, name, {});
    assert.deepEqual(await labels(client, name), { [second]: ["AWSPREVIOUS"], [third]: ["AWSCURRENT"] });
  });

  it("leaves AWSCURRENT alone when other labels are asked for, and moves those from their old version", async () => {
    const client = test.client();
    const { name, version: first } = await create(client);
    await put(client, name, { VersionStages: ["AWSPENDING", "mine"] });
    const third = await put(client, name, { VersionStages: ["AWSPENDING", "mine"] });
    assert.deepEqual(await labels(client, name), { [first]: ["AWSCURRENT"], [third]: ["AWSPENDING", "mine"] });
  });

  it("keeps a custom label and AWSPENDING on a version that is superseded", async () => {
    const client = test.client();
    const { name } = await create(client);
    const second = await put(client, name, { VersionStages: ["AWSCURRENT", "PUT0"] });
    const pending = await put(client, name, { VersionStages: ["AWSPENDING"] });
    const current = await put(client, name, {});
    assert.deepEqual(await labels(client, name), {
      [second]: ["AWSPREVIOUS", "PUT0"],
      [pending]: ["AWSPENDING"],
      [current]: ["AWSCURRENT"],
    });
  });

  it("leaves description, tags and key of the secret alone", async () => {
    const client = test.client();
    const Tags = [{ Key: "team", Value: "payments" }];
    const { name } = await create(client, { Description: "a key", KmsKeyId: "alias/mine", Tags });
    await put(client, name, {});
    const described = await client.send(new DescribeSecretCommand({ SecretId: name }));
    assert.equal(described.Description, "a key");
    assert.equal(described.KmsKeyId, "alias/mine");
    assert.deepEqual(described.Tags, Tags);
  });

  it("does nothing on a replay, even of a version that has been superseded", async () => {
    const client = test.client();
    const { name } = await create(client);
    const ClientRequestToken = randomUUID();
    await put(client, name, { ClientRequestToken });
    await put(client, name, { SecretString: "three" });
    const before = await labels(client, name);
    assert.equal(await put(client, name, { ClientRequestToken }), ClientRequestToken);
    assert.deepEqual(await labels(client, name), before);
  });

  for (const VersionStages of [["AWSCURRENT"], ["AWSPENDING"]]) {
    it(`never changes the value of a version with ${VersionStages.join()}`, async () => {
      const client = test.client();
      const { name } = await create(client);
      const input = { ClientRequestToken: randomUUID(), VersionStages };
      await put(client, name, input);
      await refused(put(client, name, { ...input, SecretString: "X" }), "ResourceExistsException");
      const read = await client.send(
        new GetSecretValueCommand({ SecretId: name, VersionId: input.ClientRequestToken }),
      );
      assert.equal(read.SecretString, "two");
    });
  }

  const stages = (count: number) => Array.from({ length: count }, (_, i) => `S${i}`);
  const refusals: [string, Partial<PutSecretValueCommandInput>, string][] = [
    ["no value", { SecretString: undefined }, "InvalidRequestException"],
    ["text and bytes together", { SecretBinary: Buffer.from("b") }, "InvalidParameterException"],
    ["a value of 65,537 bytes", { SecretString: "x".repeat(65_537) }, "ValidationException"],
    ["21 labels", { VersionStages: stages(21) }, "ValidationException"],
    ["an empty list of labels", { VersionStages: [] }, "ValidationException"],
    ["a label of 257 characters", { VersionStages: ["l".repeat(257)] }, "ValidationException"],
    ["more than 20 labels on the secret, AWSCURRENT included", { VersionStages: stages(20) }, "LimitExceededException"],
  ];
  for (const [what, input, name] of refusals) {
    it(`refuses ${what} and makes no version`, async () => {
      const client = test.client();
      const secret = await create(client);
      await refused(put(client, secret.name, input), name);
      assert.deepEqual(await labels(client, secret.name), { [secret.version]: ["AWSCURRENT"] });
    });
  }

  it("counts the labels of all versions, also those moved by UpdateSecretVersionStage", async () => {
    const client = test.client();
    const { name, version } = await create(client);
    await put(client, name, { VersionStages: stages(19) });
    await refused(move(client, name, "one-more", version), "LimitExceededException");
    await refused(put(client, name, {}), "LimitExceededException"); // would add AWSPREVIOUS
  });

  it("ends 16 concurrent puts with one AWSCURRENT and one AWSPREVIOUS", async () => {
    const client = test.client();
    const { name } = await create(client);
    await Promise.all(Array.from({ length: 16 }, (_, i) => put(client, name, { SecretString: `v${i}` })));
    assert.deepEqual(
      Object.values(await labels(client, name))
        .flat()
        .sort(),
      ["AWSCURRENT", "AWSPREVIOUS"],
    );
  });

  it("refuses the 101st version of a day, and a day later prunes the oldest label-less one instead", async () => {
    const client = test.client();
    const { name, version: first } = await create(client);
    let second = "";
    for (let i = 2; i <= 100; i++) {
      const made = await put(client, name, {});
      if (i === 2) second = made;
    }
    await move(client, name, "keep", first);
    await refused(put(client, name, {}), "LimitExceededException");
    test.server.clock.advance(24 * 60 * 60 * 1000 + 1);
    await put(client, name, {});
    const { Versions = [] } = await client.send(
      new ListSecretVersionIdsCommand({ SecretId: name, IncludeDeprecated: true }),
    );
    const ids = Versions.map(({ VersionId }) => VersionId);
    assert.equal(ids.length, 100);
    assert.ok(ids.includes(first), "a labelled version is never pruned");
    assert.ok(!ids.includes(second));
  });

  it("hides label-less versions from listings but not from a read by id", async () => {
    const client = test.client();
    const { name, version } = await create(client);
    await put(client, name, {});
    await put(client, name, {});
    const list = async (IncludeDeprecated: boolean) => {
      const answer = await client.send(new ListSecretVersionIdsCommand({ SecretId: name, IncludeDeprecated }));
      return answer.Versions?.map(({ VersionId }) => VersionId) ?? [];
    };
    assert.ok(!(version in (await labels(client, name))));
    assert.equal((await list(false)).includes(version), false);
    assert.equal((await list(true)).includes(version), true);
    const read = await client.send(new GetSecretValueCommand({ SecretId: name, VersionId: version }));
    assert.equal(read.SecretString, "one");
    assert.equal(read.VersionStages, undefined);
  });

  it("keeps the creation time of a version as the clock and its labels move, and knows no versions of a missing secret", async () => {
    const client = test.client();
    const { name, version } = await create(client);
    const createdAt = async () => {
      const { Versions = [] } = await client.send(new ListSecretVersionIdsCommand({ SecretId: name }));
      return Versions.find(({ VersionId }) => VersionId === version)?.CreatedDate;
    };
    const before = await createdAt();
    assert.ok(before);
    test.server.clock.advance(60_000);
    await put(client, name, {});
    assert.deepEqual(await createdAt(), before);
    await refused(
      client.send(new ListSecretVersionIdsCommand({ SecretId: newName() })),
      "ResourceNotFoundException",
      "Secrets Manager can't find the specified secret.",
    );
  });

  it("lists versions with ARN, creation time and keys, page by page", async () => {
    const client = test.client();
    const { name, arn } = await create(client);
    for (const label of ["a", "b", "c"]) await put(client, name, { VersionStages: [label] });
    const first = await client.send(new ListSecretVersionIdsCommand({ SecretId: name, MaxResults: 3 }));
    const rest = await client.send(new ListSecretVersionIdsCommand({ SecretId: name, NextToken: first.NextToken }));
    assert.equal(first.ARN, arn);
    assert.deepEqual(first.Versions?.[0]?.KmsKeyIds, ["DefaultEncryptionKey"]);
    assert.ok(first.Versions[0].CreatedDate instanceof Date);
    const seen = [...first.Versions, ...(rest.Versions ?? [])].flatMap(({ VersionStages }) => VersionStages);
    assert.deepEqual(seen, ["AWSCURRENT", "a", "b", "c"]);
    assert.equal(rest.NextToken, undefined);
    const wrong = new ListSecretVersionIdsCommand({ SecretId: name, NextToken: "nonsense" });
    await refused(client.send(wrong), "InvalidNextTokenException");
    for (const MaxResults of [0, 101]) {
      await refused(
        client.send(new ListSecretVersionIdsCommand({ SecretId: name, MaxResults })),
        "ValidationException",
      );
    }
  });

  it("reads by label, by id, by both when they agree, and says which selector found nothing", async () => {
    const client = test.client();
    const { name, version } = await create(client);
    const pending = await put(client, name, { VersionStages: ["AWSPENDING"] });
    const get = (selector: object) => client.send(new GetSecretValueCommand({ SecretId: name, ...selector }));
    assert.equal((await get({})).VersionId, version);
    assert.equal((await get({ VersionStage: "AWSPENDING" })).VersionId, pending);
    assert.equal((await get({ VersionStage: "AWSPENDING", VersionId: pending })).SecretString, "two");
    await refused(
      get({ VersionStage: "AWSPENDING", VersionId: version }),
      "InvalidRequestException",
      "You provided a VersionStage that is not associated to the provided VersionId.",
    );
    await refused(get({ VersionStage: "none" }), "ResourceNotFoundException", /for staging label: none$/);
    const unknown = randomUUID();
    await refused(get({ VersionId: unknown }), "ResourceNotFoundException", new RegExp(`for VersionId: ${unknown}$`));
  });
});
