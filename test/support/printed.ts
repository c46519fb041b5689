import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../../workbench/repository";

/** What a resource was given in each of its inputs. */
interface Given {
  readonly type: string;
  readonly what: string;
  readonly how: string;
}

/** Rows of docs/evidence/leaks.md: what the CLI printed of each input that held a key. */
export class PrintedOf {
  private readonly rows: (Given & { readonly input: string; readonly printed: string })[] = [];

  /**
   * Written after the tests, where `TABLES` names a folder below the repository.
   *
   * @param before a pattern of what is printed before the name of an input that is refused
   */
  constructor(private readonly before: string) {
    after(() => {
      const folder = process.env["TABLES"];
      if (folder === undefined) return;
      mkdirSync(join(REPOSITORY, folder), { recursive: true });
      writeFileSync(join(REPOSITORY, folder, "printed.json"), JSON.stringify(this.rows));
    });
  }

  /** To be called once the output was searched for the key. */
  tell(given: Given, inputs: readonly string[], output: string): void {
    for (const input of inputs) {
      const line = new RegExp(`(?:${this.before})${input}: (.*)$`, "m").exec(output);
      this.rows.push({ ...given, input, printed: line?.[1] ?? "" });
    }
  }
}
