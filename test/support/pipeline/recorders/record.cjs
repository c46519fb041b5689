const { existsSync, readFileSync, writeFileSync } = require("node:fs");

/**
 * @typedef {object} Recorded
 * @property {object[]} issues
 * @property {string[]} labels
 * @property {string[]} calls
 */

/** @type {Recorded} */
const NOTHING = { issues: [], labels: [], calls: [] };

/**
 * Notes the call, and what `change` makes of everything noted before.
 *
 * @param {string} call
 * @param {(all: Recorded) => Recorded} change
 */
exports.record = (call, change) => {
  const file = process.env["RECORDED"] ?? "";
  const all = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : NOTHING;
  writeFileSync(file, JSON.stringify({ ...change(all), calls: [...all.calls, call] }));
};
