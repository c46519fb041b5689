import * as assert from "node:assert/strict";
import { accountIn, parseArn, secretNameIn } from "../../../resources/aws/arn";

const SECRET = "arn:aws-us-gov:secretsmanager:us-gov-west-1:012345678901:secret:acme/production/key-AbCdEf";

describe("an ARN", () => {
  it("is taken apart, colons of the resource and all", () => {
    assert.deepEqual(parseArn("arn:aws:sts::012345678901:assumed-role/deploy/a:b"), {
      partition: "aws",
      service: "sts",
      region: "",
      account: "012345678901",
      resource: "assumed-role/deploy/a:b",
    });
  });

  for (const text of [
    "",
    "acme/key",
    "alias/key",
    "arn:aws:iam",
    "arn:aws:iam::012345678901:",
    "xarn:aws:iam::1:role/r",
  ]) {
    it(`is not ${JSON.stringify(text)}`, () => assert.equal(parseArn(text), undefined));
  }

  for (const [text, account] of [
    [SECRET, "012345678901"],
    ["arn:aws:iam::aws:policy/ReadOnlyAccess", undefined],
    ["arn:aws:s3:::bucket", undefined],
    ["acme/key", undefined],
  ] as const) {
    it(`names account ${String(account)} in ${text}`, () => assert.equal(accountIn(text), account));
  }

  it("names a secret", () => assert.equal(secretNameIn(SECRET), "acme/production/key-AbCdEf"));

  for (const text of [
    SECRET.replace("secretsmanager", "kms"),
    SECRET.replace("012345678901", "12345"),
    SECRET.replace("012345678901", ""),
    SECRET.replace("us-gov-west-1", ""),
    SECRET.replace("aws-us-gov", "AWS"),
    SECRET.replace("secret:", "key:"),
    "acme/production/key",
  ]) {
    it(`names no secret in ${text}`, () => assert.equal(secretNameIn(text), undefined));
  }
});
