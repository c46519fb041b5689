import * as assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { row } from "../../support/row";
import type { Scenario } from "../../support/scenario";
import { installedByNpm } from "../../support/installed";
import { COMMON_JS, emptyProject, pulumiYaml, tell, withModules } from "./shape";

const SDK = `const { LocalWorkspace } = require("@pulumi/pulumi/automation");\n`;

/** Up, or destroy; then what was done and what it ran on. */
const DEPLOY = `
async function deploy(opening) {
  const stack = await opening;
  const { summary } = await stack[process.env.DO]();
  const runsOn = "Node " + process.versions.node + ", SDK " + require("@pulumi/pulumi/version").version;
  console.log(JSON.stringify([summary.resourceChanges, runsOn]));
}
const failed = (error) => { console.error(error.message); process.exitCode = 1; };
`;

/** An inline program; its project settings come from the environment of the run. */
const INLINE = `${SDK}
const { RsaKeyPair } = require("pulumi-partner-keys");
${DEPLOY}
const program = async () => void new RsaKeyPair("signer", { secretName: "acme/inline.pem", recoveryWindowInDays: 7 });
const { SETTINGS } = process.env;
const options = SETTINGS ? { projectSettings: JSON.parse(SETTINGS) } : {};
deploy(LocalWorkspace.createOrSelectStack({ stackName: "dev", projectName: "inline", program }, options)).catch(failed);
`;

const LOCAL = `${SDK}${DEPLOY}
deploy(LocalWorkspace.createOrSelectStack({ stackName: "dev", workDir: require("node:path").join(__dirname, "infra") })).catch(failed);
`;

describe("shape: Automation API", () => {
  let scenario: Scenario;
  let folder: string;
  before(async () => {
    scenario = await emptyProject();
    folder = withModules(() => installedByNpm(), {
      "inline.js": INLINE,
      "local.js": LOCAL,
      "infra/Pulumi.yaml": pulumiYaml("index.js"),
      "infra/index.js": COMMON_JS,
    })(scenario.project.project);
  });
  after(() => scenario.close());

  const attempt = async (what: "up" | "destroy", script: string, cwd = folder, settings?: object) => {
    scenario.server.hooks.forget();
    const env = settings && { SETTINGS: JSON.stringify({ name: "inline", runtime: "nodejs", ...settings }) };
    const run = await scenario.project.bash(`cd ${cwd} && node ${join(folder, script)}`, { DO: what, ...env });
    scenario.sentinel.watchText(`output of ${script}`, run.output);
    return run;
  };
  const changes = async (...run: Parameters<typeof attempt>) => {
    const { code, stdout, output } = await attempt(...run);
    assert.equal(code, 0, output);
    return JSON.parse(stdout) as [object, string];
  };
  const assertDeploys = async (shape: string, needs: string | undefined, script: string, settings?: object) => {
    const [made, versions] = await changes("up", script, folder, settings);
    assert.deepEqual(made, { create: 2 });
    await scenario.run(["stack", "ls", "--all"]); // with it the sentinel learns what was stored
    assert.deepEqual((await changes("destroy", script, folder, settings))[0], { delete: 2 });
    assert.deepEqual(await scenario.secretNames(), []);
    const result = needs === undefined ? "works" : `works: ${needs}`;
    tell({ shape: `Automation API, ${shape}`, versions, tried: "up, destroy", result });
  };

  it("runs an inline program from the project's folder", () => assertDeploys("inline", undefined, "inline.js"));

  it("runs a local program", () => assertDeploys("local program", undefined, "local.js"));

  it("runs an inline program with settings of its own, where main names the folder", () =>
    assertDeploys(
      "inline, own projectSettings",
      "with main: the folder that has node_modules. Without it Pulumi's own plugin fails first (Cannot find module '@pulumi/pulumi/cmd/dynamic-provider')",
      "inline.js",
      { main: folder },
    ));

  it("runs a bundle of everything, next to node_modules", async () => {
    await build({
      ...{ absWorkingDir: folder, entryPoints: ["inline.js"], outfile: "dist/bundle.cjs", logLevel: "error" },
      ...{ bundle: true, platform: "node", target: "node20", format: "cjs", external: ["node-gyp"] },
    });
    await assertDeploys("bundled by esbuild", "with the package in node_modules too", "dist/bundle.cjs");
  });

  row(
    "tells the folder to an inline program that is started elsewhere, before any call",
    ["shape: inline elsewhere"],
    async () => {
      const elsewhere = join(scenario.project.folder, "elsewhere");
      mkdirSync(elsewhere);
      const { code, output } = await attempt("up", "inline.js", elsewhere);
      assert.equal(code, 1);
      assert.match(
        output,
        new RegExp(`loading pulumi-partner-keys from ${elsewhere}: .*or run the inline program in a folder`),
      );
      assert.deepEqual(scenario.operations(), []);
      tell({
        ...{ shape: "Automation API, inline, started in another folder", versions: "–", tried: "up" },
        result:
          "refused: start it in the folder that has node_modules, or set main in projectSettings and change to that folder",
      });
    },
  );
});
