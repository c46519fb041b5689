import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { readStatements } from "../../../resources/iam/readStatements";
import { itHolds } from "../../support/properties";

/** Partition, a region of it, and what kms:ViaService is there (partitions.json of the AWS SDKs). */
const PARTITIONS = [
  ["aws", "eu-west-1", "secretsmanager.eu-west-1.amazonaws.com"],
  ["aws-cn", "cn-north-1", "secretsmanager.cn-north-1.amazonaws.com.cn"],
  ["aws-us-gov", "us-gov-west-1", "secretsmanager.us-gov-west-1.amazonaws.com"],
  ["aws-iso", "us-iso-east-1", "secretsmanager.us-iso-east-1.c2s.ic.gov"],
  ["aws-iso-b", "us-isob-east-1", "secretsmanager.us-isob-east-1.sc2s.sgov.gov"],
  ["aws-iso-e", "eu-isoe-west-1", "secretsmanager.eu-isoe-west-1.cloud.adc-e.uk"],
  ["aws-iso-f", "us-isof-south-1", "secretsmanager.us-isof-south-1.csp.hci.ic.gov"],
  ["aws-eusc", "eusc-de-east-1", "secretsmanager.eusc-de-east-1.amazonaws.eu"],
] as const;
const account = fc.stringMatching(/^[0-9]{12}$/);
// A name may hold what looks like a part of an ARN
const name = fc.stringMatching(/^[A-Za-z0-9/_+=.@-]{1,60}$/);
const place = fc.tuple(fc.constantFrom(...PARTITIONS), account);
const aliasName = fc.stringMatching(/^[A-Za-z0-9/_-]{1,40}$/);
const id = fc.uuid();

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

describe("statements of a reader's policy", () => {
  const cases = fc.tuple(place, fc.array(name, { minLength: 1, maxLength: 3 }), aliasName, id);
  itHolds("name exactly the secrets, and the key in their own partition, region and account", cases, (made) => {
    const [[[partition, region, host], account], names, alias, keyId] = made;
    const arns = names.map((name) => `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}`);
    const keys = `arn:${partition}:kms:${region}:${account}:`;
    const decryptOf = (kmsKeyId: string | undefined) => {
      const [read, decrypt, ...others] = readStatements(arns, kmsKeyId) as Statement[];
      assert.deepEqual(read?.Resource, arns);
      assert.deepEqual(others, []);
      if (decrypt !== undefined) {
        assert.equal(decrypt.Action, "kms:Decrypt");
        const via = decrypt.Condition?.["StringEquals"]?.["kms:ViaService"];
        assert.equal(via, host);
      }
      return decrypt;
    };

    assert.equal(decryptOf(undefined), undefined);
    for (const given of [keyId, `${keys}key/${keyId}`]) assert.equal(decryptOf(given)?.Resource, `${keys}key/${keyId}`);
    for (const given of [`alias/${alias}`, `${keys}alias/${alias}`]) {
      const decrypt = decryptOf(given);
      assert.equal(decrypt?.Resource, `${keys}key/*`);
      const named = decrypt.Condition?.["ForAnyValue:StringEquals"]?.["kms:ResourceAliases"];
      assert.equal(named, `alias/${alias}`);
    }
  });
});
