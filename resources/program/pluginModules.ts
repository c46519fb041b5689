import { createRequire } from "node:module";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { notInFolder } from "../words/notInFolder";
import { refused } from "./refused";

/** First SDK whose plugin process gives a provider the stack's config (`configure`, Pulumi's changelog of 3.139.0). */
const OLDEST_SDK = { major: 3, minor: 139 };
/** The folder last found good: one look is enough. */
let found: string | undefined;

/**
 * The plugin process loads this package and Pulumi's SDK from the program's folder, wherever the declaring file is. What
 * it would not find there is told before anything is made. Unit tests with mocks have no plugin process and may run anywhere.
 *
 * @throws pulumi.RunError that names the folder and what to do
 */
export function assertPluginFindsModules(): void {
  const folder = process.cwd();
  if (found === folder || pulumi.runtime.getEngine() === undefined) return;
  const load = createRequire(join(folder, "_.js"));
  assertFinds("pulumi-partner-keys", "pulumi-partner-keys/provider", folder, load);
  assertFinds("@pulumi/pulumi", "@pulumi/pulumi/package.json", folder, load);
  assertNewEnough(folder, load);
  found = folder;
}

function assertFinds(name: string, module: string, folder: string, load: NodeJS.Require): void {
  try {
    load.resolve(module);
  } catch {
    throw refused(notInFolder(name, folder));
  }
}

function assertNewEnough(folder: string, load: NodeJS.Require): void {
  const { version } = load("@pulumi/pulumi/package.json") as { readonly version: string };
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > OLDEST_SDK.major || (major === OLDEST_SDK.major && minor >= OLDEST_SDK.minor)) return;
  const oldest = `${OLDEST_SDK.major}.${OLDEST_SDK.minor}.0`;
  throw refused({
    doing: `loading @pulumi/pulumi from ${folder}`,
    what: `version ${version} gives a provider no config, so its AWS settings would be lost, allowed: ${oldest} or newer`,
    advice: `run npm install @pulumi/pulumi@^${oldest} there`,
  });
}
