import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../../workbench/repository";

export interface Row {
  readonly operation: string;
  readonly call: string;
  readonly fault: string;
  readonly duration: string;
  /** What the user reads, "" where the retries of the client hid the fault. */
  readonly seen: string;
  /** What was in AWS and in state when the faulty run had ended. */
  readonly aws: string;
  readonly state: string;
  readonly converged: boolean;
}

/** The rows of docs/evidence/faults.md, put together by `npm run docs faults`. */
export function writeRows(title: string, rows: readonly Row[]): void {
  const folder = process.env["TABLES"];
  if (folder === undefined) return;
  mkdirSync(join(REPOSITORY, folder), { recursive: true });
  writeFileSync(join(REPOSITORY, folder, `faults-${title.replace(/\W+/g, "-")}.json`), JSON.stringify(rows));
}
