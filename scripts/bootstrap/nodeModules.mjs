import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run.mjs";

const stampIn = (/** @type {string} */ rootDir) => join(rootDir, "node_modules", ".bootstrap-stamp");
const npmRecordIn = (/** @type {string} */ rootDir) => join(rootDir, "node_modules", ".package-lock.json");
const lockIn = (/** @type {string} */ rootDir) => join(rootDir, "package-lock.json");

/**
 * True when node_modules are what package-lock.json says, whoever installed them.
 * @param {string} rootDir
 */
export function areNodeModulesCurrent(rootDir) {
  if (textOf(stampIn(rootDir)) === markOf(rootDir)) return true;
  if (!hasNpmInstalledTheLock(rootDir)) return false;
  writeStamp(rootDir);
  return true;
}

/** @param {string} rootDir */
export async function installNodeModules(rootDir) {
  // npm removes node_modules piece by piece; killed in between, neither mark may survive and vouch for the rest.
  rmSync(stampIn(rootDir), { force: true });
  rmSync(npmRecordIn(rootDir), { force: true });
  await run("npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: rootDir });
  writeStamp(rootDir);
}

/**
 * npm writes its own record last, so a person's or a pipeline's `npm ci` need not be repeated: the record must list every
 * package of the lock, at the same content, except optional ones meant for other platforms.
 * @param {string} rootDir
 */
function hasNpmInstalledTheLock(rootDir) {
  const installed = installedIn(rootDir);
  if (!installed) return false;
  const locked = packagesOf(readFileSync(lockIn(rootDir), "utf8"));
  const isSame = (/** @type {[string, Package]} */ [path, { version, integrity, optional }]) => {
    const found = installed[path];
    return found ? found.version === version && found.integrity === integrity : optional === true;
  };
  const paths = Object.entries(locked).filter(([path]) => path !== "");
  return paths.every(isSame) && Object.keys(installed).every((path) => path in locked);
}

/**
 * None where npm's record is missing or no record at all, cut short by a full disk say: it vouches for nothing.
 * @param {string} rootDir
 */
function installedIn(rootDir) {
  try {
    return packagesOf(readFileSync(npmRecordIn(rootDir), "utf8"));
  } catch {
    return undefined;
  }
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean }} Package
 * @param {string} text of package-lock.json, or of npm's record, which has the same form
 * @returns {Record<string, Package>} by path
 */
function packagesOf(text) {
  return JSON.parse(text).packages;
}

/** @param {string} rootDir */
function writeStamp(rootDir) {
  writeFileSync(stampIn(rootDir), markOf(rootDir));
}

/**
 * Of the lock and of npm's record: whatever npm does to node_modules later (`npm prune`, say) is in its record.
 * @param {string} rootDir
 */
function markOf(rootDir) {
  return createHash("sha256")
    .update(readFileSync(lockIn(rootDir)))
    .update(textOf(npmRecordIn(rootDir)) ?? "")
    .digest("hex");
}

/** @param {string} path */
function textOf(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return undefined;
    throw error;
  }
}
