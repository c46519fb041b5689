import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../../../workbench/repository";

/** What became of a step in a language: a row of the table on docs/languages.md. */
export interface LanguageRow {
  readonly language: string;
  readonly step: string;
  readonly result: string;
}

/**
 * Written after the tests of a `describe`, where `TABLES` names a folder below the repository; `npm run docs languages`
 * reads it.
 *
 * `part`: of the table, in the order of their names. `stepOf`: the step that a test belongs to; without it its title.
 */
export function tabled(language: string, part: string, stepOf = (title: string) => title): void {
  const rows: LanguageRow[] = [];
  afterEach(function () {
    const { title = "", state = "" } = this.currentTest ?? {};
    rows.push({ language, step: stepOf(title), result: state });
  });
  after(() => {
    const folder = process.env["TABLES"];
    if (folder === undefined) return;
    mkdirSync(join(REPOSITORY, folder), { recursive: true });
    writeFileSync(join(REPOSITORY, folder, `languages-${part}-${language}.json`), JSON.stringify(rows));
  });
}
