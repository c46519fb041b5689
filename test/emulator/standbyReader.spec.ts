import * as assert from "node:assert/strict";
import { GetSecretValueCommand, PutSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { readerPolicy } from "../../resources/iam/readerPolicy";
import { STANDBY } from "../../resources/secrets/labels";
import { create, newName, refused, TestServer } from "./localServer";

const READER = "AKIAREADSBYLABEL";

describe("a reader with the default policy of readers, and a spare", () => {
  const test = new TestServer();

  it("reads the live key, and the spare neither by its label nor by its id", async () => {
    const name = newName();
    const { arn: privateKeySecretArn } = await create(test.client(), { Name: name, SecretString: "live" });
    const put = { SecretId: name, SecretString: "spare", VersionStages: [STANDBY] };
    const { VersionId } = await test.client().send(new PutSecretValueCommand(put));
    const [{ Condition }] = readerPolicy({ privateKeySecretArn }).Statement as [
      { readonly Condition: { readonly "ForAnyValue:StringEquals": Readonly<Record<string, readonly string[]>> } },
    ];
    test.server.hooks.allowStages(READER, Object.values(Condition["ForAnyValue:StringEquals"]).flat());
    const reader = test.client({ accessKeyId: READER });
    const read = (how: object) => reader.send(new GetSecretValueCommand({ SecretId: name, ...how }));
    assert.equal((await read({ VersionStage: "AWSCURRENT" })).SecretString, "live");
    for (const how of [{ VersionStage: STANDBY }, { VersionId }, { VersionId, VersionStage: STANDBY }])
      await refused(read(how), "AccessDeniedException");
    const all = await test.client().send(new GetSecretValueCommand({ SecretId: name, VersionId }));
    assert.equal(all.SecretString, "spare", "who may read every version reads it by its id");
  });
});
