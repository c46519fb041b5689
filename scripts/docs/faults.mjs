import { markdownTable } from "../../workbench/table.cjs";
import { countOf, rowsOf } from "./rows.mjs";

/** @typedef {import("../../test/faults/caseRow.js").Row} Row */

/**
 * Every case of a run of the tier, and for docs/testing.md how many an operation has.
 *
 * @param {string} folder
 * @returns {import("../docs.mjs").Block[]}
 */
export function faults(folder) {
  /** @type {Row[]} */
  const rows = rowsOf(folder, "faults-").flat();
  const survived = rows.filter(({ converged }) => converged).length;
  const head = ["operation", "AWS call", "fault", "how long", "what the user sees", "in AWS then", "in state then"];
  const body = rows.map(({ operation, call, fault, duration, seen, aws, state, converged }) => {
    return [operation, call, fault, duration, shown(seen), aws, state, converged ? "yes" : "**no**"];
  });
  const cases = `Cases: ${rows.length}, survived: ${survived}, lost: ${rows.length - survived}`;
  return [
    {
      page: "evidence/faults.md",
      text: `${cases}\n\n${markdownTable([...head, "next `up` converged"], body)}`,
    },
    {
      page: "testing.md",
      text: countOf(rows, (of) => [of.length, of.filter(({ converged }) => converged).length]),
    },
  ];
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
