import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { findOnPath } from "../../toolchain/onPath.mjs";
import { checkJsonSchemaFolderName, motoFolderName, pulumiPythonFolderName } from "../../toolchain/places.mjs";
import { CHECK_JSONSCHEMA, LOCKS, MOTO, PULUMI_PYTHON } from "../../toolchain/versions.mjs";
import { goOnWithout, orGoOnWithout } from "./goOnWithout.mjs";
import { run } from "./run.mjs";

/**
 * @typedef {object} PythonTool
 * @property {string} what
 * @property {string} folderName
 * @property {string} lock file of toolchain/locks: all that pip installs, with its hashes
 * @property {string} module what can be imported then
 * @property {string} file of the module, in site-packages: verified from then on
 */

/** The peer that our own Secrets Manager is compared with. */
export const MOTO_SERVER = {
  what: `moto ${MOTO}`,
  folderName: motoFolderName,
  lock: "moto.txt",
  module: "moto.server",
  file: "moto/server.py",
};

/** Judges the pipelines of examples/ by the schemas that it carries. */
export const SCHEMA_CHECKER = {
  what: `check-jsonschema ${CHECK_JSONSCHEMA}`,
  folderName: checkJsonSchemaFolderName,
  lock: "check-jsonschema.txt",
  module: "check_jsonschema",
  file: "check_jsonschema/__main__.py",
};

/** What programs in Python run with, and what judges their types. */
export const PULUMI_FOR_PYTHON = {
  what: `pulumi's sdk for python ${PULUMI_PYTHON}`,
  folderName: pulumiPythonFolderName,
  lock: "pulumi-python.txt",
  module: "pulumi",
  file: "pulumi/__init__.py",
};

/**
 * A Python program in an environment of its own; tests go on without it, except in CI.
 *
 * @param {string} root
 * @param {PythonTool} tool
 */
export async function pythonTool(root, tool, env = process.env) {
  const place = join(root, tool.folderName);
  if (!findOnPath("python3", env)) {
    const missing = `python3 is not on PATH, so the tests do without ${tool.what}; install python 3.11 or newer`;
    return goOnWithout(place, missing, env);
  }
  const { what, folderName: name } = tool;
  const missing = `the tests do without ${what}`;
  await orGoOnWithout({ root, name, what, missing, env }, (folder) => install(folder, tool, env));
}

/**
 * @param {string} folder
 * @param {PythonTool} tool
 * @param {NodeJS.ProcessEnv} env
 */
async function install(folder, { lock, module, file }, env) {
  await run("python3", ["-m", "venv", folder], { env });
  // Only `bin/python -m ...` is used afterwards: it finds its packages from where it lies, so the folder may be moved.
  const python = join(folder, "bin", "python");
  const quiet = ["--quiet", "--disable-pip-version-check"];
  // Wheels only: for a source archive pip fetches build tools, and their hashes it does not ask for.
  const pinned = ["--require-hashes", "--only-binary=:all:", "-r", join(LOCKS, lock)];
  await run(python, ["-m", "pip", "install", ...quiet, ...pinned], { env });
  await run(python, ["-c", `import ${module}`]);
  return ["bin/python", ...installed(folder, file)];
}

/**
 * @param {string} folder
 * @param {string} file
 */
function installed(folder, file) {
  return readdirSync(join(folder, "lib"))
    .map((version) => `lib/${version}/site-packages/${file}`)
    .filter((path) => existsSync(join(folder, path)));
}
