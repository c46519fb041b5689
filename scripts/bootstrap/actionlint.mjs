import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { GO_FLAGS } from "../pulumi-cli/goModules.mjs";
import { findOnPath } from "../../toolchain/onPath.mjs";
import { actionlintFolderName } from "../../toolchain/places.mjs";
import { ACTIONLINT } from "../../toolchain/versions.mjs";
import { orGoOnWithout } from "./goOnWithout.mjs";
import { run } from "./run.mjs";

/** Its go.sum pins actionlint and all that it is built from. */
const MODULE = fileURLToPath(new URL("../../tools/actionlint", import.meta.url));

/**
 * Judges the workflow files of examples/; tests go on without it, except in CI.
 *
 * @param {string} root
 */
export async function actionlint(root, env = process.env) {
  const tool = { root, name: actionlintFolderName, what: `actionlint ${ACTIONLINT} built from go modules`, env };
  await orGoOnWithout({ ...tool, missing: "the tests do without actionlint" }, (folder) => install(folder, env));
}

/**
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 */
async function install(folder, env) {
  const go = findOnPath("go", env);
  if (!go) throw new Error("go is not on PATH; install it (https://go.dev/dl/)");
  const clean = { ...env, CGO_ENABLED: "0", GOFLAGS: "", GOWORK: "off" };
  const executable = join(folder, "bin", "actionlint");
  // The flags of the Pulumi CLI: where Go built that too, the standard library is compiled already.
  const args = ["build", "-mod=readonly", ...GO_FLAGS, "-o", executable, "github.com/rhysd/actionlint/cmd/actionlint"];
  await run(go, args, { cwd: MODULE, env: clean });
  await run(executable, ["-version"]);
  return ["bin/actionlint"];
}
