import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const TOOLCHAIN = pathToFileURL(join(__dirname, "..", "..", "scripts", "toolchain.mjs")).href;

/** What a project needs to run on a newer Node with the newest Pulumi SDK. */
export interface NewerNode {
  readonly nodeModules: string;
  readonly binFolder: string;
}

/**
 * Node 22 or 24 with the newest SDK, or `undefined` where there is none: then say so and define no test. CI must have it.
 * Asked in a process of its own, because mocha defines tests synchronously and the answer is in an ES module.
 */
export function newerNode(major: 22 | 24): NewerNode | undefined {
  const ask =
    `import { newerNodeExecutable, newerNodePrefix } from ${JSON.stringify(TOOLCHAIN)}; ` +
    `console.log(JSON.stringify([newerNodePrefix(${major}), newerNodeExecutable(${major})]));`;
  try {
    const answer = execFileSync(process.execPath, ["--input-type=module", "-e", ask], {
      encoding: "utf8",
      stdio: "pipe",
    });
    const [prefix, executable] = JSON.parse(answer) as (string | null)[];
    if (prefix && executable) return { nodeModules: prefix, binFolder: dirname(executable) };
    throw new Error(`bootstrap found no node ${major} for this machine`);
  } catch (error) {
    if (process.env["CI"] === "true") throw error;
    console.log(`node ${major} is not there (node scripts/bootstrap.mjs --tests): its tests are left out`);
    return undefined;
  }
}
