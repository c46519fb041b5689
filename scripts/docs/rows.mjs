// What tests saw: they leave it as JSON in the folder that TABLES names, below the repository.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { markdownTable } from "../../workbench/table.cjs";

/**
 * @param {string} folder
 * @param {string} prefix of the names of its files
 */
export function rowsOf(folder, prefix) {
  const files = readdirSync(folder).filter((name) => name.startsWith(prefix));
  if (files.length === 0) throw new Error(`there is no ${prefix}*.json in ${folder}: nothing is written`);
  return files.sort().map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
}

/**
 * A line an operation.
 *
 * @template {{ operation: string }} Row
 * @param {readonly Row[]} rows
 * @param {(rows: readonly Row[]) => readonly [cases: number, survived: number]} count
 */
export function countOf(rows, count) {
  const operations = [...new Set(rows.map(({ operation }) => operation))];
  const body = operations.map((name) => {
    const [cases, survived] = count(rows.filter(({ operation }) => operation === name));
    return [name, cases, survived, cases - survived];
  });
  return markdownTable(["operation", "cases", "survived", "lost"], body);
}
