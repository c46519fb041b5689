import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const TOOLCHAIN = pathToFileURL(join(__dirname, "..", "..", "scripts", "toolchain.mjs")).href;

/** What a project needs to run on Node 24 with the newest Pulumi SDK. */
export interface Node24 {
  readonly nodeModules: string;
  readonly binFolder: string;
}

/**
 * Node 24 with the newest SDK, or `undefined` where there is none: then say so and define no test. CI must have it.
 * Asked in a process of its own, because mocha defines tests synchronously and the answer is in an ES module.
 */
export function node24(): Node24 | undefined {
  const ask =
    `import { node24Executable, node24Prefix } from ${JSON.stringify(TOOLCHAIN)}; ` +
    "console.log(JSON.stringify([node24Prefix(), node24Executable()]));";
  try {
    const answer = execFileSync(process.execPath, ["--input-type=module", "-e", ask], {
      encoding: "utf8",
      stdio: "pipe",
    });
    const [prefix, executable] = JSON.parse(answer) as (string | null)[];
    if (prefix && executable) return { nodeModules: prefix, binFolder: dirname(executable) };
    throw new Error("bootstrap found no node 24 for this machine");
  } catch (error) {
    if (process.env["CI"] === "true") throw error;
    console.log("node 24 is not there (node scripts/bootstrap.mjs --tests): its tests are left out");
    return undefined;
  }
}
