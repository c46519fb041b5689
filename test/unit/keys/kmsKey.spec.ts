import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { kmsKeyDiffers } from "../../../resources/plugin/keys/metadata";
import { itHolds } from "../../support/properties";

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
  [arn(`key/${ID}`), OTHER, true],
  [arn(`key/${ID}`), arn(`key/${ID}`), false],
  [arn("alias/partner"), arn("alias/partner").replace("123456789012", "210987654321"), true],
  [arn(`key/${ID}`), arn(`key/${ID}`).replace("us-east-1", "eu-west-1"), true],
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

  it("without its account and region may be the one that has both: a person who writes them out means it", () => {
    for (const one of [`key/${ID}`, "alias/partner"]) {
      const bare = one.replace("key/", "");
      assert.equal(kmsKeyDiffers(arn(one), bare), undefined);
      assert.equal(kmsKeyDiffers(bare, arn(one)), undefined);
    }
  });

  // Each key in all the ways AWS or a person may write it
  const name = fc.stringMatching(/^[a-zA-Z0-9_/-]{1,40}$/);
  const id = fc.oneof(fc.uuid(), fc.stringMatching(/^mrk-[0-9a-f]{32}$/), fc.constantFrom(ID, OTHER));
  const written = fc.oneof(
    id.map((text) => ({ key: text, isAlias: false, ways: [text, arn(`key/${text}`)] })),
    name.map((text) => ({ key: text, isAlias: true, ways: [`alias/${text}`, arn(`alias/${text}`)] })),
  );
  const pair = fc.oneof(
    fc.tuple(written, written),
    written.map((one) => [one, one] as const),
  );
  itHolds("is the same key where it is written the same, and another one is another", pair, ([one, other]) => {
    for (const actual of one.ways) {
      for (const declared of other.ways) {
        const mayBe = one.isAlias !== other.isAlias || (one.key === other.key && actual !== declared);
        const expected = mayBe ? undefined : actual !== declared;
        assert.equal(kmsKeyDiffers(actual, declared), expected, `${actual} and ${declared}`);
      }
    }
  });

  itHolds(
    "can be any text, and is never taken for another answer than yes, no or unknown",
    fc.tuple(fc.string(), fc.string()),
    ([actual, declared]) => {
      assert.ok([true, false, undefined].includes(kmsKeyDiffers(actual, declared)));
      assert.equal(kmsKeyDiffers(actual, actual), false);
    },
  );
});
