// Executables on PATH, the Pulumi CLI among them. Lookups only: nothing here is built, fetched or run.
import { createHash } from "node:crypto";
import { accessSync, constants, readFileSync, realpathSync, statSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { OLDEST_PULUMI_CLI } from "./versions.mjs";

/** What the Pulumi CLI needs beside itself: the language host, and the script that the engine starts dynamic providers with. */
export const HOST = "pulumi-language-nodejs";
export const SCRIPT = "pulumi-resource-pulumi-nodejs";
/** Of a folder that bootstrap made of a CLI on PATH: whether it will do. */
export const VERDICT = "verdict.json";

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
 * @param {string} root cache root
 * @param {NodeJS.ProcessEnv} env
 * @returns {Parts | undefined}
 */
export function partsOnPath(root, env) {
  const pulumi = findOnPath("pulumi", env, root);
  if (!pulumi) return undefined;
  const beside = (/** @type {string} */ name) =>
    [dirname(pulumi), dirname(realpathSync(pulumi))].map((folder) => join(folder, name)).find(isExecutableFile);
  return { pulumi, host: beside(HOST) ?? findOnPath(HOST, env, root), script: beside(SCRIPT) };
}

/** @param {Parts} parts */
export function folderName(parts) {
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
export function verdictOf(folder) {
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
