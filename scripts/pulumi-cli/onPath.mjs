// The Pulumi CLI that the machine already has, if it will do. Asking it for its version takes half a second, so the answer
// is kept in the cache under a key made of the files' size and time: an upgraded CLI is asked again.
import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  copyFileSync,
  chmodSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { run } from "../bootstrap/run.mjs";
import { cachedFolder } from "../cache/cachedFolder.mjs";
import { OLDEST_PULUMI_CLI } from "../versions.mjs";
import { isAtLeast, parseVersion } from "./version.mjs";

const HOST = "pulumi-language-nodejs";
const SCRIPT = "pulumi-resource-pulumi-nodejs";
const VERDICT = "verdict.json";

/** No verdict to keep: a machine under load may be why, so the CLI is asked again next time. */
class NoAnswer extends Error {}

/**
 * @typedef {{ pulumi: string, host: string | undefined, script: string | undefined }} Parts paths; without a host it will not do
 * @typedef {{ usable: true, version: string } | { usable: false, reason: string }} Verdict
 */

/**
 * The first executable file of that name.
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 * @param {string} [except] a folder whose content does not count
 */
export function findOnPath(name, env, except) {
  const folders = (env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "" && !(except && folder.startsWith(except)));
  return folders.map((folder) => join(folder, name)).find(isExecutableFile);
}

/**
 * Folder with the PATH CLI and its two companions, when bootstrap has found it good. A lookup.
 * @param {string} root cache root
 * @param {NodeJS.ProcessEnv} env
 */
export function linkedPulumiFolder(root, env) {
  const parts = partsOnPath(root, env);
  const folder = parts && join(root, folderName(parts));
  return folder && verdictOf(folder)?.usable ? join(folder, "bin") : undefined;
}

/**
 * @param {{ root: string, env: NodeJS.ProcessEnv, script: string, say: (line: string) => void }} context `script` is SDK's own copy of
 *   the plugin script, for an installation without it
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
    return verdict.usable ? [VERDICT, ...linkTogether(parts, join(folder, "bin"), script)] : [VERDICT];
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
 * @param {string} sdkScript
 */
function linkTogether({ pulumi, host, script }, bin, sdkScript) {
  mkdirSync(bin);
  symlinkSync(pulumi, join(bin, "pulumi"));
  symlinkSync(/** @type {string} */ (host), join(bin, HOST));
  if (script) symlinkSync(script, join(bin, SCRIPT));
  else placeScript(sdkScript, bin);
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

/**
 * @param {string} root cache root
 * @param {NodeJS.ProcessEnv} env
 * @returns {Parts | undefined}
 */
function partsOnPath(root, env) {
  const pulumi = findOnPath("pulumi", env, root);
  if (!pulumi) return undefined;
  const beside = (/** @type {string} */ name) =>
    [dirname(pulumi), dirname(realpathSync(pulumi))].map((folder) => join(folder, name)).find(isExecutableFile);
  return { pulumi, host: beside(HOST) ?? findOnPath(HOST, env, root), script: beside(SCRIPT) };
}

/** @param {Parts} parts */
function folderName(parts) {
  const facts = Object.values(parts).map(
    (path) => path && [path, realpathSync(path), statSync(path).size, statSync(path).mtimeMs],
  );
  return `pulumi-on-path-${createHash("sha256")
    .update(JSON.stringify([OLDEST_PULUMI_CLI, facts]))
    .digest("hex")
    .slice(0, 16)}`;
}

/**
 * @param {string} folder
 * @returns {Verdict | undefined}
 */
function verdictOf(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, VERDICT), "utf8"));
  } catch {
    return undefined;
  }
}

/** @param {string} path */
function isExecutableFile(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
