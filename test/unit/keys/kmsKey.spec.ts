import * as assert from "node:assert/strict";
import { kmsKeyDiffers } from "../../../resources/plugin/keys/reconcileMetadata";

const ID = "11111111-2222-3333-4444-555555555555";
const OTHER = "99999999-2222-3333-4444-555555555555";
const arn = (tail: string) => `arn:aws:kms:us-east-1:123456789012:${tail}`;

/** What AWS tells, what is declared, whether they differ. */
const ROWS: readonly (readonly [string | undefined, string | undefined, boolean])[] = [
  [undefined, undefined, false],
  [undefined, "alias/aws/secretsmanager", false],
  ["alias/aws/secretsmanager", undefined, false],
  [undefined, ID, true],
  [undefined, "alias/partner", true],
  [ID, undefined, true],
  ["alias/partner", undefined, true],
  [ID, ID, false],
  [ID, OTHER, true],
  [arn(`key/${ID}`), ID, false],
  [arn(`key/${ID}`), OTHER, true],
  [arn(`key/${ID}`), arn(`key/${ID}`), false],
  [arn("alias/partner"), "alias/partner", false],
  ["alias/partner", arn("alias/partner"), false],
  [arn("alias/partner"), "alias/other", true],
  ["alias/team/partner", "alias/partner", true],
];

describe("KMS key of a secret", () => {
  for (const [actual, declared, differs] of ROWS) {
    it(`${actual ?? "AWS's own"} ${differs ? "is not" : "is"} what ${declared ?? "no kmsKeyId"} asks for`, () => {
      assert.equal(kmsKeyDiffers(actual, declared), differs);
    });
  }

  it("told as an id cannot be compared with an alias", () => {
    assert.equal(kmsKeyDiffers(arn(`key/${ID}`), "alias/partner"), undefined);
    assert.equal(kmsKeyDiffers(arn("alias/partner"), ID), undefined);
  });
});
