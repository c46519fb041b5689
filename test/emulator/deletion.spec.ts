import * as assert from "node:assert/strict";
import {
  BatchGetSecretValueCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  ListSecretsCommand,
  RestoreSecretCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSecretCommand,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { MARKED_FOR_DELETION, TestServer, create, move, newName, put, refused } from "./localServer";

const DAY = 24 * 60 * 60 * 1000;

describe("DeleteSecret and RestoreSecret on the emulator", () => {
  const test = new TestServer();
  const remove = (client: SecretsManagerClient, SecretId: string, how: object = {}) =>
    client.send(new DeleteSecretCommand({ SecretId, ...how }));

  for (const [how, days] of [
    [{}, 30],
    [{ RecoveryWindowInDays: 7 }, 7],
    [{ RecoveryWindowInDays: 30, ForceDeleteWithoutRecovery: false }, 30],
  ] as const) {
    it(`schedules with ${JSON.stringify(how)} for ${days} days from now`, async () => {
      const client = test.client();
      const { name } = await create(client);
      const now = test.server.clock.now().getTime();
      const { DeletionDate } = await remove(client, name, how);
      assert.ok(Math.abs((DeletionDate?.getTime() ?? 0) - now - days * DAY) < 5000);
      const { DeletedDate } = await client.send(new DescribeSecretCommand({ SecretId: name }));
      assert.deepEqual(DeletedDate, DeletionDate);
    });
  }

  for (const RecoveryWindowInDays of [0, 6, 31]) {
    it(`refuses a window of ${RecoveryWindowInDays} days`, async () => {
      const client = test.client();
      const { name } = await create(client);
      await refused(remove(client, name, { RecoveryWindowInDays }), "InvalidParameterException");
      await client.send(new GetSecretValueCommand({ SecretId: name }));
    });
  }

  it("refuses a window together with force", async () => {
    const both = { RecoveryWindowInDays: 7, ForceDeleteWithoutRecovery: true };
    const message = "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.";
    await refused(remove(test.client(), newName(), both), "InvalidParameterException", message);
  });

  const operations: [string, (client: SecretsManagerClient, id: string, version: string) => Promise<unknown>][] = [
    ["GetSecretValue", (c, SecretId) => c.send(new GetSecretValueCommand({ SecretId }))],
    ["PutSecretValue", (c, id) => put(c, id, {})],
    ["UpdateSecret", (c, SecretId) => c.send(new UpdateSecretCommand({ SecretId, Description: "d" }))],
    ["UpdateSecretVersionStage", (c, id, version) => move(c, id, "new", version)],
    ["TagResource", (c, SecretId) => c.send(new TagResourceCommand({ SecretId, Tags: [{ Key: "k", Value: "v" }] }))],
    ["UntagResource", (c, SecretId) => c.send(new UntagResourceCommand({ SecretId, TagKeys: ["k"] }))],
    ["DeleteSecret without force", (c, id) => remove(c, id, { RecoveryWindowInDays: 7 })],
  ];
  for (const [what, call] of operations) {
    it(`refuses ${what} on a secret scheduled for deletion`, async () => {
      const client = test.client();
      const { name, version } = await create(client);
      await remove(client, name);
      await refused(call(client, name, version), "InvalidRequestException", MARKED_FOR_DELETION);
    });
  }

  it("still describes a scheduled secret and its versions, and lists it only on request", async () => {
    const client = test.client();
    const { name, version } = await create(client);
    await remove(client, name);
    const versions = await client.send(new ListSecretVersionIdsCommand({ SecretId: name }));
    assert.equal(versions.Versions?.[0]?.VersionId, version);
    const list = async (IncludePlannedDeletion: boolean) => {
      const Filters = [{ Key: "name" as const, Values: [name] }];
      return (await client.send(new ListSecretsCommand({ IncludePlannedDeletion, Filters }))).SecretList?.length;
    };
    assert.equal(await list(false), 0);
    assert.equal(await list(true), 1);
  });

  it("gives a scheduled secret back whole", async () => {
    const client = test.client();
    const { name, version } = await create(client);
    await remove(client, name);
    await client.send(new RestoreSecretCommand({ SecretId: name }));
    const read = await client.send(new GetSecretValueCommand({ SecretId: name }));
    assert.equal(read.VersionId, version);
    const { DeletedDate } = await client.send(new DescribeSecretCommand({ SecretId: name }));
    assert.equal(DeletedDate, undefined);
  });

  it("accepts the restore of a live secret and refuses that of an unknown one", async () => {
    const client = test.client();
    const { name } = await create(client);
    await client.send(new RestoreSecretCommand({ SecretId: name }));
    await refused(client.send(new RestoreSecretCommand({ SecretId: newName() })), "ResourceNotFoundException");
  });

  it("purges at the end of the window", async () => {
    const client = test.client();
    const { name } = await create(client);
    await remove(client, name, { RecoveryWindowInDays: 7 });
    test.server.clock.advance(7 * DAY - 60_000);
    await client.send(new DescribeSecretCommand({ SecretId: name }));
    test.server.clock.advance(60_000);
    await refused(client.send(new RestoreSecretCommand({ SecretId: name })), "ResourceNotFoundException");
    await create(client, { Name: name });
  });

  it("removes at once with force, live or scheduled; the name is free and gets another ARN", async () => {
    const client = test.client();
    const { name, arn } = await create(client);
    await remove(client, name);
    await remove(client, name, { ForceDeleteWithoutRecovery: true });
    const again = await create(client, { Name: name });
    assert.notEqual(again.arn, arn);
    await refused(client.send(new GetSecretValueCommand({ SecretId: arn })), "ResourceNotFoundException");
    await remove(client, again.arn, { ForceDeleteWithoutRecovery: true });
    await refused(client.send(new DescribeSecretCommand({ SecretId: name })), "ResourceNotFoundException");
  });

  it("frees the name of a secret deleted by force only after the time that a test sets", async () => {
    const { hooks, clock } = test.server;
    const client = test.client();
    const { name, arn } = await create(client);
    hooks.releaseAfter(60_000);
    await remove(client, arn, { ForceDeleteWithoutRecovery: true });
    const taken = "You can't create this secret because a secret with this name is already scheduled for deletion.";
    await refused(create(client, { Name: name }), "InvalidRequestException", taken);
    await refused(client.send(new DescribeSecretCommand({ SecretId: name })), "ResourceNotFoundException");
    await create(test.client({ region: "eu-west-1" }), { Name: name });
    await create(client, { Name: newName() });
    clock.advance(55_000);
    await refused(create(client, { Name: name }), "InvalidRequestException", taken);
    clock.advance(5_000);
    await create(client, { Name: name });
  });

  it("frees such names at once again after clear()", async () => {
    const { hooks } = test.server;
    const client = test.client();
    const { name } = await create(client);
    hooks.releaseAfter(60_000);
    await remove(client, name, { ForceDeleteWithoutRecovery: true });
    hooks.clear();
    await create(client, { Name: name });
  });

  it("takes a missing name with force, and refuses it without", async () => {
    const client = test.client();
    const name = newName();
    const answer = await remove(client, name, { ForceDeleteWithoutRecovery: true });
    assert.equal(answer.Name, name);
    await refused(
      remove(client, name),
      "ResourceNotFoundException",
      "Secrets Manager can't find the specified secret.",
    );
  });

  it("reports a scheduled secret in a batch without failing the batch", async () => {
    const client = test.client();
    const live = await create(client);
    const gone = await create(client);
    await remove(client, gone.name);
    const { SecretValues, Errors } = await client.send(
      new BatchGetSecretValueCommand({ SecretIdList: [gone.name, live.arn, newName()] }),
    );
    assert.deepEqual(
      SecretValues?.map(({ Name }) => Name),
      [live.name],
    );
    assert.deepEqual(
      Errors?.map(({ ErrorCode }) => ErrorCode),
      ["InvalidRequestException", "ResourceNotFoundException"],
    );
  });
});
