import { PULUMI_CLI } from "../../toolchain/versions.mjs";
import { markdownTable } from "../../workbench/table.cjs";
import { rowsOf } from "./rows.mjs";

/**
 * What each language did: a line a step, a column a language.
 *
 * @param {string} folder
 * @returns {import("../docs.mjs").Block[]}
 */
export function languages(folder) {
  /** @type {{ language: string, step: string, result: string }[]} */
  const rows = rowsOf(folder, "languages").flat();
  const names = [...new Set(rows.map(({ language }) => language))];
  const steps = [...new Set(rows.map(({ step }) => step))];
  const resultOf = (/** @type {string} */ step, /** @type {string} */ name) => {
    const results = rows.filter((row) => row.step === step && row.language === name).map(({ result }) => result);
    const [result = "not run", ...others] = results;
    if (others.length === 0) return result;
    return `${results.filter((one) => one === "passed").length} of ${results.length} passed`;
  };
  const body = steps.map((step) => [step, ...names.map((name) => resultOf(step, name))]);
  return [{ page: "languages.md", text: `Pulumi CLI ${PULUMI_CLI}.\n\n${markdownTable(["step", ...names], body)}` }];
}
