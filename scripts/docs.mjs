// npm run docs [name ...] [-- --rows FOLDER]: writes what is made on the pages of docs/: what tests saw, what the bench
// measured, what the sources say. Without a name all that is made of the sources alone, which takes a few seconds.
// --rows: what one name is made of was seen before, in a run of `node scripts/test.mjs` with TABLES=FOLDER (below the
// repository), or of the bench with --json FOLDER/bench.json.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readArguments } from "../workbench/arguments.cjs";
import { benchmarks } from "./docs/benchmarks.mjs";
import { bundlers } from "./docs/bundlers.mjs";
import { writeCalls } from "./docs/calls.mjs";
import { fillBlock } from "./docs/document.mjs";
import { faults } from "./docs/faults.mjs";
import { incident } from "./docs/incident.mjs";
import { keyForms } from "./docs/keyForms.mjs";
import { kills } from "./docs/kills.mjs";
import { languages } from "./docs/languages.mjs";
import { mutation } from "./docs/mutation.mjs";
import { leaks } from "./docs/leaks.mjs";
import { profiles } from "./docs/profiles.mjs";
import { shapes } from "./docs/shapes.mjs";

/**
 * @typedef {{ page: string, part?: string, text: string }} Block what stands between the markers of a name, or of a part
 *   of it, on a page of docs/
 * @typedef {object} Generated
 * @property {(rootDir: string, folder: string) => void | Promise<void>} [run] sees what has to be seen, and leaves it in
 *   the folder; what is made of the sources has none
 * @property {(folder: string) => Block[]} blocks
 */

const rootDir = fileURLToPath(new URL("..", import.meta.url));

/** @type {Record<string, Generated>} */
const GENERATED = {
  settings: { blocks: () => [{ page: "configuration.md", text: source("settingsTable").settingsTable() }] },
  issued: { blocks: () => [{ page: "issued-values.md", text: source("issuedValuesTable").issuedValuesTable() }] },
  reference: { blocks: referenceTables },
  api: { blocks: () => [{ page: "evidence/public-api.md", text: source("publicApi").publicApi(rootDir) }] },
  partners: { blocks: () => source("partnerPages").partnerPages() },
  profiles: { run: tests("engine", "--only", "the key of every profile"), blocks: profiles },
  shapes: { run: tests("package", "--only", "shape: "), blocks: shapes },
  leaks: { run: tests("engine", "--only", "a value where it does not belong"), blocks: leaks },
  bundlers: { run: tests("package", "--only", "a bundle of a service"), blocks: bundlers },
  incident: { run: tests("engine", "--only", "how long a key that leaked goes on signing"), blocks: incident },
  languages: { run: tests("languages"), blocks: languages },
  clients: {
    run: async (_, folder) => writeFileSync(join(folder, "clients.md"), await clientsTable()),
    blocks: (folder) => [{ page: "clients.md", text: readFileSync(join(folder, "clients.md"), "utf8") }],
  },
  "key-forms": { run: tests("unit", "--only", " forms"), blocks: keyForms },
  calls: { run: writeCalls, blocks: () => [] },
  faults: { run: tests("faults"), blocks: faults },
  kills: { run: tests("kills"), blocks: kills },
  ...mutation,
  screenshots: { run: () => source("screenshots").takeScreenshots(), blocks: () => [] },
  ...benchmarks,
};

/** @param {string} name of a file of docs/ that imports what is shipped, which is TypeScript */
function source(name) {
  const require = createRequire(import.meta.url);
  require("ts-node/register/transpile-only");
  return require(`./docs/${name}`);
}

/** @returns {Block[]} */
function referenceTables() {
  const { reference, referenceMembers } = source("reference");
  return reference(referenceMembers(rootDir));
}

/** @returns {Promise<string>} what the clients of a test read */
function clientsTable() {
  return source("../../test/support/clients/clientsTable").clientsTable();
}

/** @param {string[]} args what the tests are asked */
function tests(...args) {
  return (/** @type {string} */ rootDir, /** @type {string} */ folder) =>
    node(["test.mjs", ...args], { ...process.env, TABLES: relative(rootDir, folder) });
}

/**
 * @param {string[]} args a script and what it is asked
 * @param {NodeJS.ProcessEnv} [env]
 */
function node([script = "", ...args], env) {
  const command = [join(rootDir, "scripts", script), ...args];
  const { status } = spawnSync(process.execPath, command, { cwd: rootDir, env, stdio: "inherit" });
  if (status !== 0) throw new Error(`${script} ${args.join(" ")} ended with ${status}: nothing is written`);
}

/**
 * @param {string} name
 * @param {Generated} generated
 * @param {string | undefined} seen the folder of an earlier run
 */
async function make(name, { run, blocks }, seen) {
  const folder = seen ?? mkdtempSync(join(rootDir, "node_modules", ".docs-"));
  try {
    if (seen === undefined) await run?.(rootDir, folder);
    for (const block of blocks(folder)) await fillBlock(rootDir, block, name);
  } finally {
    if (seen === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string[]} args */
async function main(args) {
  const names = Object.keys(GENERATED).join(" ");
  const config = /** @type {const} */ ({ args, allowPositionals: true, options: { rows: { type: "string" } } });
  const { values, positionals } = readArguments(config, `${names} --rows FOLDER`);
  const unknown = positionals.filter((name) => !Object.hasOwn(GENERATED, name));
  if (unknown.length > 0) throw new Error(`unknown name ${unknown.join(" ")}; allowed: ${names}`);
  if (values.rows !== undefined && positionals.length !== 1) throw new Error("--rows: is for one name");
  const chosen = Object.entries(GENERATED).filter(([name, { run }]) =>
    positionals.length === 0 ? run === undefined : positionals.includes(name),
  );
  const seen = values.rows === undefined ? undefined : resolve(rootDir, values.rows);
  if (seen === undefined && chosen.some(([, { run }]) => run)) node(["bootstrap.mjs", "--tests"]);
  for (const [name, generated] of chosen) await make(name, generated, seen);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(`docs: ${error.message}`);
  process.exitCode = 1;
});
