// CommonJS, as table.cjs is.
"use strict";
const { parseArgs } = require("node:util");

/**
 * Node's own parser of a command line; what it refuses is told in one line, with what is allowed.
 *
 * @template {import("node:util").ParseArgsConfig} T
 * @param {T} config
 * @param {string} allowed
 * @returns {ReturnType<typeof parseArgs<T>>}
 */
function readArguments(config, allowed) {
  try {
    return parseArgs(config);
  } catch (error) {
    // Its further lines and sentences explain how to pass what begins with a dash
    const [problem = ""] = /** @type {Error} */ (error).message.split(/\n|\. /);
    throw new Error(`${problem}; allowed: ${allowed}`, { cause: error });
  }
}

module.exports = { readArguments };
