import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { KINDS } from "../../resources/kinds/kinds";
import { ACTIVATION_INPUTS } from "../../resources/plugin/activation/activationInputs";
import { withoutStop } from "../../scripts/docs/referenceTable";
import { REFERENCES, reference, referenceMembers, type ReferenceMembers } from "../../scripts/docs/reference";
import { ARGUMENTS } from "../../stacks/arguments";
import { assertHasBlock } from "../support/documents";
import { REPOSITORY } from "../../workbench/repository";

const PAGES = join(REPOSITORY, "docs", "resources");
const LONGEST_CELL = 120;

describe("documents: the tables of docs/resources", () => {
  let made: ReturnType<typeof reference> = [];
  let tables: readonly ReferenceMembers[] = [];

  before(() => {
    tables = referenceMembers(REPOSITORY);
    made = reference(tables);
  });

  for (const { page, type } of REFERENCES)
    it(`${page}.md has that of ${type} as npm run docs reference makes it of rows and docstrings`, async () => {
      const block = made.find(({ part }) => part === type) ?? assert.fail(`no table of ${type}`);
      await assertHasBlock(block.page, `reference: ${type}`, block.text);
    });

  it("are there for every table of rows", () => {
    const rows = new Set<object | undefined>(REFERENCES.map((one) => one.rows));
    for (const table of [...Object.values(KINDS).map(({ inputs }) => inputs), ACTIVATION_INPUTS, ARGUMENTS])
      assert.ok(rows.has(table), Object.keys(table).join(" "));
  });

  for (const page of readdirSync(PAGES))
    it(`${page} has no table of inputs, options or outputs that was written by hand`, () => {
      const text = readFileSync(join(PAGES, page), "utf8");
      const byHand = text.replace(
        /<!-- made by npm run docs reference: (\w+) -->[^]*<!-- end of reference: \1 -->/g,
        "",
      );
      assert.doesNotMatch(byHand, /^\| (Input|Output|Field) /m);
    });

  it("have no cell that is longer than a line", () => {
    const cells = made.flatMap(({ text }) =>
      text.split("\n").flatMap((line) => (line.startsWith("|") ? line.split(" | ") : [])),
    );
    assert.ok(cells.length > 400, String(cells.length));
    // A link is as long as its text
    const shownOf = (cell: string) => cell.replace(/\]\([^)]*\)/g, "").replace(/^\| | \|$/g, "");
    assert.deepEqual(
      cells.map(shownOf).filter((cell) => cell.length > LONGEST_CELL),
      [],
    );
  });

  it("have a default for each input that may be absent: the one of the row, where the row has one", () => {
    const problems = tables.flatMap(({ type, rows, members, isClass }) =>
      isClass
        ? []
        : members.flatMap(({ name, isRequired, byDefault }) => {
            const inRow = (rows?.[name] as { readonly default?: unknown } | undefined)?.default;
            const isShown = ["string", "number", "boolean"].includes(typeof inRow) && inRow !== "";
            if (isShown && withoutStop(byDefault ?? "") !== JSON.stringify(inRow))
              return [`${type}.${name}: ${byDefault}, not ${String(inRow)}`];
            return isRequired || byDefault !== undefined ? [] : [`${type}.${name}: no default`];
          }),
    );
    assert.deepEqual(problems, []);
  });
});
