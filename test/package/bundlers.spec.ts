import * as assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build as esbuild, version as esbuildVersion, type BuildOptions } from "esbuild";
import { tellBundle } from "../support/bundles";
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

/** As docs/resources/signer.md names it, and what it is built with. */
interface ByEsbuild {
  readonly bundler: string;
  readonly sdk: string;
  readonly settings: string;
  readonly options: BuildOptions;
}
/** CDK, SAM and SST build with esbuild: these are the settings that they document. */
const BY_ESBUILD: readonly ByEsbuild[] = [
  { bundler: "esbuild", sdk: "in the bundle", settings: "none", options: { format: "cjs" } },
  ...(["cjs", "esm"] as const).map((format) => ({
    bundler: "esbuild; CDK `NodejsFunction`; SAM; SST",
    sdk: "that of the Lambda runtime",
    settings: '`external: ["@aws-sdk/*"]`',
    options: { format, external: OF_THE_RUNTIME },
  })),
  {
    bundler: "esbuild; CDK and SAM with their `mainFields`",
    sdk: "in the bundle, as ES modules",
    settings: '`mainFields: ["module", "main"]`',
    options: { format: "esm", mainFields: MODULES_FIRST },
  },
  {
    bundler: "esbuild; SST",
    sdk: "in the bundle, as CommonJS",
    settings: "a banner that makes `require` (`createRequire`)",
    options: { format: "esm", banner: BANNER },
  },
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

  for (const { bundler, sdk, settings: shown, options } of BY_ESBUILD) {
    const { format = "" } = options;
    it(`by ${bundler} (${format}, the SDK ${sdk}) takes a rotation`, async () => {
      const outfile = join(folder, `esbuild.${options.format === "esm" ? "mjs" : "cjs"}`);
      const settings: BuildOptions = { entryPoints: ["service.js"], outfile, platform: "node", target: "node20" };
      await esbuild({ ...settings, absWorkingDir: folder, bundle: true, minify: true, logLevel: "error", ...options });
      await assertTakesRotation(outfile, folder);
      tellBundle({ bundler, version: esbuildVersion, format, sdk, settings: shown, file: outfile });
    });
  }

  it("by Rollup (es and cjs) takes a rotation", async () => {
    runIn(folder, "npx", "--no-install", "rollup", "--config", "--silent");
    for (const [format, name] of [
      ["es", "rollup.mjs"],
      ["cjs", "rollup.cjs"],
    ] as const) {
      const file = join(folder, name);
      await assertTakesRotation(file, folder);
      const settings = "plugins node-resolve, commonjs, json";
      tellBundle({ bundler: "Rollup", version: TOOLS.rollup, format, sdk: "in the bundle", settings, file });
    }
  });

  it("by Vite (ssr) takes a rotation", async () => {
    runIn(folder, "npx", "--no-install", "vite", "build", "--logLevel", "error");
    const file = join(folder, "vite", "service.mjs");
    assert.doesNotMatch(readFileSync(file, "utf8"), /from ?["']pulumi-partner-keys/);
    await assertTakesRotation(file, folder);
    const sdk = "in the bundle (`ssr.noExternal: true`)";
    tellBundle({ bundler: "Vite (`build.ssr`)", version: TOOLS.vite, format: "es", sdk, settings: "none", file });
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
