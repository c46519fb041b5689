// Runs in a process of its own: loads spec files into mocha, tells their rows, or runs those that were chosen.
// Sends { tests } or, while it runs, { passed, failed } and in the end { end }.
"use strict";
const { readFileSync } = require("node:fs");
const { default: Mocha } = require("mocha");
require("ts-node/register/transpile-only");

/** What runs in this process, from scripts/test/jobs.mjs. */
const { files, limit, row, names, deadline, list, verbose } = JSON.parse(process.env.TEST_JOB);
delete process.env.TEST_JOB;

const mocha = new Mocha({ timeout: limit, forbidOnly: true, reporter: reporter() });
for (const file of files) mocha.addFile(file);
let aborted = false;

mocha.loadFiles();
if (list) process.send({ tests: testsOf(mocha.suite).map(tell) }, () => process.exit());
else run();

function tell(test) {
  return { test: test.fullTitle(), describe: outermost(test).title, file: test.file, covers: test.covers ?? [] };
}

/** Tests build on those before them within the outermost `describe`. */
function outermost(test) {
  let suite = test.parent;
  while (!suite.root && !suite.parent.root) suite = suite.parent;
  return suite;
}

function rowNameOf(test) {
  return row === "test" ? test.fullTitle() : outermost(test).title;
}

function testsOf(suite) {
  return [...suite.tests, ...suite.suites.flatMap(testsOf)];
}

/** Leaves only the chosen rows; a suite without tests runs none of its hooks. */
function leaveChosen() {
  const chosen = new Set(names);
  const prune = (suite) => {
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
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, abort);
  const { EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_TEST_PENDING, EVENT_RUN_END, EVENT_HOOK_BEGIN } =
    Mocha.Runner.constants;
  let [passed, failed] = [0, 0];
  const lateAbort = () => {
    if (deadline !== null && Date.now() > deadline && passed + failed < total) abort();
  };
  const fail = (test, error) => {
    failed++;
    process.send({ failed: { name: test.fullTitle(), row: rowNameOf(test), error: textOf(error) } });
  };
  runner.on(EVENT_HOOK_BEGIN, lateAbort);
  runner.on(EVENT_TEST_PASS, () => {
    passed++;
    process.send({ passed: 1 });
    lateAbort();
  });
  runner.on(EVENT_TEST_FAIL, fail);
  // A test that is left out without a word is a failure: what a run leaves out, the runner decides and says
  runner.on(EVENT_TEST_PENDING, (test) => fail(test, new Error("a skipped test")));
  runner.once(EVENT_RUN_END, () => {
    const end = { passed, failed, left: aborted ? Math.max(0, total - passed - failed) : 0, cpuSeconds: cpuSeconds() };
    process.exitCode = failed > 0 ? 1 : 0;
    process.send({ end }, () => process.disconnect());
  });
}

function textOf(error) {
  const { message, stack, expected, actual, showDiff } = error;
  const text = typeof stack === "string" && stack.includes(message) ? stack : `${message}\n${stack}`;
  const isComparison = showDiff !== false && typeof expected === "string" && typeof actual === "string";
  return isComparison ? `${text}\n+ expected - actual\n${Mocha.reporters.Base.generateDiff(actual, expected)}` : text;
}

/** mocha's own report where one asked for it; what we show otherwise is made of the messages above. */
function reporter() {
  return verbose ? "spec" : class Silent {};
}

/** Of this process and of all that it started and that have ended, where the system tells it (Linux, in 1/100 s). */
function cpuSeconds() {
  try {
    const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1].split(" ").map(Number);
    return (fields[11] + fields[12] + fields[13] + fields[14]) / 100;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  }
}
