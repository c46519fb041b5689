import * as assert from "node:assert/strict";
import {
  DeleteSecretCommand,
  DescribeSecretCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { TestServer, create, newName } from "./localServer";

describe("What the emulator shows late, or not at all", () => {
  const test = new TestServer();
  const versions = async (client: SecretsManagerClient, SecretId: string) => {
    const { VersionIdsToStages = {} } = await client.send(new DescribeSecretCommand({ SecretId }));
    const { Versions = [] } = await client.send(new ListSecretVersionIdsCommand({ SecretId }));
    return [Object.keys(VersionIdsToStages).length, Versions.length];
  };
  const gone = { name: "ResourceNotFoundException" };

  it("a secret that was made is not there until the lag has passed; one of another name is", async () => {
    const [name, other] = [newName(), newName()];
    test.server.hooks.lag(10_000, name);
    const { arn } = await create(test.client(), { Name: name });
    await create(test.client(), { Name: other });
    for (const SecretId of [name, arn]) await assert.rejects(versions(test.client(), SecretId), gone);
    assert.deepEqual(await versions(test.client(), other), [1, 1]);
    test.server.clock.advance(11_000);
    assert.deepEqual(await versions(test.client(), arn), [1, 1]);
  });

  it("a version is shown when the lag has passed; who is exempt sees it at once, and so does clear()", async () => {
    const { arn } = await create(test.client(), { Name: newName() });
    test.server.clock.advance(60_000);
    test.server.hooks.lag(10_000);
    await test.client().send(new PutSecretValueCommand({ SecretId: arn, SecretString: "w" }));
    assert.deepEqual(await versions(test.client(), arn), [1, 1]);
    test.server.clock.advance(11_000);
    assert.deepEqual(await versions(test.client(), arn), [2, 2]);
    await test.client().send(new PutSecretValueCommand({ SecretId: arn, SecretString: "x" }));
    test.server.hooks.clear();
    assert.equal((await versions(test.client(), arn))[0], 2, "the first has lost its label");
  });

  it("a secret that is scheduled for deletion shows its versions, unless they are hidden", async () => {
    const { arn } = await create(test.client(), { Name: newName() });
    await test.client().send(new DeleteSecretCommand({ SecretId: arn, RecoveryWindowInDays: 7 }));
    assert.deepEqual(await versions(test.client(), arn), [1, 1]);
    test.server.hooks.hideScheduledVersions(true);
    assert.deepEqual(await versions(test.client(), arn), [0, 0]);
    await test.client().send(new RestoreSecretCommand({ SecretId: arn }));
    assert.deepEqual(await versions(test.client(), arn), [1, 1]);
  });
});
