import * as assert from "node:assert/strict";
import { isAnswer } from "../../../resources/aws/answers";

const ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:acme/key-AbCdEf";
const PARTIAL = ARN.slice(0, -7);
const OTHER = ARN.replace("acme/key", "acme/other");
const AGAIN = ARN.replace("AbCdEf", "GhIjKl");
const [TOKEN, DATE] = ["t".repeat(36), new Date()];
const CREATE = { Name: "acme/key", ClientRequestToken: TOKEN };
const PUT = { SecretId: ARN, ClientRequestToken: TOKEN };

type Row = readonly [operation: string, asked: object, answered: object];

describe("what is an answer of AWS", () => {
  const answers: readonly Row[] = [
    ["CreateSecret", CREATE, { ARN, Name: "acme/key", VersionId: TOKEN }],
    ["PutSecretValue", PUT, { ARN, VersionId: TOKEN }],
    ["PutSecretValue", { ...PUT, SecretId: "acme/key" }, { ARN, VersionId: TOKEN }],
    ["PutSecretValue", { ...PUT, SecretId: PARTIAL }, { ARN, VersionId: TOKEN }],
    ["DescribeSecret", { SecretId: ARN }, { ARN }],
    ["DescribeSecret", { SecretId: "acme/key" }, { ARN }],
    ["ListSecretVersionIds", { SecretId: ARN }, { ARN, Name: "acme/key" }],
    ["ListSecretVersionIds", { SecretId: ARN }, { ARN: "acme/key" }], // moto
    ["GetResourcePolicy", { SecretId: ARN }, { ARN, Name: "acme/key" }],
    ["UpdateSecret", { SecretId: ARN }, { ARN }],
    ["UpdateSecretVersionStage", { SecretId: ARN }, { ARN }],
    ["RestoreSecret", { SecretId: ARN }, { ARN }],
    ["DeleteSecret", { SecretId: ARN }, { ARN, DeletionDate: DATE }],
    ["DeleteSecret", { SecretId: ARN }, { Name: ARN, DeletionDate: DATE }], // by force, of what is not there
    ["TagResource", { SecretId: ARN }, { $metadata: { requestId: "1" } }],
    ["UntagResource", { SecretId: ARN }, { $metadata: { requestId: "1" } }],
    ["GetCallerIdentity", {}, { Account: "123456789012" }],
    ["AssumeRole", {}, { Credentials: { AccessKeyId: "A", SecretAccessKey: "s", SessionToken: "t" } }],
    ["GetSecretValue", {}, {}], // not of this package's deployer
  ];
  for (const [operation, asked, answered] of answers)
    it(`${operation} ${JSON.stringify(asked)}: ${JSON.stringify(answered)}`, () =>
      assert.equal(isAnswer(operation, asked, answered), true));

  const others: readonly Row[] = [
    ["CreateSecret", CREATE, { ARN, Name: "acme/key" }],
    ["CreateSecret", CREATE, { ARN, VersionId: "another" }],
    ["CreateSecret", CREATE, { VersionId: TOKEN }],
    ["CreateSecret", CREATE, { ARN: OTHER, VersionId: TOKEN }],
    ["CreateSecret", CREATE, { ARN: "acme/key", VersionId: TOKEN }],
    ["CreateSecret", { Name: "acme/key" }, { ARN }],
    ["PutSecretValue", PUT, { ARN: AGAIN, VersionId: TOKEN }],
    ["PutSecretValue", PUT, { ARN, VersionId: "" }],
    ["DescribeSecret", { SecretId: ARN }, { ARN: AGAIN }],
    ["DescribeSecret", { SecretId: ARN }, { Name: "acme/key" }],
    ["DescribeSecret", { SecretId: "acme/key" }, { ARN: OTHER }],
    ["DescribeSecret", { SecretId: "" }, { ARN: "" }],
    ["DeleteSecret", { SecretId: ARN }, { ARN }],
    ["ListSecretVersionIds", { SecretId: ARN }, { Versions: [] }],
    ["ListSecretVersionIds", { SecretId: ARN }, { ARN: OTHER }],
    ["GetResourcePolicy", { SecretId: ARN }, { ResourcePolicy: "{}" }],
    ["GetResourcePolicy", { SecretId: ARN }, { ARN: OTHER }],
    ["GetCallerIdentity", {}, { Account: "" }],
    ["AssumeRole", {}, { Credentials: { AccessKeyId: "A", SecretAccessKey: "s" } }],
    ["AssumeRoleWithWebIdentity", {}, { Credentials: {} }],
  ];
  for (const [operation, asked, answered] of others)
    it(`${operation} ${JSON.stringify(asked)} is not: ${JSON.stringify(answered)}`, () =>
      assert.equal(isAnswer(operation, asked, answered), false));

  for (const operation of [
    ...["CreateSecret", "PutSecretValue", "DescribeSecret", "ListSecretVersionIds", "UpdateSecret", "RestoreSecret"],
    ...["UpdateSecretVersionStage", "DeleteSecret", "TagResource", "UntagResource"],
    "GetResourcePolicy",
    ...["GetCallerIdentity", "AssumeRole", "AssumeRoleWithWebIdentity"],
  ])
    it(`${operation} with nothing in it is none`, () =>
      assert.equal(isAnswer(operation, { ...CREATE, SecretId: ARN }, { $metadata: {} }), false));
});
