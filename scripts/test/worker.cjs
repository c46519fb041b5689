// Runs in a process of its own: loads spec files into mocha, tells their rows, or runs those that were chosen.
// Sends { tests } or, while it runs, { passed, failed } and in the end { end }.
"use strict";
// It is an ES module, which its types do not know. It exports "module.exports" too, which Node 24 returns and Node 20 does not
const required = /** @type {typeof import("mocha") & { default?: typeof import("mocha") }} */ (require("mocha"));
const Mocha = required.default ?? required;
const { cpuSeconds } = require("../../workbench/cpuSeconds.cjs");
require("ts-node").register({ transpileOnly: true });

/**
 * @typedef {object} Told what runs in this process, from scripts/test/jobs.mjs
 * @property {string[]} files
 * @property {number} limit
 * @property {"test" | "describe"} row
 * @property {string[]} names
 * @property {number | null} deadline
 * @property {boolean} verbose
 * @property {true} [list]
 *
 * @typedef {{ test: string, describe: string, file: string, covers: string[] }} Listed
 * @typedef {{ name: string, row: string, error: string }} Failure
 * @typedef {{ passed: number, failed: number, left: number, cpuSeconds: number }} End
 * @typedef {{ tests?: Listed[], passed?: 1, failed?: Failure, end?: End }} Message
 *
 * @typedef {Mocha.Test & { covers?: string[] }} Test
 */

/** @type {Told} */
const { files, limit, row, names, deadline, list, verbose } = JSON.parse(process.env["TEST_JOB"] ?? "");
delete process.env["TEST_JOB"];

/** Before runWorker.mjs takes a worker for one that does not end. */
const TOLD_AFTER_MS = 50_000;

/** Spec files that are loaded and not run yet. */
class Specs extends Mocha {
  load() {
    for (const file of files) this.addFile(file);
    this.loadFiles();
  }
}

const mocha = new Specs({ timeout: limit, forbidOnly: true, reporter: reporter() });
let aborted = false;
let interrupted = false;

mocha.load();
if (list) send({ tests: testsOf(mocha.suite).map(tell) }, () => process.exit());
else run();

/**
 * @param {Message} message
 * @param {() => void} [sent]
 */
function send(message, sent) {
  process.send?.(message, undefined, undefined, sent);
}

/**
 * @param {Test} test
 * @returns {Listed}
 */
function tell(test) {
  return { test: test.fullTitle(), describe: outermost(test).title, file: test.file ?? "", covers: test.covers ?? [] };
}

/**
 * Tests build on those before them within the outermost `describe`.
 * @param {Mocha.Runnable} test
 */
function outermost(test) {
  let suite = /** @type {Mocha.Suite} */ (test.parent);
  while (!suite.root && suite.parent && !suite.parent.root) suite = suite.parent;
  return suite;
}

/** @param {Mocha.Runnable} test */
function rowNameOf(test) {
  return row === "test" ? test.fullTitle() : outermost(test).title;
}

/**
 * @param {Mocha.Suite} suite
 * @returns {Test[]}
 */
function testsOf(suite) {
  return [...suite.tests, ...suite.suites.flatMap(testsOf)];
}

/** Leaves only the chosen rows; a suite without tests runs none of its hooks. */
function leaveChosen() {
  const chosen = new Set(names);
  const prune = (/** @type {Mocha.Suite} */ suite) => {
    suite.tests = suite.tests.filter((test) => chosen.has(rowNameOf(test)));
    suite.suites.forEach(prune);
  };
  prune(mocha.suite);
}

function run() {
  leaveChosen();
  const total = testsOf(mocha.suite).length;
  const runner = mocha.run(() => undefined);
  const abort = () => {
    aborted = true;
    runner.abort();
  };
  for (const signal of ["SIGINT", "SIGTERM"])
    process.on(signal, () => {
      interrupted = true;
      abort();
    });
  const { EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_TEST_PENDING, EVENT_RUN_END, EVENT_HOOK_BEGIN } =
    Mocha.Runner.constants;
  let [passed, failed] = [0, 0];
  const lateAbort = () => {
    if (deadline !== null && Date.now() > deadline && passed + failed < total) abort();
  };
  const fail = (/** @type {Mocha.Runnable} */ test, /** @type {Thrown} */ error) => {
    failed++;
    send({ failed: { name: test.fullTitle(), row: rowNameOf(test), error: textOf(error) } });
  };
  runner.on(EVENT_HOOK_BEGIN, lateAbort);
  runner.on(EVENT_TEST_PASS, () => {
    passed++;
    send({ passed: 1 });
    lateAbort();
  });
  runner.on(EVENT_TEST_FAIL, fail);
  // A test that is left out without a word is a failure: what a run leaves out, the runner decides and says
  runner.on(EVENT_TEST_PENDING, (test) => fail(test, new Error("a skipped test")));
  runner.once(EVENT_RUN_END, () => {
    const { own, ended } = cpuSeconds();
    const left = aborted ? Math.max(0, total - passed - failed) : 0;
    const end = { passed, failed, left, cpuSeconds: own + (ended || 0) };
    process.exitCode = failed > 0 ? 1 : 0;
    // Seen only where something keeps this process alive, and runs into the limit of who started it
    setTimeout(
      () => console.error(`still open: ${process.getActiveResourcesInfo().join(", ")}`),
      TOLD_AFTER_MS,
    ).unref();
    // What an interrupted test could not close is ended with the session
    send({ end }, () => (interrupted ? process.exit() : process.disconnect()));
  });
}

/**
 * @typedef {Error & { expected?: unknown, actual?: unknown, showDiff?: boolean }} Thrown
 * @param {Thrown} error
 */
function textOf(error) {
  const { message, stack, expected, actual, showDiff } = error;
  const text = typeof stack === "string" && stack.includes(message) ? stack : `${message}\n${stack}`;
  const isComparison = showDiff !== false && typeof expected === "string" && typeof actual === "string";
  return isComparison ? `${text}\n+ expected - actual\n${Mocha.reporters.Base.generateDiff(actual, expected)}` : text;
}

/**
 * mocha's own report where one asked for it; what we show otherwise is made of the messages above.
 * @returns {string | Mocha.ReporterConstructor}
 */
function reporter() {
  return verbose ? "spec" : /** @type {Mocha.ReporterConstructor} */ (/** @type {unknown} */ (class Silent {}));
}
