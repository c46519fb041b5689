import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { cacheRoot } from "../toolchain.mjs";
import { TIERS } from "./tiers.mjs";

/** How long a worker may stay after its last test before that counts as a failure: something was left open. */
const LINGER_LIMIT_MS = 60_000;
/** How long an interrupted worker has for closing what its tests opened. */
const GRACE_MS = 20_000;
const WORKER = fileURLToPath(new URL("worker.cjs", import.meta.url));

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
 * @returns {Promise<Row[]>}
 */
export async function listRows(rootDir, tiers) {
  const files = tiers.flatMap((tier) => specsOf(rootDir, tier));
  const child = startWorker(rootDir, { files, list: true });
  /** @type {Message["tests"]} */
  let tests;
  child.on("message", (/** @type {Message} */ message) => (tests = message.tests));
  const { code, output } = await child.ended;
  if (tests === undefined) throw new Error(`listing the tests: ended with ${code}:\n${output}`);
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
  // Everything a test leaves in the folder for temporary files goes with it, also where it was interrupted
  const temporary = mkdtempSync(join(tmpdir(), "pk-"));
  const names = rows.map(({ name }) => name);
  const child = startWorker(rootDir, { tier, files, names, deadline, verbose }, { ...env, TMPDIR: temporary });
  const interrupt = () => {
    signalGroup(child, "SIGINT");
    void wait(GRACE_MS, undefined, { ref: false }).then(() => signalGroup(child, "SIGKILL"));
  };
  signal.addEventListener("abort", interrupt);
  /** @type {Message["end"]} */
  let end;
  child.on("message", (/** @type {Message} */ message) => {
    if (message.passed) listener.passed();
    if (message.failed) listener.failed(message.failed);
    if (message.end) {
      end = message.end;
      void wait(LINGER_LIMIT_MS, undefined, { ref: false }).then(() => signalGroup(child, "SIGKILL"));
    }
  });
  try {
    const { code, output } = await child.ended;
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
    return { ...end, output };
  } finally {
    signal.removeEventListener("abort", interrupt);
    signalGroup(child, "SIGKILL"); // whatever of it is left
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * A worker and what it started, as a terminal would: the CLI of a run that is at hand ends too.
 *
 * @param {import("node:child_process").ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup({ pid }, signal) {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ESRCH") throw error;
  }
}

/**
 * @param {string} rootDir
 * @param {{ tier?: string, files: string[], names?: string[], deadline?: number | undefined, verbose?: boolean, list?: true }} job
 * @param {NodeJS.ProcessEnv} [env]
 */
function startWorker(rootDir, { tier, files, names, deadline, verbose = false, list }, env = process.env) {
  const { limit, row, pooledKeys = false } = TIERS[tier ?? ""] ?? {};
  const told = { files, limit, row, names, deadline: deadline ?? null, verbose, list };
  const preload = pooledKeys ? ["--require", join(rootDir, "test", "support", "quick", "keyPool.cjs")] : [];
  const child = spawn(process.execPath, [...preload, WORKER], {
    cwd: rootDir,
    env: { ...env, TEST_JOB: JSON.stringify(told), TEST_KEY_POOL: join(cacheRoot(), "test-keys") },
    detached: true, // a process group of its own
    stdio: ["ignore", verbose ? "inherit" : "pipe", verbose ? "inherit" : "pipe", "ipc"],
  });
  let output = "";
  child.stdout?.setEncoding("utf8").on("data", (text) => (output += text));
  child.stderr?.setEncoding("utf8").on("data", (text) => (output += text));
  const ended = new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code: signal ?? code, output }));
  });
  return Object.assign(child, {
    ended: /** @type {Promise<{ code: string | number | null, output: string }>} */ (ended),
  });
}
