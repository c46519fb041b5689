import { createHash } from "node:crypto";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { buildDist, isDistStale } from "../build.mjs";
import { withLock } from "../cache/lock.mjs";
import { pulumiCli } from "../pulumi-cli/pulumiCli.mjs";
import { cacheRoot, chromiumExecutable } from "../../toolchain/places.mjs";
import { ACTION_LINTER, goTool, HOSTS, SDK_WRITER } from "./goTool.mjs";
import { areNodeModulesCurrent, installNodeModules } from "./nodeModules.mjs";
import { newerNode } from "./newerNode.mjs";
import { say, step } from "./progress.mjs";
import { MOTO_SERVER, PULUMI_FOR_PYTHON, pythonTool, SCHEMA_CHECKER } from "./pythonTool.mjs";
import { stopRunning } from "./run.mjs";

const rootDir = fileURLToPath(new URL("../..", import.meta.url));

/** @param {{ tests: boolean }} wanted */
export async function makeReady(wanted) {
  const root = cacheRoot();
  try {
    await makeReadyIn(root, wanted);
  } catch (error) {
    // Told only now: a cache that is complete may be read-only
    const { code, path } = /** @type {NodeJS.ErrnoException} */ (error);
    if (!`${path}${sep}`.startsWith(root + sep)) throw error;
    const advice = "set PULUMI_PARTNER_KEYS_CACHE to a folder that can be written";
    throw new Error(`cannot write to ${root} (${code}); ${advice}`, { cause: error });
  }
}

/**
 * All of it at once: most of the time passes where npm and pip wait for a network, and where Go compiles.
 *
 * @param {string} root cache root
 * @param {{ tests: boolean }} wanted
 */
async function makeReadyIn(root, { tests }) {
  const modules = onceInThisCheckout(
    root,
    () => !areNodeModulesCurrent(rootDir),
    "npm ci",
    () => installNodeModules(rootDir),
  );
  const dist = modules.then(() =>
    onceInThisCheckout(
      root,
      () => isDistStale(rootDir),
      "build dist/",
      () => buildDist(rootDir),
    ),
  );
  const cli = pulumiCli({ root, rootDir, modules });
  // A browser is a package of the system, and that is for its owner to install
  if (tests && chromiumExecutable() === undefined)
    say("there is no Chromium (CHROMIUM_PATH, or chromium on PATH): the tests do without looking at the pages");
  await allOrNone([modules, dist, cli, ...(tests ? toolsOfTests(root, cli) : [])]);
}

/**
 * @param {string} root cache root
 * @param {Promise<unknown>} cli
 */
function toolsOfTests(root, cli) {
  return [
    ...[MOTO_SERVER, SCHEMA_CHECKER, PULUMI_FOR_PYTHON].map((tool) => pythonTool(root, tool)),
    .../** @type {const} */ ([22, 24, 26]).map((major) => newerNode(root, major)),
    goTools(root, cli),
  ];
}

/**
 * One after the other: two builds at once would both compile the standard library, and what they share.
 *
 * @param {string} root cache root
 * @param {Promise<unknown>} cli
 */
async function goTools(root, cli) {
  await cli;
  for (const tool of [ACTION_LINTER, ...HOSTS, SDK_WRITER]) await goTool(root, tool);
}

/**
 * The first that fails ends the others: they may take minutes, and are made again anyway.
 *
 * @param {readonly Promise<unknown>[]} all
 */
async function allOrNone(all) {
  try {
    await Promise.all(all);
  } catch (error) {
    await stopRunning();
    throw error;
  }
}

/**
 * Two runs in one checkout take turns, since `npm ci` empties node_modules under the other's feet.
 * @param {string} root cache root
 * @param {() => boolean} isNeeded
 * @param {string} what
 * @param {() => Promise<void>} work
 */
async function onceInThisCheckout(root, isNeeded, what, work) {
  if (!isNeeded()) return;
  const checkout = createHash("sha256").update(rootDir).digest("hex").slice(0, 12);
  const turn = async () => {
    if (isNeeded()) await step(what, work);
  };
  await withLock(join(root, `checkout-${checkout}.lock`), turn, { say });
}
