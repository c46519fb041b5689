import { tmpdir } from "node:os";
import { join } from "node:path";
import { GO_FLAGS } from "../pulumi-cli/goModules.mjs";
import { findOnPath } from "../../toolchain/onPath.mjs";
import { actionlintFolderName } from "../../toolchain/places.mjs";
import { ACTIONLINT } from "../../toolchain/versions.mjs";
import { orGoOnWithout } from "./goOnWithout.mjs";
import { run } from "./run.mjs";

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
  const clean = { ...env, CGO_ENABLED: "0", GOFLAGS: "", GOWORK: "off", GOBIN: join(folder, "bin") };
  // The flags of the Pulumi CLI: where Go built that too, the standard library is compiled already.
  const args = ["install", ...GO_FLAGS, `github.com/rhysd/actionlint/cmd/actionlint@v${ACTIONLINT}`];
  await run(go, args, { cwd: tmpdir(), env: clean });
  await run(join(folder, "bin", "actionlint"), ["-version"]);
  return ["bin/actionlint"];
}
