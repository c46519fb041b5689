import { PULUMI_CLI } from "../../toolchain/versions.mjs";
import { markdownTable } from "../../workbench/table.cjs";
import { rowsOf } from "./rows.mjs";

/**
 * @param {string} folder
 * @returns {import("../docs.mjs").Block[]}
 */
export function shapes(folder) {
  /** @type {{ shape: string, versions: string, tried: string, result: string }[]} */
  const rows = rowsOf(folder, "shapes").flat();
  const body = rows.map(({ shape, versions, tried, result }) => [shape, versions, tried, result]);
  const table = markdownTable(["shape", "versions", "what was run", "result"], body);
  return [{ page: "project-shapes.md", text: `Pulumi CLI ${PULUMI_CLI}.\n\n${table}` }];
}
