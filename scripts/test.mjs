// node scripts/test.mjs [tier ...] [--all | --rest] [--slice k/n] [--minutes m] [--only "row"] [--seed s] [--list] [--verbose]
// Without a tier and an option a sample of everything; docs/testing.md. The last line is `N passed, N failed`.
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { choose, coverage, shuffled } from "./test/choose.mjs";
import { jobsOf, listRows, runJob } from "./test/jobs.mjs";
import { readOptions } from "./test/options.mjs";
import { coverageText, failureText, Progress, table } from "./test/screen.mjs";
import { TIERS } from "./test/tiers.mjs";

const rootDir = fileURLToPath(new URL("..", import.meta.url));
/** Cases of each property, where the environment does not say otherwise. */
const PROPERTY_RUNS = { sample: "1000", all: "10000" };

async function main() {
  const options = readOptions(process.argv.slice(2), process.env, rootDir);
  const { all, minutes, only, seed, verbose } = options;
  const interrupted = new AbortController();
  // A terminal that is closed hangs up
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => interrupted.abort());
  const rows = await listRows(rootDir, options.tiers, interrupted.signal);
  const chosen = choose(rows, options);
  if (options.list) return tell(rows, chosen, seed);
  if (only !== undefined && chosen.length === 0) throw new Error(`no row is called ${only}; --list tells them all`);

  const progress = new Progress(process.stdout);
  progress.say(`seed ${seed}: ${sum(chosen)} of ${sum(rows)} tests`);

  const deadline = minutes === undefined ? undefined : Date.now() + minutes * 60_000;
  const env = {
    ...process.env,
    SEED: String(seed),
    PROPERTY_RUNS: process.env["PROPERTY_RUNS"] ?? PROPERTY_RUNS[all ? "all" : "sample"],
  };
  const jobs = jobsOf(chosen);
  const queue = minutes === undefined ? longestFirst(jobs) : shuffled(jobs, seed, ({ files }) => files.join());
  /** @type {Map<string, import("./test/screen.mjs").Count>} */
  const counts = new Map();
  for (const { tier, rows } of jobs) {
    counts.set(tier, { passed: 0, failed: 0, left: 0, seconds: 0, cpuSeconds: 0 });
    progress.expect(tier, sum(rows));
  }

  /** @param {import("./test/jobs.mjs").Job} job */
  async function run(job) {
    const count = /** @type {import("./test/screen.mjs").Count} */ (counts.get(job.tier));
    if (interrupted.signal.aborted || (deadline !== undefined && Date.now() > deadline)) {
      count.left += sum(job.rows);
      return;
    }
    const startedAt = Date.now();
    const listener = {
      passed: () => progress.done(job.tier),
      failed: (/** @type {import("./test/jobs.mjs").Failure} */ failure) => {
        progress.done(job.tier);
        progress.say(failureText(job.tier, failure, seed));
      },
    };
    const result = await runJob(rootDir, job, { env, deadline, verbose, signal: interrupted.signal }, listener);
    const seconds = (Date.now() - startedAt) / 1000;
    for (const key of /** @type {const} */ (["passed", "failed", "left", "cpuSeconds"])) count[key] += result[key];
    count.seconds += seconds;
    if (result.problem) progress.say(result.problem);
    if (result.failed > 0 && result.output !== "") progress.say(result.output);
    const name = TIERS[job.tier]?.split ? `${job.files[0]?.split("/").at(-1)} ` : "";
    progress.ended(job.tier, `${name}${Math.round(seconds)} s`);
  }

  async function work() {
    for (let job = queue.shift(); job !== undefined; job = queue.shift()) await run(job);
  }
  // One more than there are cores: a run of the CLI waits for its processes a fifth of its time
  await Promise.all(Array.from({ length: Math.min(availableParallelism() + 1, 4) }, work));
  progress.close();

  const total = { passed: 0, failed: 0, left: 0 };
  for (const count of counts.values())
    for (const key of /** @type {const} */ (["passed", "failed", "left"])) total[key] += count[key];
  console.log(`\n${table(counts)}\n`);
  const why = interrupted.signal.aborted ? "interrupted" : "for want of time";
  if (total.left > 0) console.log(`${total.left} tests were left out (${why}); seed ${seed} says which`);
  if (rows.length > chosen.length) console.log(`${sum(rows) - sum(chosen)} tests were not chosen: npm run test:all`);
  if (total.passed + total.failed === 0) console.log("no test ran");
  process.exitCode = total.failed > 0 || interrupted.signal.aborted || (total.passed === 0 && total.left === 0) ? 1 : 0;
  console.log(`${total.passed} passed, ${total.failed} failed`);
}

/** @param {readonly import("./test/choose.mjs").Row[]} rows */
const sum = (rows) => rows.reduce((total, { tests }) => total + tests, 0);

/** So that no core waits for one long job in the end: the split tiers, many rows before few, then the others. */
function longestFirst(/** @type {import("./test/jobs.mjs").Job[]} */ jobs) {
  const isSplit = (/** @type {import("./test/jobs.mjs").Job} */ { tier }) => Number(TIERS[tier]?.split === true);
  return [...jobs].sort((a, b) => isSplit(a) - isSplit(b) || (isSplit(a) ? b.rows.length - a.rows.length : 0));
}

/**
 * The chosen rows by name, and what they cover out of all.
 *
 * @param {readonly import("./test/choose.mjs").Row[]} rows
 * @param {readonly import("./test/choose.mjs").Row[]} chosen
 * @param {number} seed
 */
function tell(rows, chosen, seed) {
  for (const { tier, name } of chosen) console.log(`${tier}\t${name}`);
  console.log(`\nseed ${seed}: ${chosen.length} of ${rows.length} rows, ${sum(chosen)} of ${sum(rows)} tests\n`);
  console.log(coverageText(coverage(rows, chosen)));
}

main().catch((error) => {
  console.error(`test: ${error.message}`);
  process.exitCode = 1;
});
