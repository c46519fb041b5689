// The Pulumi CLI, cheapest source first: what the machine has, what we kept, what Pulumi publishes, what Go can build.
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { HOST, SCRIPT } from "../../toolchain/onPath.mjs";
import { pulumiFolderName } from "../../toolchain/places.mjs";
import { OLDEST_GO, OLDEST_PULUMI_CLI, PULUMI_CLI } from "../../toolchain/versions.mjs";
import { say as sayToUser, step } from "../bootstrap/progress.mjs";
import { run } from "../bootstrap/run.mjs";
import { cachedFolder } from "../cache/cachedFolder.mjs";
import { buildFromGoModules } from "./goModules.mjs";
import { installOfficial } from "./installer.mjs";
import { placeScript, pulumiOnPath } from "./onPath.mjs";
import { parseVersion } from "./version.mjs";

/**
 * @typedef {object} Context what the sources are given
 * @property {NodeJS.ProcessEnv} env
 * @property {string} rootDir repository root
 * @property {() => Promise<string>} script the SDK's own copy of the plugin script, once it is installed
 * @property {typeof fetch} fetch
 * @property {(line: string) => void} say
 * @property {typeof step} runStep
 * @property {string[]} reasons why the sources before could not
 *
 * @typedef {(folder: string, context: Context & { status: (text: string) => void }) => Promise<string | undefined>} Fill
 */

/**
 * Finds or makes the Pulumi CLI.
 * @param {object} context
 * @param {string} context.root cache root
 * @param {string} context.rootDir repository root
 * @param {Promise<unknown>} context.modules its node_modules are installed
 * @param {NodeJS.ProcessEnv} [context.env]
 * @param {typeof fetch} [context.fetch]
 * @param {(line: string) => void} [context.say]
 * @param {typeof step} [context.runStep]
 * @returns {Promise<string>} the folder to put first on PATH
 */
export async function pulumiCli({
  root,
  rootDir,
  modules,
  env = process.env,
  fetch = globalThis.fetch,
  say = sayToUser,
  runStep = step,
}) {
  const script = async () => {
    await modules;
    return join(rootDir, "node_modules", "@pulumi", "pulumi", SCRIPT);
  };
  const onPath = await pulumiOnPath({ root, env, script, say });
  if ("bin" in onPath) return onPath.bin;
  const context = { env, rootDir, fetch, say, runStep };
  const build = (/** @type {string} */ folder) => make(folder, { ...context, script, reasons: [onPath.reason] });
  return join(await cachedFolder({ root, name: pulumiFolderName, build, say }), "bin");
}

/**
 * @param {string} folder
 * @param {Context} context
 */
async function make(folder, context) {
  const sources = [
    { what: `pulumi cli ${PULUMI_CLI} from get.pulumi.com`, fill: installOfficial },
    { what: `pulumi cli ${PULUMI_CLI} built from go modules`, fill: buildFromGoModules },
  ];
  const reasons = [...context.reasons];
  for (const { what, fill } of sources) {
    const reason = await tryOne(what, folder, fill, context);
    if (reason === undefined) return finish(folder, context.script);
    context.say(reason);
    reasons.push(reason);
    // Half an installation must not end up beside what the next source makes.
    rmSync(join(folder, "bin"), { recursive: true, force: true });
  }
  throw new Error(
    `no pulumi cli: ${reasons.join("; ")}. install pulumi ${OLDEST_PULUMI_CLI} or newer (https://www.pulumi.com/docs/install/) ` +
      `or go ${OLDEST_GO} or newer (https://go.dev/dl/), then run this again`,
  );
}

/**
 * A source that cannot help is no step worth a line of its own: its reason says enough.
 * @param {string} what
 * @param {string} folder
 * @param {Fill} fill
 * @param {Context} context
 */
async function tryOne(what, folder, fill, context) {
  /** @type {string | undefined} */
  let reason;
  const attempt = async (/** @type {(text: string) => void} */ status) => {
    reason = await fill(folder, { ...context, status });
    if (reason !== undefined) throw new Error(reason);
  };
  await context.runStep(what, attempt).catch((/** @type {unknown} */ error) => {
    if (reason === undefined) throw error;
  });
  return reason;
}

/**
 * @param {string} folder
 * @param {() => Promise<string>} script
 */
async function finish(folder, script) {
  const bin = join(folder, "bin");
  placeScript(await script(), bin);
  const names = ["pulumi", HOST, SCRIPT];
  const absent = names.find((name) => !existsSync(join(bin, name)));
  if (absent)
    throw new Error(
      `making the pulumi cli: ${absent} is not in what came out; remove the cache folder and run this again`,
    );
  const version = parseVersion(await run(join(bin, "pulumi"), ["version"], { timeoutMs: 60_000 }));
  if (version !== PULUMI_CLI) throw new Error(`making the pulumi cli: got version ${version}, wanted ${PULUMI_CLI}`);
  return names.map((name) => `bin/${name}`);
}
