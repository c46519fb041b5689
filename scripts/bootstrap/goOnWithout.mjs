import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unavailableMarker } from "../../toolchain/places.mjs";
import { cachedFolder } from "../cache/cachedFolder.mjs";
import { say, step } from "./progress.mjs";

/** What npm, pip and go print where a package is not the one that its hash pins. */
const ANOTHER_CONTENT = /EINTEGRITY|DO NOT MATCH THE HASHES|checksum mismatch/;

/**
 * Makes what the tests can do without, where the machine lets it: no Python, no network and the like are told, not thrown.
 * A package with another content is no such lack: somebody changed it, so that ends bootstrap.
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
    const reason = error instanceof Error ? error.message : String(error);
    if (ANOTHER_CONTENT.test(reason))
      throw new Error(`making ${what}: a package is not the one that its hash in this repository pins: ${reason}`, {
        cause: error,
      });
    goOnWithout(place, `${missing}: ${reason}`, env, error);
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
