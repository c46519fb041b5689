import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { codeOf, documents } from "../support/documents";
import { problemsOfSnippets } from "../support/snippets";
import { REPOSITORY } from "../../workbench/repository";

describe("documents: TypeScript", () => {
  const pages = documents().map((page) => ({ page: relative(REPOSITORY, page), blocks: codeOf(page, "ts") }));
  const snippets = new Map(pages.flatMap(({ page, blocks }) => blocks.map((code, i) => [`${page}_${i + 1}`, code])));

  it("compiles, each block on its own, with what the reader has already", function () {
    this.timeout(120_000);
    assert.ok(snippets.size >= 15, String(snippets.size));
    assert.deepEqual(problemsOfSnippets(snippets), []);
  });

  for (const name of ["axios", "got", "jose", "handler", "PartnerAnswer"]) {
    it(`has a recipe for the signer with ${name}`, () => {
      const recipes = pages.find(({ page }) => page === "docs/resources/signer.md");
      assert.ok(recipes?.blocks.some((code) => code.includes(name)));
    });
  }

  it("of README's first block is the program of the template", () => {
    const [program] = codeOf(join(REPOSITORY, "README.md"), "ts");
    assert.equal(program, readFileSync(join(REPOSITORY, "templates", "partner-keys", "index.ts"), "utf8"));
  });
});
