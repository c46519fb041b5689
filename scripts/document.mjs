// What is generated into the documents: tables, and the sections between two markers.
import { readFileSync, writeFileSync } from "node:fs";
import * as prettier from "prettier";

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly (string | number)[])[]} rows
 */
export function markdownTable(head, rows) {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/**
 * Puts text between two markers of a document.
 *
 * @param {string} file
 * @param {readonly [start: string, end: string]} markers
 * @param {string} text
 */
export async function fillSection(file, [start, end], text) {
  const document = readFileSync(file, "utf8");
  const from = document.indexOf(start) + start.length;
  const to = document.indexOf(end, from);
  if (from < start.length || to < from) throw new Error(`${file} has no section ${start}`);
  const filled = `${document.slice(0, from)}\n\n${text}\n\n${document.slice(to)}`;
  writeFileSync(file, await formatted(filled, file));
}

/**
 * As `npm run format` would leave it.
 *
 * @param {string} text
 * @param {string} file
 */
export async function formatted(text, file) {
  return prettier.format(text, { ...(await prettier.resolveConfig(file)), filepath: file });
}
