// One builder at a time per cached thing, across processes and, on a shared home folder, across machines.
//
// The lock is a folder that holds one file, named after its owner. Taking it is renaming a prepared folder onto the lock's
// path: that succeeds only where nothing or an empty folder is. Taking it from a dead owner is unlinking that owner's file,
// which only one waiter can do, so no live lock is ever removed by mistake.
import { randomUUID } from "node:crypto";
import {
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { childPids, onChildrenChange, onInterrupt } from "../bootstrap/run.mjs";

const HEARTBEAT_MS = 10_000;
const SILENT_MEANS_DEAD_MS = 120_000;

/**
 * Runs `work` while holding the lock at `path`.
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @param {{ pollMs?: number | undefined, say?: (line: string) => void }} [options] `say` is told once who is waited for
 * @returns {Promise<T>}
 */
export async function withLock(path, work, { pollMs = 500, say = () => {} } = {}) {
  const release = await take(path, pollMs, say);
  const forget = onInterrupt(release);
  try {
    return await work();
  } finally {
    forget();
    release();
  }
}

/**
 * @param {string} path
 * @param {number} pollMs
 * @param {(line: string) => void} say
 */
async function take(path, pollMs, say) {
  let told = "";
  const tell = (/** @type {string} */ line) => {
    if (line !== told) say(line);
    told = line;
  };
  for (;;) {
    const release = tryToTake(path);
    if (release) return release;
    const owner = ownerOf(path);
    if (!owner) continue;
    if (!isDead(owner)) tell(`waiting for process ${owner.pid} on ${owner.host}, which is at the same step`);
    else if (owner.host === hostname() && owner.children.some(isAlive))
      // Killed outright, it could not stop its npm or go, which may still write; two at once would spoil the result.
      tell(`waiting for process ${owner.children.filter(isAlive).join(", ")}, left behind by an interrupted run`);
    else {
      ignoring(["ENOENT"], () => unlinkSync(owner.file));
      ignoring(["ENOENT", "ENOTEMPTY", "EEXIST"], () => rmdirSync(path));
      continue;
    }
    await sleep(pollMs);
  }
}

/**
 * @param {string} path
 * @returns {(() => void) | undefined} gives it back; undefined where another has it
 */
function tryToTake(path) {
  const id = randomUUID();
  const prepared = `${path}.${id}`;
  mkdirSync(dirname(path), { recursive: true });
  mkdirSync(prepared);
  writeOwner(join(prepared, id));
  try {
    renameSync(prepared, path);
  } catch (error) {
    rmSync(prepared, { recursive: true, force: true });
    if (["ENOTEMPTY", "EEXIST", "EPERM"].includes(/** @type {{ code: string }} */ (error).code)) return undefined;
    throw error;
  }
  const file = join(path, id);
  const heartbeat = setInterval(
    () => ignoring(["ENOENT"], () => utimesSync(file, new Date(), new Date())),
    HEARTBEAT_MS,
  );
  heartbeat.unref();
  const stopListening = onChildrenChange(() => writeOwner(file));
  return () => {
    clearInterval(heartbeat);
    stopListening();
    ignoring(["ENOENT"], () => unlinkSync(file));
    ignoring(["ENOENT", "ENOTEMPTY", "EEXIST"], () => rmdirSync(path));
  };
}

/** @param {string} file */
function writeOwner(file) {
  writeFileSync(file, JSON.stringify({ pid: process.pid, host: hostname(), children: childPids() }));
}

/**
 * @typedef {{ pid: number, host: string, children: number[] }} Owner
 * @param {string} path
 */
function ownerOf(path) {
  try {
    const [name] = readdirSync(path);
    if (name === undefined) return undefined;
    const file = join(path, name);
    return { file, lastSeen: statSync(file).mtimeMs, ...parseOwner(readFileSync(file, "utf8")) };
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * A file cut short by a full disk or a kill belongs to nobody we can ask; its age decides.
 * @param {string} text
 * @returns {Owner}
 */
function parseOwner(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { pid: 0, host: "", children: [] };
  }
}

/** @param {Owner & { lastSeen: number }} owner */
function isDead({ host, pid, lastSeen }) {
  return (host === hostname() && !isAlive(pid)) || Date.now() - lastSeen > SILENT_MEANS_DEAD_MS;
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

/**
 * @param {string[]} codes
 * @param {() => void} action
 */
function ignoring(codes, action) {
  try {
    action();
  } catch (error) {
    if (!codes.includes(/** @type {{ code: string }} */ (error).code)) throw error;
  }
}
