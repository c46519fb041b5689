import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { row } from "../../support/row";
import type { Scenario } from "../../support/scenario";
import { BESIDES, gitUrl, installed, installedByNpm, NPM_INSTALL, runIn, writeFiles } from "../../support/installed";
import { assertRefused, assertWorks, COMMON_JS, emptyProject, pulumiYaml, shape, tell, withModules } from "./shape";
import type { Files } from "./shape";

const SDK = { "@pulumi/pulumi": BESIDES["@pulumi/pulumi"] };
const YAML = pulumiYaml("index.js");
const PNPM = ["npx", "--yes", "pnpm@10.34.8", "install", "--prefer-offline"] as const;
const YARN = ["npx", "--yes", "--package", "@yarnpkg/cli-dist@4.18.1", "yarn", "install"] as const;

/** A project of its own. */
const single = (more: Files) => (thePackage: string) => ({
  "package.json": { name: "infra", private: true, dependencies: { "pulumi-partner-keys": thePackage, ...SDK } },
  "Pulumi.yaml": YAML,
  "index.js": COMMON_JS,
  ...more,
});

const MANAGERS: readonly (readonly [string, readonly [string, ...string[]], Files])[] = [
  ["pnpm, isolated", PNPM, {}],
  ["pnpm, node-linker=hoisted", PNPM, { ".npmrc": "node-linker=hoisted\n" }],
  ["yarn 1", ["npx", "--yes", "yarn@1.22.22", "install", "--silent"], {}],
  ["bun as package manager", ["npx", "--yes", "bun@1.4.5", "install", "--silent"], {}],
];
for (const [name, install, more] of MANAGERS) {
  shape({ name, project: () => installed(name, single(more), install) });
}

shape({
  name: "npm, from a git repository",
  needs: "with install scripts on: npm builds the package",
  project: () => installed("npm-git", () => single({})(gitUrl()), NPM_INSTALL),
});

shape({
  name: "yarn 4, Plug'n'Play",
  needs: "with NODE_OPTIONS='--require <root>/.pnp.cjs' where pulumi is called; without it Pulumi finds no SDK",
  project: () =>
    installed(
      "yarn-pnp",
      single({ ".yarnrc.yml": "nodeLinker: pnp\nenableTelemetry: false\n", "yarn.lock": "" }),
      YARN,
    ),
  env: (project) => ({ NODE_OPTIONS: `--require ${join(project, ".pnp.cjs")}` }),
});

/** A program that uses the package through a library of the team's own. */
const workspace = (link: string) => (thePackage: string) => ({
  "package.json": { name: "mono", private: true, workspaces: ["apps/*", "libs/*"] },
  "pnpm-workspace.yaml": 'packages: ["apps/*", "libs/*"]\n',
  "libs/lib/package.json": {
    ...{ name: "@acme/lib", version: "1.0.0", main: "index.js" },
    dependencies: { "pulumi-partner-keys": thePackage, ...SDK },
  },
  "libs/lib/index.js": COMMON_JS,
  "apps/infra/package.json": { name: "infra", private: true, dependencies: { "@acme/lib": link, ...SDK } },
  "apps/infra/Pulumi.yaml": YAML,
  "apps/infra/index.js": 'module.exports = require("@acme/lib");\n',
});

shape({
  name: "npm workspaces, the package behind a library, hoisted",
  project: () => join(installed("npm-workspaces", workspace("1.0.0"), NPM_INSTALL), "apps", "infra"),
});

describe("shape: pnpm workspace, the package behind a library", () => {
  const name = "pnpm workspace, the package behind a library";
  let scenario: Scenario;
  let root: string;
  before(async () => {
    scenario = await emptyProject();
    root = installed("pnpm-workspace", workspace("workspace:*"), PNPM);
  });
  after(() => scenario.close());

  row("is refused with the folder and the remedy, before any call", [], async () => {
    const folder = join(root, "apps", "infra");
    await assertRefused(
      scenario,
      folder,
      /loading pulumi-partner-keys from .*add it to the dependencies of the package/,
    );
    tell({
      shape: name,
      versions: "–",
      tried: "up",
      result: "refused: the program's own package.json has to list it too",
    });
  });

  row("works once the program depends on the package itself", [], async () => {
    const library = JSON.parse(runIn(root, "cat", "libs/lib/package.json")) as { dependencies: object };
    writeFiles(root, {
      "apps/infra/package.json": {
        private: true,
        dependencies: { "@acme/lib": "workspace:*", ...library.dependencies },
      },
    });
    runIn(root, ...PNPM);
    await assertWorks(
      scenario,
      { name, needs: "with the package in the program's own package.json" },
      join(root, "apps", "infra"),
    );
  });
});

shape({
  name: "two copies of the package, one of them a library's",
  project: (empty) => {
    const files = {
      "Pulumi.yaml": YAML,
      "lib/index.js": `${COMMON_JS}Object.defineProperty(exports, "signer", { value: signer });\n`,
      "index.js": `const lib = require("./lib");
const { RsaKeyPair } = require("pulumi-partner-keys");
module.exports = { ...lib, isInstance: [RsaKeyPair.isInstance(lib.signer), lib.signer instanceof RsaKeyPair].join() };
`,
    };
    const folder = withModules(() => installedByNpm(), files)(empty);
    const copy = join(folder, "lib", "node_modules", "pulumi-partner-keys");
    mkdirSync(copy, { recursive: true });
    cpSync(join(installedByNpm(), "node_modules", "pulumi-partner-keys"), copy, { recursive: true });
    return folder;
  },
});
