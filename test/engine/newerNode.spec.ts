import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { version as SDK_HERE } from "@pulumi/pulumi/version";
import { PulumiProject } from "../../workbench/pulumiProject";
import { REPOSITORY } from "../../workbench/repository";
import { bothKeys, corePath, ROTATED } from "../support/corePath";
import { newerNode, type NewerNode } from "../support/newerNode";
import { CREDENTIALS_PROGRAM, KEY_PROGRAM } from "../support/programs";
import { DEPLOYER, REGION, Scenario } from "../support/scenario";
import { stagedRotation, type Stack } from "../support/stagedRotation";

const FAST = { PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
const UP = ["up", "--yes", "--skip-preview"];

/** Appended to a program: what it runs on. */
const RUNS_ON = `
import { version } from "@pulumi/pulumi/version";
export const runsOn = [
  process.versions.node,
  version,
  require.resolve("@pulumi/pulumi", { paths: [require.resolve("pulumi-partner-keys")] }),
  require("typescript").version,
];
`;

/** index.ts of this repository, with the package installed instead of beside it. */
const OWN_PROGRAM = readFileSync(join(REPOSITORY, "index.ts"), "utf8").replace(
  "./stacks",
  "pulumi-partner-keys/stacks",
);
/** The same arguments through the stack's config, where index.ts reads them. */
const CONFIGURED: Stack = {
  async run(scenario, args) {
    const config = {
      partner: "acme",
      environment: "production",
      deletionProtection: "false",
      recoveryWindowInDays: "7",
      ...args,
    };
    for (const [key, value] of Object.entries(config)) if (value) await scenario.run(["config", "set", key, value]);
    await scenario.run(["config", "set", "--path", "apiKey.generate.bytes", "32"]);
    return scenario.up();
  },
};

const newest = newerNode(24);
if (newest !== undefined) {
  describe("engine on Node 24 with the newest SDK", () => {
    const program = KEY_PROGRAM + RUNS_ON;
    corePath(
      () => Scenario.start({ program, env: FAST, ...newest }),
      (scenario) => assertRunsOn(scenario, /^24\./, newest),
    );
  });

  describe("engine on Node 24 with the newest SDK: the program of this repository, a staged rotation", () => {
    stagedRotation(() => Scenario.start({ program: OWN_PROGRAM + RUNS_ON, env: FAST, ...newest }), {
      ...CONFIGURED,
      proveWhere: (scenario) => assertRunsOn(scenario, /^24\./, newest),
    });
  });

  describe("engine: one stack on two machines, the oldest Node and SDK and the newest", () => stateMoves(newest));
}

const between = newerNode(22);
if (between !== undefined) {
  describe("engine on Node 22 with the newest SDK and TypeScript 6: a staged rotation", () => {
    stagedRotation(() => Scenario.start({ program: CREDENTIALS_PROGRAM + RUNS_ON, ...between }), {
      proveWhere: (scenario) => assertRunsOn(scenario, /^22\./, between, /^6\./),
    });

    it("compiles a program against the public types, and refuses a wrong one", () => {
      const project = new PulumiProject({ program: CREDENTIALS_PROGRAM, env: {}, ...between });
      try {
        assert.equal(typeErrors(project, between), "");
        const wrong = project.read("index.ts").replace("credentials.publicKeyPem", "credentials.privateKeyPem");
        writeFileSync(join(project.project, "index.ts"), wrong);
        assert.match(typeErrors(project, between), /index\.ts.*error TS2339: Property 'privateKeyPem' does not exist/);
      } finally {
        project.remove();
      }
    });
  });
}

const next = newerNode(26);
if (next !== undefined) {
  describe("engine on Node 26 with the newest SDK and TypeScript 6", () => {
    corePath(
      () => Scenario.start({ program: KEY_PROGRAM + RUNS_ON, env: FAST, ...next }),
      (scenario) => assertRunsOn(scenario, /^26\./, next, /^6\./),
    );
  });
}

/** Which Node, SDKs and TypeScript a program and the package really run on. */
async function assertRunsOn(
  scenario: Scenario,
  onNode: RegExp,
  where: NewerNode,
  onTypeScript = /^5\.9\./,
): Promise<void> {
  const [node, sdk, sdkOfPackage, typescript] = (await scenario.project.outputs())["runsOn"] as unknown as string[];
  assert.match(String(node), onNode);
  assert.notEqual(sdk, SDK_HERE);
  assert.ok(sdkOfPackage?.startsWith(where.nodeModules), `the package runs on ${String(sdkOfPackage)}`);
  assert.match(String(typescript), onTypeScript);
}

/** What that TypeScript says of a program, without the noCheck that `pulumi up` compiles with; "" when all is well. */
function typeErrors(project: PulumiProject, { binFolder, nodeModules }: NewerNode): string {
  const tsc = join(nodeModules, "node_modules", "typescript", "bin", "tsc");
  const options = [
    "--noEmit",
    "--strict",
    "--target",
    "es2022",
    "--module",
    "node16",
    "--types",
    "node",
    "--ignoreConfig",
  ];
  const checked = spawnSync(join(binFolder, "node"), [tsc, ...options, "index.ts"], {
    cwd: project.project,
    encoding: "utf8",
  });
  return checked.stdout + checked.stderr;
}

/** State goes from the one machine to the other and back; nobody but the two is told. */
function stateMoves(newest: NewerNode): void {
  let old: Scenario;
  let onNewest: PulumiProject;

  before(async () => {
    old = await Scenario.start({ program: KEY_PROGRAM, env: FAST });
    onNewest = new PulumiProject({
      program: KEY_PROGRAM,
      backendUrl: old.project.backendUrl,
      ...newest,
      env: {
        ...FAST,
        AWS_ENDPOINT_URL_SECRETS_MANAGER: old.server.url,
        AWS_ACCESS_KEY_ID: DEPLOYER,
        AWS_SECRET_ACCESS_KEY: "local",
        AWS_REGION: REGION,
      },
    });
    await old.run(["stack", "init", "dev"]);
    await onNewest.run(["stack", "select", "dev"]);
  });
  after(async () => {
    old.sentinel.watchFolder(onNewest.folder);
    onNewest.remove();
    await old.close();
  });

  const upOnNewest = async (env: Readonly<Record<string, string>>) => {
    old.server.hooks.forget();
    const { output } = await onNewest.run(UP, env);
    old.sentinel.watchText("output on node 24", output);
    return output;
  };

  it("made on the oldest, shows no diff on the newest", async () => {
    await old.up(bothKeys());
    assert.match(await upOnNewest(bothKeys()), /3 unchanged/);
    assert.deepEqual(old.operations(), []);
  });

  it("rotated on the newest, shows no diff on the oldest", async () => {
    assert.match(await upOnNewest(bothKeys(ROTATED)), /2 replaced/);
    assert.match((await old.up(bothKeys(ROTATED))).output, /3 unchanged/);
    assert.deepEqual(old.operations(), []);
  });

  it("made on the newest, shows no diff on the oldest", async () => {
    await old.run(["destroy", "--yes", "--skip-preview"]);
    await upOnNewest(bothKeys());
    assert.match((await old.up(bothKeys())).output, /3 unchanged/);
    assert.deepEqual(old.operations(), []);
    await old.run(["destroy", "--yes", "--skip-preview"]);
  });
}
