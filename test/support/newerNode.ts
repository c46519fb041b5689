import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { madeReady } from "../../workbench/madeReady";

/** What a project needs to run on a newer Node with the newest Pulumi SDK. */
export interface NewerNode {
  readonly nodeModules: string;
  readonly binFolder: string;
  /** Version of that SDK. */
  readonly sdk: string;
}

/** Node 22, 24 or 26 with the newest SDK, see {@link madeReady}. */
export function newerNode(major: 22 | 24 | 26): NewerNode | undefined {
  const nodeModules = madeReady(`node ${major}`, `newerNodePrefix(${major})`);
  const executable = nodeModules && madeReady(`node ${major}`, `newerNodeExecutable(${major})`);
  if (!nodeModules || !executable) return undefined;
  const sdk = readFileSync(join(nodeModules, "node_modules", "@pulumi", "pulumi", "package.json"), "utf8");
  const { version } = JSON.parse(sdk) as { version: string };
  return { nodeModules, binFolder: dirname(executable), sdk: version };
}
