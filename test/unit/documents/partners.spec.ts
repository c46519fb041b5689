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
    it(`${row.name}: has a source for each fact, and says that what is unknown was in none`, () => {
      const { text } = pages.find(({ page }) => page === `partners/${row.name}.md`) ?? assert.fail();
      const [, known = ""] = text.split("## What is known");
      const cells = known.split("\n").filter((line) => line.startsWith("|"));
      const facts = cells.slice(2).map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));
      assert.ok(facts.length >= 17, String(facts.length));
      for (const [, fact, value, source] of facts)
        if (value === "unknown") assert.equal(source, "in none", fact);
        else assert.ok(row.sources[Number(source) - 1] !== undefined, fact);
      assert.match(known, /was found in none of them on these days\.$/);
    });

  for (const { page, text } of pages)
    it(`${page} is what npm run docs partners makes of the rows`, () => assertHasBlock(page, "partners", text));
});
