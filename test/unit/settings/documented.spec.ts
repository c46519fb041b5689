import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { settingsTable } from "../../../scripts/settingsTable";
import { REPOSITORY } from "../../../workbench/repository";

describe("docs/configuration.md", () => {
  it("has the table of settings as npm run settings writes it", () => {
    const cells = (text: string) => text.replace(/-{3,}/g, "---").replace(/[ ]+/g, " ");
    const page = cells(readFileSync(join(REPOSITORY, "docs", "configuration.md"), "utf8"));
    for (const line of cells(settingsTable()).split("\n")) assert.ok(page.includes(line), `missing or old: ${line}`);
  });
});
