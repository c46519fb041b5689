// node scripts/build.mjs [--check | --stale]
// Compiles resources/, stacks/ and cli/ to dist/, what services bundle to dist/module/ as well, and the plugin of languages/. With --check only says whether dist/ is older than the sources (exit code 1), with --stale builds only then.
import { chmodSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { run } from "./bootstrap/run.mjs";
import { swapIn } from "./cache/folderSwap.mjs";
import { buildPlugin } from "./languages/plugin.mjs";
import sources from "../resources/plugin/sourcesHash.cjs";
import { readArguments } from "../workbench/arguments.cjs";

/** Read by the provider's entry too, which refuses to run code older than its sources. */
const RECORD = ".sources";

/** @param {string} rootDir */
export function isDistStale(rootDir) {
  const record = join(rootDir, "dist", RECORD);
  return !existsSync(record) || readFileSync(record, "utf8") !== sources.sourcesHash(rootDir);
}

/**
 * Compiles beside dist/ and swaps, so that an error or an interruption leaves the dist/ that was there.
 * @param {string} rootDir
 */
export async function buildDist(rootDir) {
  const compiler = join(rootDir, "node_modules", "typescript", "bin", "tsc");
  if (!existsSync(compiler)) throw new Error("typescript is not installed; run `node scripts/bootstrap.mjs`");
  // Taken first: a source saved while tsc runs must leave dist/ stale.
  const hash = sources.sourcesHash(rootDir);
  // Inside node_modules it is on the same file system, and no other tool looks at it.
  const work = mkdtempSync(join(rootDir, "node_modules", ".build-dist-"));
  try {
    const outDir = join(work, "dist");
    const compiled = compile(compiler, rootDir, outDir);
    await Promise.all([compiled, buildPlugin(rootDir, outDir)]);
    await bundleModules(rootDir, outDir);
    makeExecutable(rootDir, outDir);
    writeFileSync(join(outDir, RECORD), hash);
    swapIn(outDir, join(rootDir, "dist"), work);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * @param {string} compiler
 * @param {string} rootDir
 * @param {string} outDir
 */
async function compile(compiler, rootDir, outDir) {
  /** @type {string[]} */
  const lines = [];
  const args = [compiler, "--project", "tsconfig.build.json", "--outDir", outDir, "--pretty", "false"];
  try {
    await run(process.execPath, args, { cwd: rootDir, onLine: (line) => lines.push(line) });
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    throw new Error(`building dist/: tsc found errors, dist/ is left as it was\n${lines.join("\n") || message}`, {
      cause: error,
    });
  }
}

/**
 * The commands of the package: npm makes them executable where it installs a package, and not in this folder.
 * @param {string} rootDir
 * @param {string} outDir
 */
function makeExecutable(rootDir, outDir) {
  /** @type {{ bin?: Record<string, string> }} */
  const { bin = {} } = JSON.parse(readFileSync(join(rootDir, "package.json"), "utf8"));
  for (const target of Object.values(bin)) chmodSync(join(outDir, target.replace("dist/", "")), 0o755);
}

/**
 * The entries that services bundle, as ES modules for bundlers (condition "module" in package.json): from CommonJS a bundler
 * makes `require` calls, which an ES module cannot make. Node itself always gets CommonJS, so there is one copy of a class.
 * @param {string} rootDir
 * @param {string} outDir
 */
async function bundleModules(rootDir, outDir) {
  const { build } = await import("esbuild");
  /** @type {{ exports: Record<string, string | Record<string, string>> }} */
  const { exports } = JSON.parse(readFileSync(join(rootDir, "package.json"), "utf8"));
  const entries = Object.values(exports).flatMap((target) => {
    if (typeof target === "string" || target["module"] === undefined) return [];
    return [
      [basename(target["module"], ".mjs"), String(target["default"]).replace("./dist/", "").replace(/js$/, "ts")],
    ];
  });
  await build({
    absWorkingDir: rootDir,
    entryPoints: Object.fromEntries(entries),
    outdir: join(outDir, "module"),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true, // what two entries share is one module: a class that both throw is one class
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  });
}

/** @param {string[]} flags */
async function main(flags) {
  const rootDir = fileURLToPath(new URL("..", import.meta.url));
  const options = /** @type {const} */ ({ check: { type: "boolean" }, stale: { type: "boolean" } });
  const { check, stale } = readArguments({ args: flags, options }, "--check, --stale").values;
  if (stale && !isDistStale(rootDir)) return;
  if (!check) return buildDist(rootDir);
  if (isDistStale(rootDir)) throw new Error("dist/ is older than the sources; run `npm run build`");
}

// The path may lead here by a link; the URL of a module never does
if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(`build: ${error.message}`);
    process.exitCode = 1;
  });
}
