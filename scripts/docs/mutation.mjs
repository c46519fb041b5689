import { readFileSync } from "node:fs";
import { join } from "node:path";
import { markdownTable } from "../../workbench/table.cjs";
import { ROOMS } from "../mutation/rooms.mjs";
import { WHY } from "../mutation/survivors.mjs";

/**
 * @typedef {{ status: string, mutatorName: string, replacement?: string, location: { start: { line: number }, end: { line: number } } }} Mutant
 * @typedef {{ files: Record<string, { source: string, mutants: Mutant[] }> }} Report
 */

/**
 * A block for each room: `npm run docs mutation-keys`.
 *
 * @type {Record<string, import("../docs.mjs").Generated>}
 */
export const mutation = Object.fromEntries(
  Object.keys(ROOMS).map((room) => [
    `mutation-${room}`,
    {
      // Loaded where it is needed: it makes a folder of the cache
      run: async (rootDir, folder) => (await import("../mutation/mutate.mjs")).mutate(rootDir, folder, room),
      blocks: (folder) => [{ page: "evidence/mutation.md", text: blockOf(folder, room) }],
    },
  ]),
);

/**
 * @param {string} folder
 * @param {string} room
 */
function blockOf(folder, room) {
  /** @type {Report} */
  const { files } = JSON.parse(readFileSync(join(folder, `mutation-${room}.json`), "utf8"));
  const named = Object.entries(files);
  const rows = named.map(([file, { mutants }]) => [`\`${file}\``, ...counted(mutants)]);
  const all = named.flatMap(([, { mutants }]) => mutants);
  const scores = markdownTable(["File", "Mutants", "Killed", "Survived", "Score"], [...rows, ["all", ...counted(all)]]);
  const survived = named.flatMap(([file, { source, mutants }]) =>
    mutants.filter(isAlive).map((mutant) => survivor(file, source.split("\n"), mutant)),
  );
  const left = all.filter(({ status }) => status === "Ignored").length;
  const note = left === 0 ? "" : `\n\n${left} mutants of what is made when a file is loaded were left out.`;
  const table = survived.length === 0 ? "None survived." : markdownTable(["Survivor", "Becomes", "Why"], survived);
  return `${scores}${note}\n\n${table}`;
}

const isAlive = (/** @type {Mutant} */ { status }) => ["Survived", "NoCoverage"].includes(status);

/** A mutant that does not compile or load says nothing. @param {Mutant[]} mutants */
function counted(mutants) {
  const killed = mutants.filter(({ status }) => ["Killed", "Timeout"].includes(status)).length;
  const alive = mutants.filter(isAlive).length;
  const score = killed + alive === 0 ? "–" : `${((100 * killed) / (killed + alive)).toFixed(1)} %`;
  return [killed + alive, killed, alive, score];
}

/**
 * @param {string} file
 * @param {string[]} lines
 * @param {Mutant} mutant
 */
function survivor(file, lines, { location: { start }, replacement = "", status }) {
  const line = (lines[start.line - 1] ?? "").trim();
  const why = WHY.find((known) => file.endsWith(known.file) && line.includes(known.line));
  const code = (/** @type {string} */ text) => `\`${text.replace(/\s+/g, " ").replaceAll("|", "¦").slice(0, 70)}\``;
  const name = `${file.split("/").at(-1)}:${start.line} ${code(line)}`;
  return [name, code(replacement), why?.why ?? (status === "NoCoverage" ? "no spec of this room reaches it" : "open")];
}
