// Runs StrykerJS on one room. It is in a folder of the cache and no devDependency: 70 MB that one command needs
// (docs/decisions/0042). It needs Node 22, so it runs on the newer Node that the tests have.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cacheRoot, newerNodeExecutable } from "../../toolchain/places.mjs";
import { LOCKS, MUTATION_PACKAGES } from "../../toolchain/versions.mjs";
import { run } from "../bootstrap/run.mjs";
import { cachedFolder } from "../cache/cachedFolder.mjs";
import { ROOMS } from "./rooms.mjs";

/** Cases of each property: a mutant that 10 cases do not see needs a row. */
const PROPERTY_RUNS = "10";
/** A test of a mutant takes longer than one of the code only if the mutant does not end. The machine may have other work. */
const TIMEOUT = { timeoutMS: 30_000, timeoutFactor: 3 };

/**
 * @param {string} rootDir
 * @param {string} folder gets `mutation-<room>.json`, a report of Stryker
 * @param {string} room
 */
export async function mutate(rootDir, folder, room) {
  const { mutate, specs, ignoreStatic = false } = ROOMS[room] ?? never(room);
  const node = newerNodeExecutable(24);
  if (node === undefined) throw new Error("looking for node 24: this platform has none, and StrykerJS needs it");
  const stryker = join(await strykerFolder(), "node_modules", "@stryker-mutator");
  const temporary = mkdtempSync(join(tmpdir(), "partner-keys-mutation-"));
  const config = {
    testRunner: "mocha",
    mochaOptions: { spec: specs, require: ["ts-node/register/transpile-only"] },
    plugins: [join(stryker, "mocha-runner", "dist", "src", "index.js")],
    mutate,
    coverageAnalysis: "perTest",
    ignoreStatic,
    concurrency: 1,
    ...TIMEOUT,
    dryRunTimeoutMinutes: 20,
    ignorePatterns: ["/dist", "/examples", "/bench", "/tools"],
    tempDirName: join(temporary, "sandbox"),
    tsconfigFile: "none.json", // it would load a compiler of its own to rewrite it
    reporters: ["progress-append-only", "json"],
    jsonReporter: { fileName: join(folder, `mutation-${room}.json`) },
  };
  try {
    const file = join(temporary, "stryker.json");
    writeFileSync(file, JSON.stringify(config));
    const env = { ...process.env, PROPERTY_RUNS, NODE_OPTIONS: `--require "${preload}"` };
    const command = [join(stryker, "core", "bin", "stryker.js"), "run", file];
    const { status } = spawnSync(node, command, { cwd: rootDir, env, stdio: "inherit" });
    if (status !== 0) throw new Error(`mutating ${room}: Stryker ended with ${status}: nothing is written`);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

const preload = fileURLToPath(new URL("requireCjs.cjs", import.meta.url));

/** @param {string} room @returns {never} */
function never(room) {
  throw new Error(`mutating ${room}: there is no such room, allowed: ${Object.keys(ROOMS).join(", ")}`);
}

function strykerFolder() {
  const name = `mutation-${MUTATION_PACKAGES["@stryker-mutator/core"]}`;
  return cachedFolder({
    root: cacheRoot(),
    name,
    say: console.log,
    async build(folder) {
      writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies: MUTATION_PACKAGES }));
      copyFileSync(join(LOCKS, "mutation", "package-lock.json"), join(folder, "package-lock.json"));
      const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--engine-strict=false"];
      await run("npm", ["ci", "--prefix", folder, ...quiet], { cwd: folder });
      return Object.keys(MUTATION_PACKAGES).map((name) => `node_modules/${name}/package.json`);
    },
  });
}
