// Where bootstrap puts what it makes ready. Lookups only: nothing here is built, fetched or run.
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { linkedPulumiFolder } from "./pulumi-cli/onPath.mjs";
import {
  ACTIONLINT,
  CHECK_JSONSCHEMA,
  MOTO,
  NEWER_NODE_EXECUTABLE,
  NEWER_NODE_PACKAGES,
  PULUMI_CLI,
} from "./versions.mjs";

const platform = `${process.platform}-${process.arch}`;

export const pulumiFolderName = `pulumi-${PULUMI_CLI}-${platform}`;
export const motoFolderName = `moto-${MOTO}`;
export const checkJsonSchemaFolderName = `check-jsonschema-${CHECK_JSONSCHEMA}`;
export const actionlintFolderName = `actionlint-${ACTIONLINT}-${platform}`;
export const newerNodeFolderName = (major) =>
  `node${major}-${NEWER_NODE_EXECUTABLE[major][platform]?.version ?? "none"}-pulumi-${NEWER_NODE_PACKAGES[major]["@pulumi/pulumi"]}-${platform}`;

/** Left instead of the folder where the thing cannot be had on this machine; holds the reason. */
export const unavailableMarker = (folder) => `${folder}.unavailable`;

export function cacheRoot(env = process.env) {
  if (env.PULUMI_PARTNER_KEYS_CACHE) return env.PULUMI_PARTNER_KEYS_CACHE;
  const caches = process.platform === "darwin" ? join(homedir(), "Library", "Caches") : join(homedir(), ".cache");
  return join(env.XDG_CACHE_HOME || caches, "pulumi-partner-keys");
}

export function pulumiBinDir(env = process.env) {
  const root = cacheRoot(env);
  const bin = linkedPulumiFolder(root, env) ?? join(root, pulumiFolderName, "bin");
  if (!existsSync(join(bin, "pulumi"))) throw notReady("the pulumi cli", bin, "`node scripts/bootstrap.mjs`");
  return bin;
}

export function motoPython(env = process.env) {
  const folder = join(cacheRoot(env), motoFolderName);
  return testTool("moto", folder, join(folder, "bin", "python"));
}

export function checkJsonSchemaPython(env = process.env) {
  const folder = join(cacheRoot(env), checkJsonSchemaFolderName);
  return testTool("check-jsonschema", folder, join(folder, "bin", "python"));
}

export function actionlintExecutable(env = process.env) {
  const folder = join(cacheRoot(env), actionlintFolderName);
  return testTool("actionlint", folder, join(folder, "bin", "actionlint"));
}

export function newerNodePrefix(major, env = process.env) {
  const folder = join(cacheRoot(env), newerNodeFolderName(major));
  return testTool(`node ${major} with the newest pulumi sdk`, folder, folder);
}

export function newerNodeExecutable(major, env = process.env) {
  const prefix = newerNodePrefix(major, env);
  return prefix && join(prefix, "node_modules", NEWER_NODE_EXECUTABLE[major][platform].package, "bin", "node");
}

function testTool(what, folder, path) {
  if (existsSync(path)) return path;
  if (existsSync(unavailableMarker(folder))) return undefined;
  throw notReady(what, folder, "`npm test` or `node scripts/bootstrap.mjs --tests`");
}

function notReady(what, where, command) {
  return new Error(`looking for ${what}: nothing at ${where}; run ${command}`);
}
