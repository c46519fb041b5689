import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cachedFolder } from "../cache/cachedFolder.mjs";
import { findOnPath } from "../pulumi-cli/onPath.mjs";
import { motoFolderName, unavailableMarker } from "../toolchain.mjs";
import { MOTO } from "../versions.mjs";
import { say, step } from "./progress.mjs";
import { run } from "./run.mjs";

/**
 * moto is the peer that our own Secrets Manager is compared with; tests go on without it, except in CI.
 * @param {string} root cache root
 */
export async function moto(root, env = process.env) {
  const marker = unavailableMarker(join(root, motoFolderName));
  if (!findOnPath("python3", env)) {
    const missing = "python3 is not on PATH, so the tests do not run against moto; install python 3.9 or newer";
    if (env["CI"] === "true") throw new Error(`${missing} (needed because CI=true)`);
    writeFileSync(marker, missing);
    return say(missing);
  }
  rmSync(marker, { force: true });
  await cachedFolder({
    root,
    name: motoFolderName,
    say,
    build: (folder) => step(`moto ${MOTO}`, () => install(folder)),
  });
}

/** @param {string} folder */
async function install(folder) {
  await run("python3", ["-m", "venv", folder]);
  // Only `bin/python -m ...` is used afterwards: it finds its packages from where it lies, so the folder may be moved.
  const python = join(folder, "bin", "python");
  await run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", `moto[server]==${MOTO}`]);
  await run(python, ["-c", "import moto.server"]);
  return ["bin/python", ...motoFiles(folder)];
}

/** @param {string} folder */
function motoFiles(folder) {
  return readdirSync(join(folder, "lib"))
    .map((version) => `lib/${version}/site-packages/moto/server.py`)
    .filter((file) => existsSync(join(folder, file)));
}
