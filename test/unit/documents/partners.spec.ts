import * as assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { PROFILES } from "../../../resources/partners/knownProfiles";
import type { PartnerProfile } from "../../../resources/partners/profile";
import * as schemes from "../../../resources/signer/schemes";
import { partnerPages } from "../../../scripts/docs/partnerPages";
import { REPOSITORY } from "../../../workbench/repository";
import { assertHasBlock } from "../../support/documents";

const FOLDER = join(REPOSITORY, "docs");

describe("the scheme of a profile", () => {
  const profiles: readonly PartnerProfile[] = PROFILES;

  for (const { name, scheme } of profiles)
    it(`${name}: is one that this package has, or none`, () => {
      if (scheme !== undefined) assert.ok(["qredo", ...Object.keys(schemes)].includes(scheme), scheme);
    });

  it("is named for every scheme that this package has", () => {
    const named = profiles.map(({ scheme }) => scheme);
    for (const name of Object.keys(schemes).filter((one) => /(Assertion|Token|Signature)$/.test(one)))
      assert.ok(named.includes(name), name);
  });
});

describe("documents: the pages of the partners", () => {
  const pages = partnerPages();

  it("are one a profile, and their table", () => {
    const names = ["README.md", ...PROFILES.map(({ name }) => `${name}.md`)].sort();
    assert.deepEqual(readdirSync(join(FOLDER, "partners")).sort(), names);
    assert.deepEqual(pages.map(({ page }) => page.replace("partners/", "")).sort(), names);
  });

  for (const row of PROFILES as readonly PartnerProfile[])
    it(`${row.name}: tell each fact with its source and day, and where what is unknown was not found`, () => {
      const { text } = pages.find(({ page }) => page === `partners/${row.name}.md`) ?? assert.fail();
      const [, table = assert.fail()] = text.split("## What is known");
      const facts = table
        .split("\n")
        .slice(4)
        .filter((line) => line.startsWith("|"));
      const days = row.sources.map(({ checked }) => checked);
      assert.ok(facts.length >= 17, String(facts.length));
      for (const fact of facts) {
        const [, , value, source, day = ""] = fact.split(/(?<!\\)\|/).map((cell) => cell.trim());
        assert.ok(days.includes(day), fact);
        assert.equal(source?.startsWith("not found"), value === "unknown", fact);
      }
    });

  for (const { page, text } of pages)
    it(`${page} is what npm run docs partners makes of the rows`, () => assertHasBlock(page, "partners", text));
});
