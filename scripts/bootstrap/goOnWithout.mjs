import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unavailableMarker } from "../../toolchain/places.mjs";
import { cachedFolder } from "../cache/cachedFolder.mjs";
import { say, step } from "./progress.mjs";

/**
 * Makes what the tests can do without, where the machine lets it: no Python, no network and the like are told, not thrown.
 *
 * @param {object} tool
 * @param {string} tool.root cache root
 * @param {string} tool.name of its folder
 * @param {string} tool.what with its version, for the line of this step
 * @param {string} tool.missing what follows where it cannot be made, before the reason
 * @param {NodeJS.ProcessEnv} tool.env
 * @param {(folder: string) => Promise<string[]>} install as `build` of a cached folder
 */
export async function orGoOnWithout({ root, name, what, missing, env }, install) {
  const place = join(root, name);
  rmSync(unavailableMarker(place), { force: true });
  try {
    await cachedFolder({ root, name, say, build: (folder) => step(what, () => install(folder)) });
  } catch (error) {
    goOnWithout(place, `${missing}: ${error instanceof Error ? error.message : String(error)}`, env, error);
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
