// A manifest names the files a cached folder is worth keeping for, with their SHA-256. It is written last, so a folder
// without one was never finished.
import { createHash } from "node:crypto";
import { closeSync, openSync, readFileSync, readSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const MANIFEST = "manifest.json";

/** @typedef {Record<string, { sha256: string, stamp: string | undefined }>} Files by path inside the folder */

/**
 * @param {string} folder
 * @param {string[]} files paths inside the folder
 */
export function writeManifest(folder, files) {
  save(
    folder,
    Object.fromEntries(
      files.map((file) => [file, { sha256: sha256(join(folder, file)), stamp: stampOf(join(folder, file)) }]),
    ),
  );
}

/**
 * Says what is wrong with the folder, or undefined when it is whole. Hashing 150 MB at every start would cost half a second,
 * so a file is hashed again only when its size, time of change or inode moved; no write leaves all of them alone.
 * @param {string} folder
 * @returns {string | undefined}
 */
export function whatIsWrong(folder) {
  const recorded = load(folder);
  if (!recorded) return "not finished";
  let moved = false;
  for (const [file, record] of Object.entries(recorded)) {
    const path = join(folder, file);
    const found = stampOf(path);
    if (found === undefined) return `${file} is missing`;
    if (found === record.stamp) continue;
    if (sha256(path) !== record.sha256) return `${file} was changed`;
    record.stamp = found;
    moved = true;
  }
  if (moved) saveIfWritable(folder, recorded);
  return undefined;
}

/**
 * @param {string} folder
 * @returns {Files | undefined}
 */
function load(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, MANIFEST), "utf8")).files;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} folder
 * @param {Files} files
 */
function save(folder, files) {
  const beside = join(folder, `${MANIFEST}.${process.pid}`);
  writeFileSync(beside, `${JSON.stringify({ files }, undefined, 1)}\n`);
  renameSync(beside, join(folder, MANIFEST));
}

/**
 * A read-only cache (an image layer, say) is as good; it only pays for the hash each time.
 * @param {string} folder
 * @param {Files} files
 */
function saveIfWritable(folder, files) {
  try {
    save(folder, files);
  } catch (error) {
    if (!["EACCES", "EROFS", "EPERM"].includes(/** @type {{ code: string }} */ (error).code)) throw error;
  }
}

/** @param {string} path */
function stampOf(path) {
  try {
    const { size, mtimeMs, ctimeMs, ino } = statSync(path);
    return `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(/** @type {{ code: string }} */ (error).code)) return undefined;
    throw error;
  }
}

/** @param {string} path */
function sha256(path) {
  const hash = createHash("sha256");
  const chunk = Buffer.allocUnsafe(1 << 20);
  const descriptor = openSync(path, "r");
  try {
    for (let read; (read = readSync(descriptor, chunk)) > 0;) hash.update(chunk.subarray(0, read));
  } finally {
    closeSync(descriptor);
  }
  return hash.digest("hex");
}
