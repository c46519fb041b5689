// node scripts/bootstrap.mjs [--tests]
// Makes a clean clone ready: node_modules, dist/, the Pulumi CLI and, with --tests, what the tests need besides.
// Prints nothing when there is nothing to do. The rest is imported after the check, because an old Node could not parse it.
import { canRunTests, NODE_OF_TESTS, OLDEST_NODE_MAJOR } from "../toolchain/versions.mjs";

const { node } = process.versions;
if (Number(node.split(".")[0]) < OLDEST_NODE_MAJOR)
  fail(`node ${node} is too old, this needs ${OLDEST_NODE_MAJOR} or newer: https://nodejs.org/en/download`);
else main(process.argv.slice(2)).catch((error) => fail(error.message));

/** @param {string[]} args */
async function main(args) {
  const { readArguments } = await import("../workbench/arguments.cjs");
  const { tests } = readArguments({ args, options: { tests: { type: "boolean" } } }, "--tests").values;
  if (tests && !canRunTests(node))
    throw new Error(`node ${node} cannot run the tests, they need ${NODE_OF_TESTS}: https://nodejs.org/en/download`);
  const { makeReady } = await import("./bootstrap/makeReady.mjs");
  await makeReady({ tests: tests === true });
}

/** @param {string} message */
function fail(message) {
  console.error(`bootstrap: ${message}`);
  process.exit(1);
}
