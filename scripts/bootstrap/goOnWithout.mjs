import { writeFileSync } from "node:fs";
import { unavailableMarker } from "../toolchain.mjs";
import { say } from "./progress.mjs";

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
