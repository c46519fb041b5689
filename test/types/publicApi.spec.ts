import * as assert from "node:assert/strict";
import { publicApi } from "../../scripts/docs/publicApi";
import { assertHasBlock } from "../support/documents";
import { REPOSITORY } from "../../workbench/repository";

describe("types: docs/evidence/public-api.md", () => {
  let report = "";
  before(() => {
    report = publicApi(REPOSITORY);
  });

  it("has what the package exports: a change of it is to be seen in a diff, npm run docs api", () =>
    assertHasBlock("evidence/public-api.md", "api", report));

  for (const line of [
    "class Provider: new Provider(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions)",
    "PartnerCredentialsArgs.rotateAfterDays?: pulumi.Input<number>",
    "function signRequest",
    "policies: Policies",
  ])
    it(`sees ${line}`, () => assert.ok(report.includes(line.replace("function ", "")), report));
});
