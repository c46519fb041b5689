import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../../workbench/repository";

/** Rows of docs/evidence/key-forms.md: what was seen to be right, and by whom. */
export class Judgements {
  private readonly rows: { kind: string; form: string; judge: string }[] = [];

  /** `half`: names the table. Written after the tests, where `TABLES` names a folder below the repository. */
  constructor(half: "private" | "public" | "signed") {
    after(() => {
      const folder = process.env["TABLES"];
      if (folder === undefined) return;
      mkdirSync(join(REPOSITORY, folder), { recursive: true });
      writeFileSync(join(REPOSITORY, folder, `judged-${half}.json`), JSON.stringify(this.rows));
    });
  }

  /** A test that one judge finds a form of a key right. It becomes part of the table when it passes. */
  it(kind: string, form: string, judge: string, claim: () => void | Promise<void>): void {
    it(`${kind}, ${form}: ${judge}`, async () => {
      await claim();
      this.rows.push({ kind, form, judge });
    });
  }
}
