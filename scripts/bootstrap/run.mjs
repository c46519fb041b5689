// Child processes that never outlive us by more than a kill -9: their groups are stopped on Ctrl-C, on a time limit and
// on failure. Nothing they print is shown unless they fail.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** npm says what is wrong first, go and pip say it last. */
const LINES_SHOWN_ON_FAILURE = { first: 6, last: 12 };
const STOP_LIMIT_MS = 5_000;

/** @type {Set<number>} */
const running = new Set();
/** @type {Set<() => void>} */
const listeners = new Set();
/** @type {Set<() => void>} */
const cleanups = new Set();
let interrupted = false;

export const childPids = () => [...running];

/** @param {() => void} listener @returns {() => void} stops listening */
export function onChildrenChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** @param {() => void} cleanup run, synchronously, before a signal ends this process @returns {() => void} forgets it */
export function onInterrupt(cleanup) {
  listenToSignals();
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, onLine?: (line: string) => void }} [options]
 * @returns {Promise<string>} everything it printed
 */
export function run(command, args, { cwd, env = process.env, timeoutMs, onLine = () => {} } = {}) {
  listenToSignals();
  return new Promise((resolve, reject) => {
    // A group of its own, so that stopping it also stops what it started.
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    /** @type {string[]} */
    const lines = [];
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on("line", (line) => {
        lines.push(line);
        onLine(line);
      });
    let late = false;
    const { pid } = child;
    const timer = timeoutMs && setTimeout(() => ((late = true), pid && stopGroup(pid, "SIGKILL")), timeoutMs);
    if (pid !== undefined) changeRunning(() => running.add(pid));
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(new Error(`cannot run ${command}: ${error.message}`, { cause: error }));
    });
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      if (pid !== undefined) changeRunning(() => running.delete(pid));
      // The signal handler ends this process; going on here would only print a second, misleading reason.
      if (interrupted) return;
      if (code === 0) return resolve(lines.join("\n"));
      const how = late && timeoutMs ? `took more than ${timeoutMs / 1000} s` : `ended with ${signal ?? code}`;
      reject(new Error([`${command} ${args[0] ?? ""} ${how}`, ...firstAndLast(lines)].join("\n  ")));
    });
  });
}

/** @param {string[]} lines */
function firstAndLast(lines) {
  const { first, last } = LINES_SHOWN_ON_FAILURE;
  return lines.length <= first + last ? lines : [...lines.slice(0, first), "...", ...lines.slice(-last)];
}

/** @param {() => void} change */
function changeRunning(change) {
  change();
  for (const listener of listeners) listener();
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function stopGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ESRCH") throw error;
  }
}

let listening = false;
function listenToSignals() {
  if (listening) return;
  listening = true;
  for (const [signal, number] of Object.entries({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }))
    process.once(signal, () => void endBecauseOf(128 + number));
}

/** Ends every child, and cleans up as an interruption does. What waits for a child never goes on: this process is to end. */
export async function stopRunning() {
  interrupted = true;
  for (const pid of running) stopGroup(pid, "SIGTERM");
  const limit = Date.now() + STOP_LIMIT_MS;
  while (running.size > 0 && Date.now() < limit) await new Promise((resolve) => setTimeout(resolve, 50));
  for (const pid of running) stopGroup(pid, "SIGKILL");
  for (const cleanup of cleanups) cleanup();
}

/** @param {number} exitCode */
async function endBecauseOf(exitCode) {
  await stopRunning();
  process.stderr.write("\nbootstrap: interrupted; run the same command again to go on\n");
  process.exit(exitCode);
}
