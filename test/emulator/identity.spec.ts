import * as assert from "node:assert/strict";
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { TestServer, create, newName, refused } from "./localServer";

describe("Names, ARNs, regions and accounts on the emulator", () => {
  const test = new TestServer();
  const find = async (client: SecretsManagerClient, SecretId: string) =>
    (await client.send(new DescribeSecretCommand({ SecretId }))).ARN;
  const NOT_FOUND = "Secrets Manager can't find the specified secret.";

  it("finds a secret by name, ARN and ARN without the suffix", async () => {
    const client = test.client();
    const { name, arn } = await create(client);
    for (const id of [name, arn, arn.slice(0, -7)]) assert.equal(await find(client, id), arn);
  });

  it("does not find a partial ARN whose name looks like it ends with a suffix", async () => {
    const client = test.client();
    const { name, arn } = await create(client, { Name: `${newName()}-secret` });
    assert.equal(await find(client, name), arn);
    await refused(find(client, arn.slice(0, -7)), "ResourceNotFoundException", NOT_FOUND);
  });

  it("does not find a wrong suffix, an unknown name, or what is not an ARN of a secret", async () => {
    const client = test.client();
    const { arn } = await create(client);
    for (const id of [`${arn.slice(0, -6)}000000`, newName(), "arn:aws:s3:::bucket"]) {
      await refused(find(client, id), "ResourceNotFoundException", NOT_FOUND);
    }
  });

  it("refuses an id that is no name with the text for names", async () => {
    await refused(find(test.client(), "a b"), "ValidationException", /^Invalid name\./);
  });

  it("keeps regions apart, by name and by ARN", async () => {
    const { name, arn } = await create(test.client());
    const elsewhere = test.client({ region: "eu-central-1" });
    await refused(find(elsewhere, name), "ResourceNotFoundException", NOT_FOUND);
    await refused(find(elsewhere, arn), "ResourceNotFoundException", NOT_FOUND);
    await create(elsewhere, { Name: name });
  });

  it("keeps accounts apart, and denies another account's ARN", async () => {
    test.server.hooks.account("AKIAOTHER", "999999999999");
    const { name, arn } = await create(test.client());
    const other = test.client({ accessKeyId: "AKIAOTHER" });
    await refused(find(other, name), "ResourceNotFoundException", NOT_FOUND);
    await refused(
      find(other, arn),
      "AccessDeniedException",
      /not authorized to perform: secretsmanager:DescribeSecret/,
    );
    const own = await create(other, { Name: name });
    assert.match(own.arn, /:999999999999:secret:/);
    const read = await other.send(new GetSecretValueCommand({ SecretId: name }));
    assert.equal(read.ARN, own.arn);
  });

  for (const [region, partition] of [
    ["eu-west-3", "aws"],
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
    ["eusc-de-east-1", "aws-eusc"],
  ] as const) {
    it(`is of partition ${partition} in ${region}`, async () => {
      const client = test.client({ region });
      const { arn, name } = await create(client);
      assert.match(arn, new RegExp(`^arn:${partition}:secretsmanager:${region}:\\d{12}:secret:`));
      assert.equal(await find(client, arn), arn);
      test.server.hooks.deny("AKIADENIED", ["DescribeSecret"]);
      const denied = test.client({ region, accessKeyId: "AKIADENIED" });
      await refused(find(denied, name), "AccessDeniedException", new RegExp(`User: arn:${partition}:iam::`));
      const elsewhere = arn.replace(/\d{12}/, "999999999999");
      await refused(find(client, elsewhere), "AccessDeniedException", new RegExp(`User: arn:${partition}:iam::`));
    });
  }

  it("tells who calls with an ARN of the partition of the region, of a session with that of its role", async () => {
    const [region, credentials] = ["cn-north-1", { accessKeyId: "AKIATEST", secretAccessKey: "any" }];
    const sts = new STSClient({ endpoint: test.server.url, region, credentials });
    const RoleArn = "arn:aws-cn:iam::222222222222:role/deploy/hub";
    test.server.hooks.role({ arn: RoleArn });
    const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
    const { AssumedRoleUser } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "ci" }));
    sts.destroy();
    assert.equal(Arn, "arn:aws-cn:iam::123456789012:user/AKIATEST");
    assert.equal(AssumedRoleUser?.Arn, "arn:aws-cn:sts::222222222222:assumed-role/hub/ci");
  });

  it("gives every access key the same account by default", async () => {
    const { name, arn } = await create(test.client({ accessKeyId: "AKIAONE" }));
    assert.equal(await find(test.client({ accessKeyId: "AKIATWO" }), name), arn);
  });
});
