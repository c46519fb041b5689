import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { runWorker } from "./runWorker.mjs";
import { TIERS } from "./tiers.mjs";

/**
 * @typedef {import("./choose.mjs").Row} Row
 * @typedef {{ tier: string, files: string[], rows: Row[] }} Job
 * @typedef {import("./worker.cjs").Message} Message
 * @typedef {import("./worker.cjs").Failure} Failure
 * @typedef {import("./worker.cjs").End & { output: string, problem?: string }} Result
 * @typedef {{ passed: () => void, failed: (failure: Failure) => void }} Listener
 */

/**
 * The rows of some tiers, without running any of them.
 *
 * @param {string} rootDir
 * @param {readonly string[]} tiers
 * @param {AbortSignal} signal
 * @returns {Promise<Row[]>}
 */
export async function listRows(rootDir, tiers, signal) {
  const files = tiers.flatMap((tier) => specsOf(rootDir, tier));
  /** @type {Message["tests"]} */
  let tests;
  const { code, output } = await runWorker(rootDir, { files, list: true }, { signal }, (message) => {
    tests = message.tests;
  });
  if (tests === undefined) throw new Error(`listing the tests: ended with ${code}:\n${output}`);
  // A tool that this machine does not have leaves its tests undefined, and its spec prints that
  for (const line of output.split("\n").filter((line) => line.endsWith("left out"))) console.error(line);
  /** @type {Map<string, Row>} */
  const rows = new Map();
  for (const { test, describe, file, covers } of tests) {
    const tier = tierOf(rootDir, file);
    const name = TIERS[tier]?.row === "test" ? test : describe;
    const key = `${file} ${name}`;
    const row = rows.get(key) ?? { tier, file, name, tests: 0, covers: promisesIn(name) };
    if (TIERS[tier]?.row === "test" && row.tests > 0) throw new Error(`${file}: two tests are called ${name}`);
    row.tests++;
    row.covers.push(...covers);
    rows.set(key, row);
  }
  return [...rows.values()];
}

/**
 * A row that proves promises of the package says so in its name: `(promises 1, 4)`.
 *
 * @param {string} name
 */
function promisesIn(name) {
  const [, numbers = ""] = /\(promises? ([\d, ]+)\)/.exec(name) ?? [];
  return (numbers.match(/\d+/g) ?? []).map((number) => `promise: ${number}`);
}

/**
 * @param {string} rootDir
 * @param {string} file
 */
const tierOf = (rootDir, file) => relative(join(rootDir, "test"), file).split(sep)[0] ?? "";

/**
 * @param {string} rootDir
 * @param {string} tier
 */
function specsOf(rootDir, tier) {
  const folder = join(rootDir, "test", tier);
  const names = readdirSync(folder, { recursive: true }).map(String);
  return names
    .filter((name) => name.endsWith(".spec.ts"))
    .sort()
    .map((name) => join(folder, name));
}

/**
 * One job a spec file where a tier is split, else one a tier.
 *
 * @param {readonly Row[]} rows
 * @returns {Job[]}
 */
export function jobsOf(rows) {
  /** @type {Map<string, Job>} */
  const jobs = new Map();
  for (const row of rows) {
    const key = TIERS[row.tier]?.split ? row.file : row.tier;
    const job = jobs.get(key) ?? { tier: row.tier, files: [], rows: [] };
    jobs.set(key, job);
    if (!job.files.includes(row.file)) job.files.push(row.file);
    job.rows.push(row);
  }
  return [...jobs.values()];
}

/**
 * Runs one job. What its tests print is kept: it is shown where the job fails, or at once with `verbose`.
 *
 * @param {string} rootDir
 * @param {Job} job
 * @param {{ env: NodeJS.ProcessEnv, deadline: number | undefined, verbose: boolean, signal: AbortSignal }} options
 * @param {Listener} listener
 * @returns {Promise<Result>}
 */
export async function runJob(rootDir, { tier, files, rows }, { env, deadline, verbose, signal }, listener) {
  const names = rows.map(({ name }) => name);
  /** @type {Message["end"]} */
  let end;
  /** What fails after an interruption fails by it: no failure of a test. */
  let struck = 0;
  const job = { tier, files, names, deadline, verbose };
  const { code, output } = await runWorker(rootDir, job, { env, signal }, (message) => {
    if (message.passed) listener.passed();
    if (message.failed && signal.aborted) struck++;
    else if (message.failed) listener.failed(message.failed);
    end ??= message.end;
  });
  if (end === undefined && signal.aborted) return { passed: 0, failed: 0, left: testsIn(rows), cpuSeconds: 0, output };
  const where = files.map((file) => relative(rootDir, file)).join(" ");
  if (end === undefined)
    return {
      passed: 0,
      failed: 1,
      left: 0,
      cpuSeconds: 0,
      output,
      problem: `${where}: ended with ${code} before its end`,
    };
  if (end.failed === 0 && code !== 0)
    return { ...end, failed: 1, output, problem: `${where}: ended with ${code} after its last test` };
  const ended = { ...end, failed: end.failed - struck, left: end.left + struck, output };
  const lost = testsIn(rows) - ended.passed - ended.failed - ended.left;
  // A hook that fails takes the tests after it along: its failure is told
  if (lost <= 0 || ended.failed > 0 || signal.aborted) return ended;
  const problem = `${where}: ${lost} of the listed tests were not found; was a file edited while the tests run?`;
  return { ...ended, failed: lost, problem };
}

/** @param {readonly Row[]} rows */
const testsIn = (rows) => rows.reduce((total, { tests }) => total + tests, 0);
