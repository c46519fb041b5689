import { mkdtempSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * Temporary folders lie beside the final one: a rename is atomic only within one file system.
 * @param {string} path
 */
export function temporaryBeside(path) {
  mkdirSync(dirname(path), { recursive: true });
  return mkdtempSync(`${path}.tmp-`);
}

/**
 * To be called by the holder of the lock only: then whatever temporary folder is there has no builder any more.
 * @param {string} path
 */
export function removeLeftovers(path) {
  const left = readdirSync(dirname(path)).filter((name) => name.startsWith(`${basename(path)}.tmp-`));
  for (const name of left) rmSync(join(dirname(path), name), { recursive: true, force: true });
}

/**
 * Puts `built` in the place of `path`. What was there moves aside first, so readers see the old folder, for an instant
 * nothing, or the new one, and never a mixture.
 * @param {string} built
 * @param {string} path
 * @param {string} [aside]
 */
export function swapIn(built, path, aside = temporaryBeside(path)) {
  for (let attempt = 1; ; attempt++) {
    try {
      moveIfThere(path, join(aside, `replaced-${attempt}`));
      renameSync(built, path);
      break;
    } catch (error) {
      // Another process swapped its own in between: same content, last one stays.
      if (attempt === 5 || !["ENOTEMPTY", "EEXIST"].includes(/** @type {{ code: string }} */ (error).code)) throw error;
    }
  }
  rmSync(aside, { recursive: true, force: true });
}

/**
 * @param {string} from
 * @param {string} to
 */
function moveIfThere(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ENOENT") throw error;
  }
}
