import { markdownTable } from "../../workbench/table.cjs";
import { countOf, rowsOf } from "./rows.mjs";

/** @typedef {import("../../test/faults/caseRow.js").Row} Row */

/**
 * Every case of a run of the tier, faults that end alike in one line, and for docs/testing.md how many an operation has.
 *
 * @param {string} folder
 * @returns {import("../docs.mjs").Block[]}
 */
export function faults(folder) {
  /** @type {Row[]} */
  const rows = rowsOf(folder, "faults-").flat();
  const survived = rows.filter(({ converged }) => converged).length;
  const head = ["operation", "AWS call", "faults", "how long", "what the user sees", "in AWS then", "in state then"];
  const cases = `Cases: ${rows.length}, survived: ${survived}, lost: ${rows.length - survived}`;
  return [
    {
      page: "evidence/faults.md",
      text: `${cases}\n\n${markdownTable([...head, "next `up` converged"], linesOf(rows))}`,
    },
    {
      page: "testing.md",
      text: countOf(rows, (of) => [of.length, of.filter(({ converged }) => converged).length]),
    },
  ];
}

/** @param {readonly Row[]} rows */
function linesOf(rows) {
  /** @type {Map<string, string[]>} */
  const faultsOf = new Map();
  for (const { operation, call, fault, duration, seen, aws, state, converged } of rows) {
    const alike = JSON.stringify([operation, call, duration, shown(seen), aws, state, converged ? "yes" : "**no**"]);
    faultsOf.set(alike, [...(faultsOf.get(alike) ?? []), fault]);
  }
  return [...faultsOf].map(([alike, faults]) => {
    const [operation, call, ...others] = JSON.parse(alike);
    return [operation, call, faults.join(", "), ...others];
  });
}

/**
 * A message without what is not the same from run to run.
 *
 * @param {string} seen
 */
function shown(seen) {
  return (
    (seen === "" ? "nothing: retried" : seen)
      .replace(/127\.0\.0\.1:\d+/g, "HOST:PORT")
      // Cases of one run share the client's retries: who comes late has fewer
      .replace(/, \d+ attempts?\)/g, ", N attempts)")
      .replace(/arn:aws:secretsmanager:\S+:secret:case\d+\/\S+?\/(\S+?)-\w{6}/g, "ARN($1)")
      .replace(/case\d+\/\w+\//g, "")
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "VERSION")
      .replace(/\|/g, "\\|")
  );
}
