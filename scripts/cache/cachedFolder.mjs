import { chmodSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { removeLeftovers, swapIn, temporaryBeside } from "./folderSwap.mjs";
import { withLock } from "./lock.mjs";
import { whatIsWrong, writeManifest } from "./manifest.mjs";

/**
 * The folder `<root>/<name>`, built by `build` when it is absent or does not verify.
 * @param {object} request
 * @param {string} request.root cache root
 * @param {string} request.name folder name, which carries the version
 * @param {(folder: string) => Promise<string[]>} request.build fills a temporary folder, which is then moved in place, and
 *   returns the files inside it that must stay as they are
 * @param {(line: string) => void} [request.say]
 * @param {number} [request.pollMs]
 * @returns {Promise<string>} its path
 */
export async function cachedFolder({ root, name, build, say = () => {}, pollMs }) {
  const folder = join(root, name);
  if (!whatIsWrong(folder)) return folder;
  await withLock(`${folder}.lock`, () => rebuild(folder, name, build, say), { say, pollMs });
  return folder;
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {(folder: string) => Promise<string[]>} build
 * @param {(line: string) => void} say
 */
async function rebuild(folder, name, build, say) {
  const wrong = whatIsWrong(folder);
  // Another process finished it while we waited for the lock.
  if (!wrong) return;
  removeLeftovers(folder);
  if (existsSync(folder)) say(`cached ${name} does not verify (${wrong}), making it again`);
  const temporary = temporaryBeside(folder);
  try {
    const files = await build(temporary);
    // mkdtemp makes it 0700; a cache shared between users of one machine must be readable.
    chmodSync(temporary, 0o755);
    writeManifest(temporary, files);
    swapIn(temporary, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
