import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run.mjs";

const stampIn = (rootDir) => join(rootDir, "node_modules", ".bootstrap-stamp");
const npmRecordIn = (rootDir) => join(rootDir, "node_modules", ".package-lock.json");
const lockIn = (rootDir) => join(rootDir, "package-lock.json");

/** True when node_modules are what package-lock.json says, whoever installed them. */
export function areNodeModulesCurrent(rootDir) {
  if (textOf(stampIn(rootDir)) === lockHash(rootDir)) return true;
  if (!hasNpmInstalledTheLock(rootDir)) return false;
  writeStamp(rootDir);
  return true;
}

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
 */
function hasNpmInstalledTheLock(rootDir) {
  const record = textOf(npmRecordIn(rootDir));
  if (record === undefined) return false;
  const installed = JSON.parse(record).packages;
  const locked = JSON.parse(readFileSync(lockIn(rootDir), "utf8")).packages;
  const isSame = ([path, { version, integrity, optional }]) => {
    const found = installed[path];
    return found ? found.version === version && found.integrity === integrity : optional === true;
  };
  const paths = Object.entries(locked).filter(([path]) => path !== "");
  return paths.every(isSame) && Object.keys(installed).every((path) => path in locked);
}

function writeStamp(rootDir) {
  writeFileSync(stampIn(rootDir), lockHash(rootDir));
}

function lockHash(rootDir) {
  return createHash("sha256")
    .update(readFileSync(lockIn(rootDir)))
    .digest("hex");
}

function textOf(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}
