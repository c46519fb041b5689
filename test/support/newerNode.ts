import { dirname } from "node:path";
import { madeReady } from "../../workbench/madeReady";

/** What a project needs to run on a newer Node with the newest Pulumi SDK. */
export interface NewerNode {
  readonly nodeModules: string;
  readonly binFolder: string;
}

/** Node 22 or 24 with the newest SDK, see {@link madeReady}. */
export function newerNode(major: 22 | 24): NewerNode | undefined {
  const nodeModules = madeReady(`node ${major}`, `newerNodePrefix(${major})`);
  const executable = nodeModules && madeReady(`node ${major}`, `newerNodeExecutable(${major})`);
  return nodeModules && executable ? { nodeModules, binFolder: dirname(executable) } : undefined;
}
