import * as assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { ROWS } from "../../../resources/aws/settings/rows";
import { nearest, unknownName } from "../../../resources/crypto/names";

const NAMES = Object.keys(ROWS);

describe("the name that was meant", () => {
  for (const [wrong, meant] of [
    ["profle", "profile"],
    ["Profile", "profile"],
    ["allowedAccountId", "allowedAccountIds"],
    ["allowed_account_ids", "allowedAccountIds"],
    ["forbidenAcountIds", "forbiddenAccountIds"],
    ["reigon", "region"],
    ["acces-key", "accessKey"],
    ["assumeRol", "assumeRole"],
    ["skipCredentialsValidation", undefined],
    ["s3UsePathStyle", undefined],
    ["", undefined],
    ["x", undefined],
    ["constructor", undefined],
  ] as const)
    it(`is ${String(meant)} for ${JSON.stringify(wrong)}`, () => assert.equal(nearest(wrong, NAMES), meant));

  it("is each name itself", () => {
    for (const name of NAMES) assert.equal(nearest(name, NAMES), name);
  });

  it("is named first, and all there are after it", () => {
    assert.equal(
      unknownName("stage", "option", ["name", "stages"]),
      "stage: unknown option, did you mean stages? allowed: name, stages",
    );
    assert.equal(unknownName("other", "option", ["name", "stages"]), "other: unknown option, allowed: name, stages");
  });

  it("is told without a name that may be a key, and of a long text at once", () => {
    const key = randomBytes(30).toString("base64url");
    assert.equal(
      unknownName(key, "option", ["name"]),
      "a name of 40 characters (not shown): unknown option, allowed: name",
    );
    assert.equal(nearest("region".repeat(100_000), NAMES), undefined);
  });
});
