import { markdownTable } from "../../workbench/table.cjs";
import { rowsOf } from "./rows.mjs";

/**
 * @typedef {{ slots: number, upEnded: number, lastByOldKey: number, requests: number, repeated: number, failed: number }} Measured
 * @param {string} folder
 * @returns {import("../docs.mjs").Block[]}
 */
export function incident(folder) {
  /** @type {Measured[]} */
  const measured = rowsOf(folder, "incident").flat();
  const body = measured.map(({ slots, upEnded, lastByOldKey, requests, repeated, failed }) => [
    slots,
    upEnded.toFixed(1),
    lastByOldKey.toFixed(1),
    requests,
    repeated,
    failed,
  ]);
  const head = [
    "slots",
    "s to the end of up",
    "s to the last request by the old key",
    "requests",
    "repeated",
    "failed",
  ];
  const text = `${new Date().toISOString().slice(0, 10)}.\n\n${markdownTable(head, body)}`;
  return [{ page: "incident.md", text }];
}
