"use strict";
// What `__provider` in every state requires, so this path is public API. Plain JavaScript, because it runs before we
// know that dist/ is there: in a working copy (not in an installed package) dist/ may be missing or old.
const { existsSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "..", "..");
const compiled = join(root, "dist", "resources", "plugin", "engine", "index.js");

/** @param {string} what */
function refuse(what) {
  const error = new Error(`pulumi-partner-keys: ${what}: run npm run build in ${root}, then pulumi again`);
  error.stack = ""; // the engine's host prints it, and it says nothing more
  throw error;
}

if (!existsSync(compiled)) refuse("dist/ is missing");
// Not shipped: only a working copy has it
if (existsSync(join(__dirname, "sourcesHash.cjs"))) {
  const { sourcesHash } = require("./sourcesHash.cjs");
  const stamp = join(root, "dist", ".sources");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8").trim() !== sourcesHash(root)) {
    refuse("dist/ is older than the sources");
  }
}

module.exports = require(compiled);
