import { chmodSync, copyFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildFlags } from "../pulumi-cli/goModules.mjs";
import { findOnPath } from "../../toolchain/onPath.mjs";
import { actionlintFolderName, languageHostFolderName, sdkWriterFolderName } from "../../toolchain/places.mjs";
import { ACTIONLINT, LANGUAGE_HOSTS, PULUMI_CLI } from "../../toolchain/versions.mjs";
import { orGoOnWithout } from "./goOnWithout.mjs";
import { run } from "./run.mjs";

const TOOLS = fileURLToPath(new URL("../../tools", import.meta.url));
const SDK = "github.com/pulumi/pulumi/sdk/v3";

/**
 * @typedef {object} GoTool
 * @property {string} what
 * @property {string} folderName
 * @property {string} module folder of tools/, whose go.sum pins the tool and all that it is built from
 * @property {string} target package
 * @property {string} executable
 * @property {{ module: string, path: string }} [script] lies beside the executable
 */

/** Judges the workflow files of examples/. @type {GoTool} */
export const ACTION_LINTER = {
  what: `actionlint ${ACTIONLINT}`,
  folderName: actionlintFolderName,
  module: "actionlint",
  target: "github.com/rhysd/actionlint/cmd/actionlint",
  executable: "actionlint",
};

/** Writes what programs in Python and Go use of this package. @type {GoTool} */
export const SDK_WRITER = {
  what: `the sdk writer of pulumi ${PULUMI_CLI}`,
  folderName: sdkWriterFolderName,
  module: "pulumi-cli/engine",
  target: "./sdk",
  executable: "sdk",
};

/** What the CLI runs programs of other languages with. @type {readonly GoTool[]} */
export const HOSTS = [
  {
    ...host("python", "nodejs-host", `${SDK}/python/cmd/pulumi-language-python`),
    script: { module: SDK, path: "python/cmd/pulumi-language-python-exec" },
  },
  host("yaml", "yaml-host", "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml"),
  host("go", "go-host", `${SDK}/go/pulumi-language-go`),
];

/**
 * @param {keyof typeof LANGUAGE_HOSTS} language
 * @param {string} module
 * @param {string} target
 * @returns {GoTool}
 */
function host(language, module, target) {
  const executable = `pulumi-language-${language}`;
  const what = `${executable} ${LANGUAGE_HOSTS[language]}`;
  return { what, folderName: languageHostFolderName(language), module: `pulumi-cli/${module}`, target, executable };
}

/**
 * A program that only tests run, built from Go modules; they go on without it, except in CI.
 *
 * @param {string} root
 * @param {GoTool} tool
 */
export async function goTool(root, tool, env = process.env) {
  const { what, folderName: name } = tool;
  const missing = `the tests do without ${what}`;
  const step = { root, name, what: `${what} built from go modules`, missing, env };
  await orGoOnWithout(step, (folder) => install(folder, tool, env));
}

/**
 * @param {string} folder
 * @param {GoTool} tool
 * @param {NodeJS.ProcessEnv} env
 */
async function install(folder, { module, target, executable, script }, env) {
  const go = findOnPath("go", env);
  if (!go) throw new Error("go is not on PATH; install it (https://go.dev/dl/)");
  const clean = { ...env, CGO_ENABLED: "0", GOFLAGS: "", GOWORK: "off" };
  const inModule = (/** @type {string[]} */ ...args) => run(go, args, { cwd: join(TOOLS, module), env: clean });
  // The flags of the Pulumi CLI: where Go built that too, the standard library is compiled already.
  await inModule("build", ...buildFlags(), "-o", join(folder, "bin", executable), target);
  const files = [`bin/${executable}`];
  if (script === undefined) return files;
  const name = script.path.slice(script.path.lastIndexOf("/") + 1);
  const sources = await inModule("list", "-mod=readonly", "-m", "-f", "{{.Dir}}", script.module);
  copyFileSync(join(sources, script.path), join(folder, "bin", name));
  chmodSync(join(folder, "bin", name), 0o755);
  return [...files, `bin/${name}`];
}
