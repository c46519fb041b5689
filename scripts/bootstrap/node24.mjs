import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cachedFolder } from "../cache/cachedFolder.mjs";
import { node24FolderName, unavailableMarker } from "../toolchain.mjs";
import { NODE24_EXECUTABLE, NODE24_PACKAGES } from "../versions.mjs";
import { say, step } from "./progress.mjs";
import { run } from "./run.mjs";

/** The other end of the promised range: Node 24 and the newest Pulumi SDK, so that one machine tests both. */
export async function node24(root, env = process.env) {
  const marker = unavailableMarker(join(root, node24FolderName));
  const executable = NODE24_EXECUTABLE[`${process.platform}-${process.arch}`];
  if (!executable) {
    const missing = `npm has no node 24 for ${process.platform}-${process.arch}, so the tests run on node ${process.versions.node} only`;
    if (env.CI === "true") throw new Error(`${missing} (needed because CI=true)`);
    writeFileSync(marker, missing);
    return say(missing);
  }
  rmSync(marker, { force: true });
  const what = `node ${executable.version} with @pulumi/pulumi ${NODE24_PACKAGES["@pulumi/pulumi"]}`;
  await cachedFolder({
    root,
    name: node24FolderName,
    say,
    build: (folder) => step(what, () => install(folder, executable)),
  });
}

async function install(folder, executable) {
  const dependencies = { ...NODE24_PACKAGES, [executable.package]: executable.version };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
  // Scripts are not needed, and would run on the older Node that this very step is about to leave.
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--engine-strict=false"];
  await run("npm", ["install", "--prefix", folder, ...quiet], { cwd: folder });
  const node = join("node_modules", executable.package, "bin", "node");
  await run(join(folder, node), ["--version"]);
  return [node, ...Object.keys(NODE24_PACKAGES).map((name) => `node_modules/${name}/package.json`)];
}
