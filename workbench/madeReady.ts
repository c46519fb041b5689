import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const TOOLCHAIN = pathToFileURL(join(__dirname, "..", "toolchain", "places.mjs")).href;

/**
 * What `toolchain/places.mjs` says of `expression`. Asked in a process of its own, because mocha defines tests synchronously
 * and the answer is in an ES module.
 */
export function onThisMachine(expression: string): string | undefined {
  const ask =
    `import * as toolchain from ${JSON.stringify(TOOLCHAIN)}; ` +
    `console.log(JSON.stringify(toolchain.${expression} ?? null));`;
  const answer = execFileSync(process.execPath, ["--input-type=module", "-e", ask], {
    encoding: "utf8",
    stdio: "pipe",
  });
  return (JSON.parse(answer) as string | null) ?? undefined;
}

/** The same, or `undefined` where bootstrap could not make it ready on this machine: then say so and define no test. CI must have it. */
export function madeReady(what: string, expression: string): string | undefined {
  try {
    const ready = onThisMachine(expression);
    if (ready !== undefined) return ready;
    throw new Error(`bootstrap could not make ${what} ready on this machine`);
  } catch (error) {
    if (process.env["CI"] === "true") throw error;
    console.log(`${what} is not there (node scripts/bootstrap.mjs --tests): its tests are left out`);
    return undefined;
  }
}
