// Where bootstrap puts what it makes ready. Lookups only: nothing here is built, fetched or run.
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { findOnPath, linkedPulumiFolder } from "./onPath.mjs";
import {
  ACTIONLINT,
  CHECK_JSONSCHEMA,
  LANGUAGE_HOSTS,
  MOTO,
  NEWER_NODE_EXECUTABLE,
  NEWER_NODE_PACKAGES,
  PULUMI_CLI,
  PULUMI_PYTHON,
} from "./versions.mjs";

/** @typedef {import("./versions.mjs").NewerNode} NewerNode */

const rootDir = fileURLToPath(new URL("..", import.meta.url));
const platform = `${process.platform}-${process.arch}`;

/** Names of the folders under {@link cacheRoot}; they carry the version. */
export const pulumiFolderName = `pulumi-${PULUMI_CLI}-${platform}`;
export const motoFolderName = `moto-${MOTO}`;
export const checkJsonSchemaFolderName = `check-jsonschema-${CHECK_JSONSCHEMA}`;
export const actionlintFolderName = `actionlint-${ACTIONLINT}-${platform}`;
export const languageHostFolderName = (/** @type {keyof typeof LANGUAGE_HOSTS} */ language) =>
  `pulumi-language-${language}-${LANGUAGE_HOSTS[language]}-${platform}`;
export const sdkWriterFolderName = `pulumi-sdk-writer-${PULUMI_CLI}-${platform}`;
export const pulumiPythonFolderName = `pulumi-python-${PULUMI_PYTHON}`;
export const newerNodeFolderName = (/** @type {NewerNode} */ major) =>
  `node${major}-${NEWER_NODE_EXECUTABLE[major][platform]?.version ?? "none"}-pulumi-${NEWER_NODE_PACKAGES[major]["@pulumi/pulumi"]}-${platform}`;

/** Left instead of the folder where the thing cannot be had on this machine; holds the reason. */
export const unavailableMarker = (/** @type {string} */ folder) => `${folder}.unavailable`;

/**
 * PULUMI_PARTNER_KEYS_CACHE, or `pulumi-partner-keys` in the user's cache folder. Always absolute, a relative one from the
 * repository on: processes of one run have working folders of their own.
 */
export function cacheRoot(env = process.env) {
  if (env["PULUMI_PARTNER_KEYS_CACHE"]) return resolve(rootDir, env["PULUMI_PARTNER_KEYS_CACHE"]);
  const { XDG_CACHE_HOME = "" } = env;
  // Its specification has a relative one ignored
  const caches = isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : userCaches();
  return join(caches, "pulumi-partner-keys");
}

function userCaches() {
  const home = homeFolder();
  if (home === undefined || !isAbsolute(home))
    throw new Error(
      "there is no home folder for a cache; set PULUMI_PARTNER_KEYS_CACHE to a folder that can be written",
    );
  return process.platform === "darwin" ? join(home, "Library", "Caches") : join(home, ".cache");
}

/** Without HOME it is asked of the list of users, which not every user of a container is in. */
function homeFolder() {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}

/**
 * Folder to put first on PATH: holds `pulumi`, `pulumi-language-nodejs` and `pulumi-resource-pulumi-nodejs`.
 * Throws when bootstrap has not run; the message says what to run.
 */
export function pulumiBinDir(env = process.env) {
  const root = cacheRoot(env);
  const bin = linkedPulumiFolder(root, env) ?? join(root, pulumiFolderName, "bin");
  if (!existsSync(join(bin, "pulumi"))) throw notReady("the pulumi cli", bin, "`node scripts/bootstrap.mjs`");
  return bin;
}

/** The Python to run `-m moto.server` with; undefined where there is no Python 3. Throws when bootstrap has not run. */
export function motoPython(env = process.env) {
  const folder = join(cacheRoot(env), motoFolderName);
  return testTool("moto", folder, join(folder, "bin", "python"));
}

/** The Python to run `-m check_jsonschema` with; undefined where there is no Python 3. */
export function checkJsonSchemaPython(env = process.env) {
  const folder = join(cacheRoot(env), checkJsonSchemaFolderName);
  return testTool("check-jsonschema", folder, join(folder, "bin", "python"));
}

/** undefined where it could not be built. Throws when bootstrap has not run. */
export function actionlintExecutable(env = process.env) {
  const folder = join(cacheRoot(env), actionlintFolderName);
  return testTool("actionlint", folder, join(folder, "bin", "actionlint"));
}

/**
 * Folder with the language host, for PATH; undefined where it could not be built.
 * @param {keyof typeof LANGUAGE_HOSTS} language
 */
export function languageHostBin(language, env = process.env) {
  const folder = join(cacheRoot(env), languageHostFolderName(language));
  const bin = join(folder, "bin");
  return testTool(`pulumi-language-${language}`, folder, join(bin, `pulumi-language-${language}`)) && bin;
}

/** undefined where it could not be built. */
export function sdkWriter(env = process.env) {
  const folder = join(cacheRoot(env), sdkWriterFolderName);
  return testTool("the sdk writer", folder, join(folder, "bin", "sdk"));
}

/** Folder with a `python3` that has Pulumi's SDK, for PATH; undefined where there is no Python 3. */
export function pulumiPythonBin(env = process.env) {
  const folder = join(cacheRoot(env), pulumiPythonFolderName);
  const bin = join(folder, "bin");
  return testTool("pulumi's sdk for python", folder, join(bin, "python")) && bin;
}

/** Of the packages of Debian, Ubuntu and Google. */
const CHROMIUM = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The Chromium that the pages are looked at with: CHROMIUM_PATH, or one on PATH. Nobody here installs one. */
export function chromiumExecutable(env = process.env) {
  return env["CHROMIUM_PATH"] || CHROMIUM.map((name) => findOnPath(name, env)).find((path) => path !== undefined);
}

/**
 * Folder whose node_modules hold Node 22 or 24, the newest @pulumi/pulumi, typescript, ts-node and @types/node; undefined
 * on a platform without such a Node. Throws when bootstrap has not run.
 * @param {NewerNode} major
 */
export function newerNodePrefix(major, env = process.env) {
  const folder = join(cacheRoot(env), newerNodeFolderName(major));
  return testTool(`node ${major} with the newest pulumi sdk`, folder, folder);
}

/**
 * The `node` inside {@link newerNodePrefix}.
 * @param {NewerNode} major
 */
export function newerNodeExecutable(major, env = process.env) {
  const prefix = newerNodePrefix(major, env);
  const executable = NEWER_NODE_EXECUTABLE[major][platform];
  return prefix && executable && join(prefix, "node_modules", executable.package, "bin", "node");
}

/**
 * @param {string} what
 * @param {string} folder
 * @param {string} path
 */
function testTool(what, folder, path) {
  if (existsSync(path)) return path;
  if (existsSync(unavailableMarker(folder))) return undefined;
  throw notReady(what, folder, "`npm test` or `node scripts/bootstrap.mjs --tests`");
}

/**
 * @param {string} what
 * @param {string} where
 * @param {string} command
 */
function notReady(what, where, command) {
  return new Error(`looking for ${what}: nothing at ${where}; run ${command}`);
}
