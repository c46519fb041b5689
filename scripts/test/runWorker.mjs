import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { cacheRoot } from "../../toolchain/places.mjs";
import { TIERS } from "./tiers.mjs";

/** How long a worker may stay after its last test before that counts as a failure: something was left open. */
const LINGER_LIMIT_MS = 60_000;
/** How long an interrupted worker has for closing what its tests opened. */
const GRACE_MS = 20_000;
const WORKER = fileURLToPath(new URL("worker.cjs", import.meta.url));

/**
 * A worker from its start to its end. It has a session and a folder for temporary files of its own: what its spec files
 * leave in either goes with it, also where they were interrupted, or only listed.
 *
 * @param {string} rootDir
 * @param {{ tier?: string, files: string[], names?: string[], deadline?: number | undefined, verbose?: boolean, list?: true }} job
 * @param {{ env?: NodeJS.ProcessEnv, signal: AbortSignal }} options
 * @param {(message: import("./worker.cjs").Message) => void} listener
 * @returns {Promise<{ code: string | number | null, output: string }>}
 */
export async function runWorker(rootDir, { tier, files, names, deadline, verbose = false, list }, options, listener) {
  const { env = process.env, signal } = options;
  const { limit, row, pooledKeys = false } = TIERS[tier ?? ""] ?? {};
  const told = { files, limit, row, names, deadline: deadline ?? null, verbose, list };
  const preload = pooledKeys ? ["--require", join(rootDir, "test", "support", "quick", "keyPool.cjs")] : [];
  const temporary = mkdtempSync(join(tmpdir(), "pk-"));
  const own = {
    TMPDIR: temporary,
    TEST_JOB: JSON.stringify(told),
    // What stands in the developer's ~/.aws is no part of a test
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    TEST_KEY_POOL: join(cacheRoot(), "test-keys"),
  };
  const child = spawn(process.execPath, [...preload, WORKER], {
    cwd: rootDir,
    env: { ...env, ...own },
    detached: true, // a session and a process group of its own
    stdio: ["ignore", verbose ? "inherit" : "pipe", verbose ? "inherit" : "pipe", "ipc"],
  });
  const killAfter = (/** @type {number} */ milliseconds) =>
    void wait(milliseconds, undefined, { ref: false }).then(() => child.kill("SIGKILL"));
  // As a terminal would: the CLI of a run that is at hand ends too
  const interrupt = () => {
    send(child.pid && -child.pid, "SIGINT");
    killAfter(GRACE_MS);
  };
  signal.addEventListener("abort", interrupt);
  child.on("message", (/** @type {import("./worker.cjs").Message} */ message) => {
    listener(message);
    if (message.end) killAfter(LINGER_LIMIT_MS);
  });
  let output = "";
  child.stdout?.setEncoding("utf8").on("data", (text) => (output += text));
  child.stderr?.setEncoding("utf8").on("data", (text) => (output += text));
  try {
    return await new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("exit", (code, by) => {
        // Whatever of it is left would keep the streams open
        for (const pid of sessionOf(child.pid)) send(pid, "SIGKILL");
        child.on("close", () => resolve({ code: by ?? code, output }));
      });
    });
  } finally {
    signal.removeEventListener("abort", interrupt);
    // Not at once: what package managers installed takes minutes, and other workers have something to say meanwhile
    await rm(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * What a worker started is in its session, though the CLI puts its plugins into process groups of their own. Where `ps`
 * cannot tell sessions (macOS, BusyBox) it is the process group.
 *
 * @param {number | undefined} leader
 */
function sessionOf(leader) {
  if (leader === undefined) return [];
  try {
    const lines = execFileSync("ps", ["-A", "-o", "sess=,pid="], { encoding: "utf8", maxBuffer: 1 << 26 }).split("\n");
    const processes = lines.map((line) => line.trim().split(/ +/).map(Number));
    return [-leader, ...processes.flatMap(([session, pid]) => (session === leader && pid ? [pid] : []))];
  } catch {
    return [-leader];
  }
}

/**
 * @param {number | undefined} pid
 * @param {NodeJS.Signals} signal
 */
function send(pid, signal) {
  try {
    if (pid !== undefined) process.kill(pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ESRCH") throw error;
  }
}
