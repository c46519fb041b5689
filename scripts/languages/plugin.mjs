// The plugin for programs in other languages, and the schema by which these know the component.
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** What the engine looks for: https://www.pulumi.com/docs/iac/guides/building-extending/packages/ */
export const PLUGIN = "pulumi-resource-partnerkeys";

/**
 * One file and the schema beside it, so that the folder can be installed as a plugin by itself.
 * @param {string} rootDir
 * @param {string} outDir
 */
export async function buildPlugin(rootDir, outDir) {
  const folder = join(outDir, "languages");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "schema.json"), JSON.stringify(schemaOf(rootDir), null, 2));
  const { build } = await import("esbuild");
  const executable = join(folder, PLUGIN);
  await build({
    absWorkingDir: rootDir,
    entryPoints: ["languages/main.ts"],
    outfile: executable,
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  });
}

/**
 * @param {string} rootDir
 * @returns {object}
 */
function schemaOf(rootDir) {
  const require = createRequire(import.meta.url);
  require("ts-node/register/transpile-only");
  return require("./componentSchema").componentSchema(rootDir);
}
