import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deployerPolicy } from "../../../resources";
import { REPOSITORY } from "../../../workbench/repository";

const ARGS = { account: "111122223333", region: "us-east-1", secretNamePrefix: "acme/" };

describe("policy of the deployer", () => {
  it("is the one in docs/iam.md", () => {
    const text = JSON.stringify(deployerPolicy({ ...ARGS, kmsKeyId: "KEY-ID" }));
    const policy = JSON.parse(text.replaceAll("KEY-ID", "<key id>")) as unknown;
    const onThePage = readFileSync(join(REPOSITORY, "docs", "iam.md"), "utf8").match(/```json\n[\s\S]*?```/g) ?? [];
    const parsed = onThePage.map((block) => JSON.parse(block.replace(/```(json)?/g, "")) as unknown);
    assert.deepEqual(parsed[0], policy);
  });

  it("has no KMS statement without a key, and no STS statement without a role", () => {
    assert.deepEqual(
      deployerPolicy(ARGS).Statement.map(({ Sid }) => Sid),
      ["WritePartnerKeys", "NeverReadThem"],
    );
    assert.deepEqual(deployerPolicy({ ...ARGS, kmsKeyId: "" }), deployerPolicy(ARGS));
    const role = "arn:aws:iam::444455556666:role/deploy";
    const [, , assume] = deployerPolicy({ ...ARGS, assumeRoles: [role] }).Statement;
    assert.deepEqual([assume?.Action, assume?.Resource], ["sts:AssumeRole", [role]]);
  });

  it("names a KMS key by id, ARN or alias, as kmsKeyId does", () => {
    const kmsOf = (kmsKeyId: string) => deployerPolicy({ ...ARGS, kmsKeyId }).Statement[2];
    const arn = "arn:aws:kms:us-east-1:444455556666:key/1-2";
    assert.equal(kmsOf("1-2")?.Resource, "arn:aws:kms:us-east-1:111122223333:key/1-2");
    assert.equal(kmsOf(arn)?.Resource, arn);
    const elsewhere = kmsOf("arn:aws:kms:us-east-1:444455556666:alias/partner");
    assert.equal(elsewhere?.Resource, "arn:aws:kms:us-east-1:444455556666:key/*");
    for (const alias of ["alias/partner", "arn:aws:kms:us-east-1:111122223333:alias/partner"]) {
      assert.equal(kmsOf(alias)?.Resource, "arn:aws:kms:us-east-1:111122223333:key/*");
      assert.deepEqual(kmsOf(alias)?.Condition?.["ForAnyValue:StringEquals"], {
        "kms:ResourceAliases": "alias/partner",
      });
    }
  });

  const partitions = [
    ["cn-north-1", "aws-cn", "secretsmanager.cn-north-1.amazonaws.com.cn"],
    ["us-gov-west-1", "aws-us-gov", "secretsmanager.us-gov-west-1.amazonaws.com"],
    ["us-isob-east-1", "aws-iso-b", "secretsmanager.us-isob-east-1.sc2s.sgov.gov"],
    ["eusc-de-east-1", "aws-eusc", "secretsmanager.eusc-de-east-1.amazonaws.eu"],
    ["eu-west-1", "aws", "secretsmanager.eu-west-1.amazonaws.com"],
  ] as const;
  for (const [region, partition, service] of partitions) {
    it(`names partition and service of ${region}`, () => {
      const [write, , kms] = deployerPolicy({ ...ARGS, region, kmsKeyId: "k" }).Statement;
      assert.equal(write?.Resource, `arn:${partition}:secretsmanager:${region}:111122223333:secret:acme/*`);
      assert.equal(kms?.Resource, `arn:${partition}:kms:${region}:111122223333:key/k`);
      assert.equal(kms.Condition?.["StringEquals"]?.["kms:ViaService"], service);
    });
  }
});
