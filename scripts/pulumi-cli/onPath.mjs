// The Pulumi CLI that the machine already has, if it will do. Asking it for its version takes half a second, so the answer
// is kept in the cache under a key made of the files' size and time: an upgraded CLI is asked again.
import { copyFileSync, chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { folderName, HOST, partsOnPath, SCRIPT, VERDICT, verdictOf } from "../../toolchain/onPath.mjs";
import { OLDEST_PULUMI_CLI } from "../../toolchain/versions.mjs";
import { run } from "../bootstrap/run.mjs";
import { cachedFolder } from "../cache/cachedFolder.mjs";
import { isAtLeast, parseVersion } from "./version.mjs";

/** No verdict to keep: a machine under load may be why, so the CLI is asked again next time. */
class NoAnswer extends Error {}

/**
 * @typedef {import("../../toolchain/onPath.mjs").Parts} Parts
 * @typedef {import("../../toolchain/onPath.mjs").Verdict} Verdict
 */

/**
 * @param {object} context
 * @param {string} context.root cache root
 * @param {NodeJS.ProcessEnv} context.env
 * @param {() => Promise<string>} context.script the SDK's own copy of the plugin script, once it is installed; asked for
 *   where an installation has none
 * @param {(line: string) => void} context.say
 * @returns {Promise<{ bin: string } | { reason: string }>}
 */
export async function pulumiOnPath({ root, env, script, say }) {
  const parts = partsOnPath(root, env);
  if (!parts) return { reason: "no pulumi on PATH" };
  const refuse = (/** @type {string} */ reason) => say(`not using ${parts.pulumi}: ${reason}`);
  const build = async (/** @type {string} */ folder) => {
    const verdict = await judge(parts, env);
    if (!verdict.usable) refuse(verdict.reason);
    writeFileSync(join(folder, VERDICT), JSON.stringify(verdict));
    return verdict.usable ? [VERDICT, ...(await linkTogether(parts, join(folder, "bin"), script))] : [VERDICT];
  };
  try {
    const folder = await cachedFolder({ root, name: folderName(parts), build, say });
    const verdict = /** @type {Verdict} */ (verdictOf(folder));
    return verdict.usable ? { bin: join(folder, "bin") } : { reason: `the pulumi on PATH ${verdict.reason}` };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    refuse(error.message);
    return { reason: `the pulumi on PATH ${error.message}` };
  }
}

/**
 * @param {Parts} parts
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Verdict>}
 */
async function judge({ pulumi, host }, env) {
  /** @type {(reason: string) => Verdict} */
  const refuse = (reason) => ({ usable: false, reason });
  let output;
  try {
    output = await run(pulumi, ["version"], { env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" }, timeoutMs: 20_000 });
  } catch (error) {
    throw new NoAnswer("does not answer `pulumi version`", { cause: error });
  }
  const version = parseVersion(output);
  if (!version)
    return refuse(`answers \`pulumi version\` with ${JSON.stringify(output.slice(0, 40))}, which is no version`);
  if (!isAtLeast(version, OLDEST_PULUMI_CLI)) return refuse(`is ${version}, older than ${OLDEST_PULUMI_CLI}`);
  if (!host) return refuse(`has no ${HOST} beside it or on PATH`);
  return { usable: true, version };
}

/**
 * A folder of links, because the folder the CLI lies in may hold anything, an older node among it, and goes first on PATH.
 * @param {Parts} parts found usable
 * @param {string} bin
 * @param {() => Promise<string>} sdkScript
 */
async function linkTogether({ pulumi, host, script }, bin, sdkScript) {
  mkdirSync(bin);
  symlinkSync(pulumi, join(bin, "pulumi"));
  symlinkSync(/** @type {string} */ (host), join(bin, HOST));
  if (script) symlinkSync(script, join(bin, SCRIPT));
  else placeScript(await sdkScript(), bin);
  return ["pulumi", HOST, SCRIPT].map((name) => `bin/${name}`);
}

/**
 * The engine starts dynamic providers through this script, which must be executable and beside the CLI.
 * @param {string} sdkScript
 * @param {string} bin
 */
export function placeScript(sdkScript, bin) {
  copyFileSync(sdkScript, join(bin, SCRIPT));
  chmodSync(join(bin, SCRIPT), 0o755);
}
