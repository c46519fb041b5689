import * as assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build as esbuild, type BuildOptions } from "esbuild";
import { installed, NPM_INSTALL, runIn } from "../support/installed";
import { assertTakesRotation, MODULE_SERVICE } from "../support/signer/packedService";

/** Bundlers whose own command is run; esbuild is a tool of this repository. */
const TOOLS = {
  rollup: "4.68.8",
  "@rollup/plugin-commonjs": "29.0.3",
  "@rollup/plugin-json": "6.1.0",
  "@rollup/plugin-node-resolve": "16.0.3",
  vite: "8.4.0",
};

/** What AWS Lambda has already. */
const OF_THE_RUNTIME = ["@aws-sdk/*"];
/** As SAM (`MainFields`) and CDK (`mainFields`) write it: the SDK as ES modules too. */
const MODULES_FIRST = ["module", "main"];
/** A function `require` for what is bundled as CommonJS, as SST writes it. */
const BANNER = { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' };

const BY_ESBUILD: readonly (readonly [string, BuildOptions])[] = [
  ["cjs, the SDK bundled", { format: "cjs" }],
  ["cjs, the SDK of the runtime", { format: "cjs", external: OF_THE_RUNTIME }],
  ["esm, the SDK of the runtime", { format: "esm", external: OF_THE_RUNTIME }],
  ["esm, the SDK bundled as ES modules", { format: "esm", mainFields: MODULES_FIRST }],
  ["esm, the SDK bundled as CommonJS with a banner", { format: "esm", banner: BANNER }],
];

/** Every bundler × format of docs/resources/signer.md. */
describe("package: a bundle of a service that signs", function () {
  let folder: string;

  before(() => {
    folder = installed(
      "bundlers",
      (thePackage) => ({
        "package.json": {
          private: true,
          type: "module",
          dependencies: { "pulumi-partner-keys": thePackage, ...TOOLS },
        },
        "service.js": MODULE_SERVICE,
        "rollup.config.js": `
          import commonjs from "@rollup/plugin-commonjs";
          import json from "@rollup/plugin-json";
          import resolve from "@rollup/plugin-node-resolve";
          const plugins = [resolve({ preferBuiltins: true, exportConditions: ["node"] }), commonjs(), json()];
          export default ["es", "cjs"].map((format) => ({
            input: "service.js",
            plugins,
            output: { file: \`rollup.\${format === "es" ? "mjs" : "cjs"}\`, format, inlineDynamicImports: true },
          }));`,
        "vite.config.js": `
          export default {
            build: { ssr: "service.js", outDir: "vite", target: "node20", rollupOptions: { output: { entryFileNames: "service.mjs" } } },
            ssr: { noExternal: true, target: "node" },
          };`,
      }),
      NPM_INSTALL,
    );
  });

  for (const [how, options] of BY_ESBUILD) {
    it(`by esbuild (${how}) takes a rotation`, async () => {
      const outfile = join(folder, `esbuild.${options.format === "esm" ? "mjs" : "cjs"}`);
      const settings: BuildOptions = { entryPoints: ["service.js"], outfile, platform: "node", target: "node20" };
      await esbuild({ ...settings, absWorkingDir: folder, bundle: true, minify: true, logLevel: "error", ...options });
      await assertTakesRotation(outfile, folder);
    });
  }

  it("by Rollup (es and cjs) takes a rotation", async () => {
    runIn(folder, "npx", "--no-install", "rollup", "--config", "--silent");
    for (const file of ["rollup.mjs", "rollup.cjs"]) await assertTakesRotation(join(folder, file), folder);
  });

  it("by Vite (ssr) takes a rotation", async () => {
    runIn(folder, "npx", "--no-install", "vite", "build", "--logLevel", "error");
    const file = join(folder, "vite", "service.mjs");
    assert.doesNotMatch(readFileSync(file, "utf8"), /from ?["']pulumi-partner-keys/);
    await assertTakesRotation(file, folder);
  });

  it("is one copy of the error that two entries throw", async () => {
    mkdirSync(join(folder, "both"), { recursive: true });
    writeFileSync(
      join(folder, "both", "service.js"),
      `import { createSigner, PartnerKeysError } from "pulumi-partner-keys/signer";
       import { publicArtifact } from "pulumi-partner-keys/public-key";
       const thrownBy = (work) => { try { work(); } catch (error) { return error instanceof PartnerKeysError; } };
       console.log(thrownBy(() => createSigner({})), thrownBy(() => publicArtifact("x", "jwk")));`,
    );
    const outfile = join(folder, "both", "bundle.mjs");
    const settings: BuildOptions = { entryPoints: ["both/service.js"], outfile, platform: "node", format: "esm" };
    await esbuild({ ...settings, absWorkingDir: folder, bundle: true, external: OF_THE_RUNTIME, logLevel: "error" });
    assert.equal(runIn(folder, process.execPath, outfile).trim(), "true true");
  });
});
