import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newerNodeFolderName } from "../../toolchain/places.mjs";
import { LOCKS, NEWER_NODE_EXECUTABLE, NEWER_NODE_PACKAGES } from "../../toolchain/versions.mjs";
import { goOnWithout, orGoOnWithout } from "./goOnWithout.mjs";
import { run } from "./run.mjs";

/**
 * @typedef {import("../../toolchain/versions.mjs").NewerNode} NewerNode
 * @typedef {import("../../toolchain/versions.mjs").NodeExecutable} NodeExecutable
 */

/**
 * A newer Node of the promised range with the newest Pulumi SDK, so that one machine tests all.
 * @param {string} root cache root
 * @param {NewerNode} major
 */
export async function newerNode(root, major, env = process.env) {
  const name = newerNodeFolderName(major);
  const place = join(root, name);
  const packages = NEWER_NODE_PACKAGES[major];
  const executable = NEWER_NODE_EXECUTABLE[major][`${process.platform}-${process.arch}`];
  if (!executable) {
    const missing = `npm has no node ${major} for ${process.platform}-${process.arch}, so the tests do not run on it`;
    return goOnWithout(place, missing, env);
  }
  const what = `node ${executable.version} with @pulumi/pulumi ${packages["@pulumi/pulumi"]}, typescript ${packages["typescript"]}`;
  const missing = `the tests do not run on node ${major}`;
  await orGoOnWithout({ root, name, what, missing, env }, (folder) => install(folder, major, executable, env));
}

/**
 * @param {string} folder
 * @param {NewerNode} major
 * @param {NodeExecutable} executable
 * @param {NodeJS.ProcessEnv} env
 */
async function install(folder, major, executable, env) {
  const packages = NEWER_NODE_PACKAGES[major];
  const dependencies = { ...packages, [executable.package]: executable.version };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
  writeFileSync(join(folder, "package-lock.json"), lockOf(major, executable, dependencies));
  // Scripts are not needed, and would run on the older Node that this very step is about to leave.
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--engine-strict=false"];
  await run("npm", ["ci", "--prefix", folder, ...quiet], { cwd: folder, env });
  const node = join("node_modules", executable.package, "bin", "node");
  await run(join(folder, node), ["--version"]);
  return [node, ...Object.keys(packages).map((name) => `node_modules/${name}/package.json`)];
}

/**
 * The executable differs from platform to platform, the rest does not: one lock file holds the rest. Not as optional
 * dependencies, because npm goes on without one of these where its content is another.
 * @param {NewerNode} major
 * @param {NodeExecutable} executable
 * @param {Record<string, string>} dependencies
 */
function lockOf(major, { package: name, version, integrity }, dependencies) {
  const lock = JSON.parse(readFileSync(join(LOCKS, `node${major}`, "package-lock.json"), "utf8"));
  Object.assign(lock.packages, { "": { dependencies }, [`node_modules/${name}`]: { version, integrity } });
  return JSON.stringify(lock);
}
