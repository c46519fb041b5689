// The CLI built from Go modules, for machines that reach a Go proxy and nothing else. The engine and the Node language host
// are modules of their own, because they come from versions of the SDK that cannot live in one go.mod. What else they share
// is at one version, and what only `pulumi cloud api` needs is left out (docs/decisions/0028).
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findOnPath, HOST } from "../../toolchain/onPath.mjs";
import { OLDEST_GO, PULUMI_CLI } from "../../toolchain/versions.mjs";
import { run } from "../bootstrap/run.mjs";
import { isAtLeast, parseVersion } from "./version.mjs";

const HOST_MODULE = {
  module: "nodejs-host",
  target: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
  executable: HOST,
};
const ENGINE_MODULE = {
  module: "engine",
  target: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
  executable: "pulumi",
};

/** -buildvcs=false: the checkout around tools/ says nothing about these modules, and git may be missing. */
const GO_FLAGS = ["-buildvcs=false", "-trimpath", "-tags", "osusergo,grpcnotrace"];

/** The first Go that can fetch a newer one by itself. */
const FIRST_GO_WITH_TOOLCHAINS = "1.21.0";

/**
 * Fills `<folder>/bin`.
 * @param {string} folder
 * @param {{ env: NodeJS.ProcessEnv, rootDir: string, say: (line: string) => void, status: (text: string) => void }} context
 * @returns {Promise<string | undefined>} why it could not, or undefined
 */
export async function buildFromGoModules(folder, { env, rootDir, say, status }) {
  const go = findOnPath("go", env);
  if (!go) return "there is no go on PATH to build it with";
  // Outside any module: inside one, an old Go would already try to fetch the version that go.mod names.
  const version = parseGoVersion(await run(go, ["version"], { env: { ...env, GOTOOLCHAIN: "local" }, cwd: tmpdir() }));
  const isOld = version !== undefined && !isAtLeast(version, OLDEST_GO);
  if (isOld && !isAtLeast(version, FIRST_GO_WITH_TOOLCHAINS))
    return `the go on PATH is ${version}, older than ${OLDEST_GO}`;
  if (isOld) say(`go ${version} is older than ${OLDEST_GO}, it fetches a newer one for this build`);
  const clean = { ...env, CGO_ENABLED: "0", GOFLAGS: "", GOWORK: "off", ...(isOld ? { GOTOOLCHAIN: "auto" } : {}) };
  mkdirSync(join(folder, "bin"), { recursive: true });
  const onLine = countingProgress(status);
  /** @returns {Promise<string | undefined>} why it could not, or undefined */
  const goIn = async (/** @type {string} */ module, /** @type {string[]} */ ...args) => {
    try {
      await run(go, args, { cwd: join(rootDir, "tools", "pulumi-cli", module), env: clean, onLine });
      return undefined;
    } catch (error) {
      return `building ${module} from go modules: ${/** @type {Error} */ (error).message}\n`;
    }
  };
  const build = (/** @type {typeof HOST_MODULE} */ { module, target, executable }) =>
    goIn(module, "build", "-v", ...buildFlags(), "-o", join(folder, "bin", executable), target);
  // The small one is compiled, and with it the standard library, while the modules of the other are fetched
  const fetched = goIn(
    ENGINE_MODULE.module,
    "list",
    "-mod=readonly",
    ...GO_FLAGS,
    "-deps",
    "-f",
    "{{/* no line a package */}}",
    ENGINE_MODULE.target,
  );
  return (await build(HOST_MODULE)) ?? (await fetched) ?? (await build(ENGINE_MODULE));
}

/** Of the CLI and of what it runs: each tells the version of the CLI. */
export function buildFlags() {
  const version = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${PULUMI_CLI}`;
  return ["-mod=readonly", ...GO_FLAGS, "-ldflags", `-s -w ${version}`];
}

/** @param {string} text */
function parseGoVersion(text) {
  const [, version] = /^go version go(\d+\.\d+(?:\.\d+)?)/m.exec(text) ?? [];
  return version && parseVersion(version.split(".").length === 2 ? `${version}.0` : version);
}

/**
 * `go build -v` prints one line per module it fetches and per package it compiles: 900 of them, worth two numbers.
 * @param {(text: string) => void} status
 */
function countingProgress(status) {
  let fetched = 0;
  let compiled = 0;
  return (/** @type {string} */ line) => {
    if (line.startsWith("go: downloading")) fetched++;
    else if (/^[\w.\-~/]+$/.test(line)) compiled++;
    const modules = fetched > 0 ? `fetched ${fetched} modules, ` : "";
    status(`${modules}compiled ${compiled} packages`);
  };
}
