// CommonJS, because the provider's entry (plain CommonJS, run by the Pulumi plugin process) computes the same hash to tell
// that dist/ is older than the sources.
"use strict";
const { createHash } = require("node:crypto");
const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

const SOURCES = ["resources", "stacks", "cli", "languages", "scripts/languages"];

/**
 * One hash for everything dist/ is made of: the .ts files of {@link SOURCES} (declarations aside), the tsconfig files and
 * package.json (version, exports), as lines "<path>\0<sha256 of the content>\n" in path order. Times do not count, so a fresh clone is not stale.
 * @param {string} rootDir repository root
 * @returns {string} SHA-256 in hex
 */
function sourcesHash(rootDir) {
  const paths = [...SOURCES.flatMap((folder) => typescriptFiles(rootDir, folder)), ...settings(rootDir)];
  const whole = createHash("sha256");
  for (const path of paths.sort()) whole.update(`${path}\0${sha256(readFileSync(join(rootDir, path)))}\n`);
  return whole.digest("hex");
}

/**
 * @param {string} rootDir
 * @param {string} folder
 * @returns {string[]}
 */
function typescriptFiles(rootDir, folder) {
  return entriesOf(join(rootDir, folder)).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return typescriptFiles(rootDir, path);
    return entry.name.endsWith(".ts") && !entry.name.endsWith(".d.ts") ? [path] : [];
  });
}

/** @param {string} rootDir */
function settings(rootDir) {
  return entriesOf(rootDir)
    .map((entry) => entry.name)
    .filter((name) => /^(tsconfig.*|package)\.json$/.test(name));
}

/** @param {string} folder */
function entriesOf(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return [];
    throw error;
  }
}

/** @param {Buffer} content */
function sha256(content) {
  return createHash("sha256").update(content).digest("hex");
}

module.exports = { sourcesHash };
