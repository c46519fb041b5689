import { markdownTable } from "../../workbench/table.cjs";
import { rowsOf } from "./rows.mjs";

/** @typedef {{ type: string, what: string, how: string, input: string, printed: string }} Row */

/**
 * A table for each class: a row per input, a column per value that it held.
 *
 * @param {string} folder
 * @returns {import("../docs.mjs").Block[]}
 */
export function leaks(folder) {
  /** @type {Row[]} */
  const rows = rowsOf(folder, "printed").flat();
  const tables = distinct(rows, ({ type }) => type).map((type) => {
    return `## ${type}\n\n${table(rows.filter((row) => row.type === type))}`;
  });
  return [{ page: "evidence/leaks.md", text: tables.join("\n\n") }];
}

/** @param {readonly Row[]} rows of one class */
function table(rows) {
  const givens = distinct(rows, givenOf);
  const body = distinct(rows, ({ input }) => input).map((input) => {
    const cells = givens.map((given) => rows.find((row) => row.input === input && givenOf(row) === given));
    return [`\`${input}\``, ...cells.map((row) => shown(row?.printed ?? ""))];
  });
  return markdownTable(["input", ...givens], body);
}

/** @param {Row} row */
const givenOf = ({ what, how }) => `${what}, ${how}`;

/** The reason, without what is allowed instead. @param {string} printed */
function shown(printed) {
  const [reason = ""] = printed.split(/, allowed:|; |: use /);
  return reason === "" ? "nothing" : reason.replace(/\|/g, "\\|");
}

/**
 * @param {readonly Row[]} rows
 * @param {(row: Row) => string} of
 */
function distinct(rows, of) {
  return [...new Set(rows.map(of))];
}
