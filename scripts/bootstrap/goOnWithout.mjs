import { rmSync, writeFileSync } from "node:fs";
import { unavailableMarker } from "../../toolchain/places.mjs";
import { say } from "./progress.mjs";

/**
 * Makes what the tests can do without, where the machine lets it: no Python, no network and the like are told, not thrown.
 *
 * @param {string} folder where it will be
 * @param {string} missing what follows where it cannot be made, before the reason
 * @param {NodeJS.ProcessEnv} env
 * @param {() => Promise<unknown>} make
 */
export async function orGoOnWithout(folder, missing, env, make) {
  rmSync(unavailableMarker(folder), { force: true });
  try {
    await make();
  } catch (error) {
    goOnWithout(folder, `${missing}: ${error instanceof Error ? error.message : String(error)}`, env, error);
  }
}

/**
 * Tests go on without what this machine cannot have, and a marker in its place says why; in CI nothing may be missing.
 *
 * @param {string} folder where it would be
 * @param {string} missing
 * @param {NodeJS.ProcessEnv} env
 * @param {unknown} [cause]
 */
export function goOnWithout(folder, missing, env, cause) {
  if (env["CI"] === "true") throw new Error(`${missing} (needed because CI=true)`, { cause });
  writeFileSync(unavailableMarker(folder), missing);
  say(missing);
}
