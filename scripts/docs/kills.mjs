import { markdownTable } from "../../workbench/table.cjs";
import { countOf, rowsOf } from "./rows.mjs";

/** @typedef {import("../../test/kills/killTable.js").KillRow & { seed: number }} Row */

/**
 * Every operation and way of killing of a run of the tier, and for docs/testing.md how many points an operation has.
 *
 * @param {string} folder
 * @returns {import("../docs.mjs").Block[]}
 */
export function kills(folder) {
  /** @type {{ seed: number, rows: Omit<Row, "seed">[] }[]} */
  const runs = rowsOf(folder, "kills-");
  const rows = runs.flatMap(({ seed, rows }) => rows.map((row) => ({ ...row, seed })));
  const [boundaries, moments, survived] = [sum(rows, "boundaries"), sum(rows, "moments"), sum(rows, "survived")];
  const points = boundaries + moments;
  const counted = `Kill points: ${points} (${boundaries} at calls, ${moments} at random moments), survived: ${survived}, lost: ${points - survived}`;
  const head = ["operation", "killed", "at calls", "at random moments", "survived", "seed"];
  const body = rows.map((row) => [row.operation, row.kill, row.boundaries, row.moments, row.survived, row.seed]);
  return [
    { page: "evidence/kills.md", text: `${counted}\n\n${markdownTable(head, body)}` },
    {
      page: "testing.md",
      text: countOf(rows, (of) => [sum(of, "boundaries") + sum(of, "moments"), sum(of, "survived")]),
    },
  ];
}

/**
 * @param {readonly Row[]} rows
 * @param {"boundaries" | "moments" | "survived"} key
 */
function sum(rows, key) {
  return rows.reduce((total, row) => total + row[key], 0);
}
