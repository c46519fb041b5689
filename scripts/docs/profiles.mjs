import { markdownTable } from "../../workbench/table.cjs";
import { rowsOf } from "./rows.mjs";

/**
 * A row per profile: the key that the engine made, and who found each part of it right.
 *
 * @param {string} folder
 * @returns {import("../docs.mjs").Block[]}
 */
export function profiles(folder) {
  /** @type {{ profile: string, key: string, privateKey: string, upload: string, fingerprint: string }[]} */
  const rows = rowsOf(folder, "judged-profiles").flat();
  const body = rows.map(({ profile, key, privateKey, upload, fingerprint }) => {
    return [`[\`${profile}\`](../partners/${profile}.md)`, key, privateKey, upload, fingerprint];
  });
  const head = ["profile", "key", "private form (judge)", "handed over (judge)", "fingerprint (judge)"];
  return [{ page: "evidence/partners.md", text: markdownTable(head, body) }];
}
