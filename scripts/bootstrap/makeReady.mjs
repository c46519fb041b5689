import { createHash } from "node:crypto";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { buildDist, isDistStale } from "../build.mjs";
import { withLock } from "../cache/lock.mjs";
import { pulumiCli } from "../pulumi-cli/pulumiCli.mjs";
import { cacheRoot } from "../toolchain.mjs";
import { actionlint } from "./actionlint.mjs";
import { areNodeModulesCurrent, installNodeModules } from "./nodeModules.mjs";
import { newerNode } from "./newerNode.mjs";
import { say, step } from "./progress.mjs";
import { MOTO_SERVER, pythonTool, SCHEMA_CHECKER } from "./pythonTool.mjs";

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
 * @param {string} root cache root
 * @param {{ tests: boolean }} wanted
 */
async function makeReadyIn(root, { tests }) {
  await onceInThisCheckout(
    root,
    () => !areNodeModulesCurrent(rootDir),
    "npm ci",
    () => installNodeModules(rootDir),
  );
  await onceInThisCheckout(
    root,
    () => isDistStale(rootDir),
    "build dist/",
    () => buildDist(rootDir),
  );
  await pulumiCli({ root, rootDir });
  if (tests) {
    for (const tool of [MOTO_SERVER, SCHEMA_CHECKER]) await pythonTool(root, tool);
    await actionlint(root);
    for (const major of /** @type {const} */ ([22, 24, 26])) await newerNode(root, major);
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
