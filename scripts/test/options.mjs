import { execFileSync } from "node:child_process";
import { readArguments } from "../../workbench/arguments.cjs";
import { TIERS } from "./tiers.mjs";

/**
 * @typedef {object} Options
 * @property {string[]} tiers
 * @property {boolean} all every row; else a sample
 * @property {boolean} rest of all rows those that the sample of this seed leaves out
 * @property {{ part: number, of: number } | undefined} slice
 * @property {number | undefined} minutes
 * @property {string | undefined} only
 * @property {number} seed
 * @property {boolean} list
 * @property {boolean} verbose
 */

/**
 * @param {string[]} argv
 * @param {NodeJS.ProcessEnv} env
 * @param {string} rootDir
 * @returns {Options}
 */
export function readOptions(argv, env, rootDir) {
  const options = /** @type {const} */ ({
    all: { type: "boolean", default: false },
    rest: { type: "boolean", default: false },
    sample: { type: "boolean", default: false },
    slice: { type: "string" },
    minutes: { type: "string" },
    only: { type: "string" },
    seed: { type: "string" },
    list: { type: "boolean", default: false },
    verbose: { type: "boolean", default: false },
  });
  const allowed = ["tiers", ...Object.keys(options).map((name) => `--${name}`)].join(" ");
  const { values, positionals } = readArguments({ args: argv, allowPositionals: true, options }, allowed);
  const unknown = positionals.filter((tier) => !Object.hasOwn(TIERS, tier));
  if (unknown.length > 0)
    throw new Error(`unknown tier ${unknown.join(" ")}; allowed: ${Object.keys(TIERS).join(" ")}`);
  const { rest, only, list, verbose } = values;
  const slice = values.slice === undefined ? undefined : readSlice(values.slice);
  return {
    tiers: Object.keys(TIERS).filter((tier) => positionals.length === 0 || positionals.includes(tier)),
    all: values.all || rest || only !== undefined || slice !== undefined || (positionals.length > 0 && !values.sample),
    rest,
    slice,
    minutes: values.minutes === undefined ? undefined : readNumber("--minutes", values.minutes),
    only,
    seed: readSeed(values.seed ?? env["SEED"], env, rootDir),
    list,
    verbose,
  };
}

/** @param {string} text */
function readSlice(text) {
  const [, part = 0, of = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (part < 1 || part > of) throw new Error(`--slice ${text}: has to be like 2/4, the second of four`);
  return { part, of };
}

/**
 * @param {string} option
 * @param {string} text
 */
function readNumber(option, text) {
  if (!(Number(text) >= 0) || text === "") throw new Error(`${option} ${text}: has to be a number, 0 or more`);
  return Number(text);
}

/**
 * What is asked for; in CI it changes with the commit, so that a commit run again runs the same; else with the time.
 *
 * @param {string | undefined} asked
 * @param {NodeJS.ProcessEnv} env
 * @param {string} rootDir
 */
function readSeed(asked, env, rootDir) {
  if (asked !== undefined) return readNumber("--seed", asked);
  if (env["CI"] !== "true") return Date.now() % 1_000_000;
  const commit = execFileSync("git", ["rev-parse", "HEAD"], { cwd: rootDir, encoding: "utf8" });
  return Number.parseInt(commit.slice(0, 7), 16) % 1_000_000;
}
