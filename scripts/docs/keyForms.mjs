import { markdownTable } from "../../workbench/table.cjs";
import { rowsOf } from "./rows.mjs";

/** Of the files of a run, in the order of their names. */
const TITLES = [
  "Private forms",
  "Public forms and fingerprints",
  "What is signed with the private key, and its fingerprints",
];

/**
 * A row per form, a column per kind, and who found it right.
 *
 * @param {string} folder
 * @returns {import("../docs.mjs").Block[]}
 */
export function keyForms(folder) {
  const tables = rowsOf(folder, "judged-").map((rows, i) => `## ${TITLES[i]}\n\n${table(rows)}`);
  const text = tables.join("\n\n");
  return [{ page: "evidence/key-forms.md", text }];
}

/** @param {{ kind: string, form: string, judge: string }[]} rows */
function table(rows) {
  const kinds = [...new Set(rows.map(({ kind }) => kind))];
  const forms = [...new Set(rows.map(({ form }) => form))];
  const judges = (/** @type {string} */ kind, /** @type {string} */ form) =>
    rows.filter((row) => row.kind === kind && row.form === form).map(({ judge }) => judge);
  const body = forms.map((form) => [`\`${form}\``, ...kinds.map((kind) => judges(kind, form).join(", ") || "–")]);
  return markdownTable(["form", ...kinds], body);
}
