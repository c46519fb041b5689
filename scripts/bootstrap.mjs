// node scripts/bootstrap.mjs [--tests]
// Makes a clean clone ready: node_modules, dist/, the Pulumi CLI and, with --tests, what the tests need besides.
// Prints nothing when there is nothing to do. The rest is imported after the check, because an old Node could not parse it.
import { canRunTests, NODE_OF_TESTS, OLDEST_NODE_MAJOR } from "./versions.mjs";

const known = ["--tests"];
const flags = process.argv.slice(2);
const unknown = flags.filter((flag) => !known.includes(flag));
const tests = flags.includes("--tests");

if (Number(process.versions.node.split(".")[0]) < OLDEST_NODE_MAJOR) {
  fail(
    `node ${process.versions.node} is too old, this needs ${OLDEST_NODE_MAJOR} or newer: https://nodejs.org/en/download`,
  );
} else if (unknown.length > 0) {
  fail(`unknown argument ${unknown.join(" ")}; allowed: ${known.join(" ")}`);
} else if (tests && !canRunTests(process.versions.node)) {
  fail(
    `node ${process.versions.node} cannot run the tests, they need ${NODE_OF_TESTS}: https://nodejs.org/en/download`,
  );
} else {
  import("./bootstrap/makeReady.mjs")
    .then(({ makeReady }) => makeReady({ tests }))
    .catch((error) => fail(error.message));
}

/** @param {string} message */
function fail(message) {
  console.error(`bootstrap: ${message}`);
  process.exitCode = 1;
}
