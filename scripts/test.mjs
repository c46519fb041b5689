// node scripts/test.mjs [tier ...]
// Runs the tiers one after the other, each in a mocha of its own, and prints `N passed, N failed` alone on the last line.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const SECOND = 1_000;
/** Cheapest first, so that a mistake shows early; docs/testing.md says what each tier claims. Value: limit for one test. */
const TIERS = {
  unit: 10 * SECOND,
  bootstrap: 10 * SECOND,
  types: 60 * SECOND,
  provider: 10 * SECOND,
  emulator: 10 * SECOND,
  contract: 60 * SECOND,
  program: 60 * SECOND,
  plugin: 600 * SECOND,
  engine: 600 * SECOND,
  faults: 1200 * SECOND,
  kills: 1200 * SECOND,
  upgrade: 600 * SECOND,
  package: 600 * SECOND,
};
const PARALLEL = new Set(["engine", "faults", "kills"]);
/** How long a mocha may stay after its last test before that counts as a failure: something was left open. */
const LINGER_LIMIT_MS = 60 * SECOND;

let interrupted = false;
const rootDir = fileURLToPath(new URL("..", import.meta.url));

async function main(asked) {
  const unknown = asked.filter((tier) => !Object.hasOwn(TIERS, tier));
  if (unknown.length > 0)
    throw new Error(`unknown tier ${unknown.join(" ")}; allowed: ${Object.keys(TIERS).join(" ")}`);
  const empty = asked.filter((tier) => !hasSpecs(tier));
  if (empty.length > 0) throw new Error(`no *.spec.ts in ${empty.map((tier) => `test/${tier}`).join(" ")}`);
  const tiers = Object.keys(TIERS).filter((tier) => (asked.length > 0 ? asked.includes(tier) : hasSpecs(tier)));

  const total = { passed: 0, failed: 0 };
  for (const tier of tiers) {
    if (interrupted) break;
    console.log(`\n== ${tier} ==`);
    const { passed, failed, problem } = await runTier(tier);
    if (problem) console.log(`tier ${tier}: ${problem}; counted as one failed`);
    total.passed += passed;
    total.failed += failed + (problem ? 1 : 0);
  }
  if (total.passed + total.failed === 0) console.log("no test ran");
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
  console.log(`${total.passed} passed, ${total.failed} failed`);
}

function hasSpecs(tier) {
  const folder = join(rootDir, "test", tier);
  return existsSync(folder) && readdirSync(folder, { recursive: true }).some((path) => path.endsWith(".spec.ts"));
}

async function runTier(tier) {
  const temporary = mkdtempSync(join(tmpdir(), "partner-keys-totals-"));
  const totalsFile = join(temporary, "totals.json");
  try {
    const end = await runMocha(tier, totalsFile);
    if (!existsSync(totalsFile))
      return { passed: 0, failed: 0, problem: `mocha ended with ${end} before it had totals` };
    const { passes, failures } = JSON.parse(readFileSync(totalsFile, "utf8"));
    const isCrash = failures === 0 && end !== 0;
    return {
      passed: passes,
      failed: failures,
      problem: isCrash ? `mocha ended with ${end} after its last test` : undefined,
    };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function runMocha(tier, totalsFile) {
  const args = [
    join(rootDir, "node_modules", "mocha", "bin", "mocha.js"),
    // What a tier runs with is written here only, not in a .mocharc that a lone `npx mocha` may want otherwise.
    ...["--no-config", "--no-package", "--require", "ts-node/register/transpile-only", "--extension", "ts"],
    ...["--forbid-only", "--forbid-pending", "--timeout", String(TIERS[tier])],
    // These wait for other processes most of the time; each spec file has its own server and folder
    ...(PARALLEL.has(tier) ? ["--parallel", "--jobs", "2"] : []),
    ...["--reporter", join(rootDir, "scripts", "reporter.cjs"), `test/${tier}/**/*.spec.ts`],
  ];
  const env = { ...process.env, MOCHA_TOTALS_FILE: totalsFile };
  const mocha = spawn(process.execPath, args, { cwd: rootDir, env, stdio: "inherit" });
  const forward = (signal) => {
    interrupted = true;
    mocha.kill(signal);
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, forward);
  const watch = setInterval(() => {
    if (!existsSync(totalsFile)) return;
    clearInterval(watch);
    setTimeout(() => mocha.kill("SIGKILL"), LINGER_LIMIT_MS).unref();
  }, SECOND);
  return new Promise((resolve, reject) => {
    mocha.on("error", reject);
    mocha.on("close", (code, signal) => {
      clearInterval(watch);
      for (const name of ["SIGINT", "SIGTERM"]) process.off(name, forward);
      resolve(signal ?? code);
    });
  });
}

main(process.argv.slice(2)).catch((error) => {
  console.error(`test: ${error.message}`);
  process.exitCode = 1;
});
