// CommonJS: scripts, which are ES modules that run before anything is installed, print with it, and so do bench and demo.
"use strict";

/**
 * Columns for a terminal: the first at the left, the others, numbers, at the right.
 * @param {readonly (readonly (string | number)[])[]} rows the first is the head
 */
function columns(rows) {
  return aligned(rows, 1)
    .map((cells) => cells.join("  "))
    .join("\n");
}

/**
 * Markdown.
 * @param {readonly string[]} head
 * @param {readonly (readonly (string | number)[])[]} rows
 */
function markdownTable(head, rows) {
  return lines([head, head.map(() => "---"), ...rows]);
}

/**
 * Markdown of which a terminal shows the columns too: numbers, at the right.
 * @param {readonly string[]} head
 * @param {readonly (readonly (string | number)[])[]} rows
 * @param {number} [left] how many columns are at the left
 */
function numbersTable(head, rows, left = 0) {
  const [first = [], ...others] = aligned([head, ...rows], left);
  return lines([first, first.map((cell, i) => "-".repeat(cell.length - 1) + (i < left ? "-" : ":")), ...others]);
}

/** @param {readonly (readonly (string | number)[])[]} rows */
const lines = (rows) => rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/**
 * @param {readonly (readonly (string | number)[])[]} rows
 * @param {number} left how many columns are at the left
 */
function aligned(rows, left) {
  const texts = rows.map((row) => row.map(String));
  const widths = (texts[0] ?? []).map((_, i) => Math.max(...texts.map((row) => row[i]?.length ?? 0)));
  return texts.map((row) =>
    row.map((cell, i) => (i < left ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))),
  );
}

module.exports = { columns, markdownTable, numbersTable };
