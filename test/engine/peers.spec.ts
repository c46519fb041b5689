import * as assert from "node:assert/strict";
import { createPublicKey } from "node:crypto";
import { forwardTo } from "../../emulator";
import { PulumiProject } from "../../workbench/pulumiProject";
import { motoPython, startMoto, type RunningMoto } from "../support/moto";
import { node24, type Node24 } from "../support/node24";
import { version as SDK_HERE } from "@pulumi/pulumi/version";
import { assertConverged, liveVersion } from "../support/converged";
import { credentials, CREDENTIALS_PROGRAM, KEY_PROGRAM } from "../support/programs";
import { CONSUMER, DEPLOYER, REGION, Scenario } from "../support/scenario";

const NAME = "acme/private.pem";
const API_KEY = "acme/apikey";
const FAST = { PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
const UP = ["up", "--yes", "--skip-preview"];

const with_ = (args: object = {}) => ({
  KEY_PAIR: JSON.stringify({ secretName: NAME, recoveryWindowInDays: 7, ...args }),
  API_KEY: JSON.stringify({ secretName: API_KEY, recoveryWindowInDays: 7, generate: {}, ...args }),
});
const ROTATED = { keepers: { rotation: "2" } };
const TAGGED = { ...ROTATED, tags: { team: "payments" } };

const publicPem = (privatePem: string) =>
  createPublicKey(privatePem).export({ type: "spki", format: "pem" }).toString();

const python = motoPython();
if (python !== undefined) {
  describe("engine on moto, an independent Secrets Manager (its reads are asked by label or version: plain ones lie)", () => {
    let moto: RunningMoto;
    before(async () => {
      moto = await startMoto(python);
    });
    after(() => moto.stop());
    corePath(() => Scenario.start({ program: KEY_PROGRAM, env: FAST, backend: forwardTo(moto.url) }));
  });
}

if (python !== undefined) {
  describe("engine on moto: a staged rotation (moto would put a label on two versions, so only ours counts here)", () => {
    let moto: RunningMoto;
    let scenario: Scenario;
    before(async () => {
      moto = await startMoto(python);
      scenario = await Scenario.start({ program: CREDENTIALS_PROGRAM, backend: forwardTo(moto.url) });
      await scenario.run(["stack", "init", "production"]);
    });
    after(async () => {
      await scenario.close();
      await moto.stop();
    });

    it("keeps the live key until the pending one is acknowledged, then promotes it, then rolls back", async () => {
      await scenario.up(credentials());
      const first = await liveVersion(scenario);
      const { publicKeyFingerprint } = await scenario.project.outputs();
      await scenario.up(credentials({ rotation: "2" }));
      assert.equal(await liveVersion(scenario), first);
      await assertConverged(scenario);
      const acknowledgedFingerprint = (await scenario.project.outputs())["pendingFingerprint"];
      await scenario.up(credentials({ rotation: "2", acknowledgedFingerprint }));
      assert.notEqual(await liveVersion(scenario), first);
      await assertConverged(scenario);
      await scenario.up(credentials({ rotation: "2", acknowledgedFingerprint: publicKeyFingerprint }));
      assert.equal(await liveVersion(scenario), first);
      await assertConverged(scenario);
    });
  });
}

const newest = node24();
if (newest !== undefined) {
  describe("engine on Node 24 with the newest SDK", () => {
    const program = `${KEY_PROGRAM}
import { version } from "@pulumi/pulumi/version";
export const runsOn = [process.versions.node, version, require.resolve("@pulumi/pulumi", { paths: [require.resolve("pulumi-partner-keys")] })];
`;
    corePath(
      () => Scenario.start({ program, env: FAST, ...newest }),
      async (scenario) => {
        const [node, sdk, sdkOfPackage] = (await scenario.project.outputs())["runsOn"] as unknown as string[];
        assert.match(String(node), /^24\./);
        assert.notEqual(sdk, SDK_HERE);
        assert.ok(sdkOfPackage?.startsWith(newest.nodeModules), `the package runs on ${String(sdkOfPackage)}`);
      },
    );
  });

  describe("engine: one stack on two machines, the oldest Node and SDK and the newest", () => stateMoves(newest));
}

/** What the package is for, in the order a stack lives it. */
function corePath(start: () => Promise<Scenario>, proveWhere?: (scenario: Scenario) => Promise<void>): void {
  let scenario: Scenario;

  before(async () => {
    scenario = await start();
    await scenario.run(["stack", "init", "dev"]);
  });
  afterEach("the deployer, who may not read, never tried to", () => {
    assert.ok(scenario.server.hooks.count(undefined, CONSUMER) > 0, "the calls are not counted");
    assert.deepEqual(
      scenario.operations().filter((operation) => operation.includes("GetSecretValue")),
      [],
    );
  });
  after(() => scenario.close());

  const live = () => scenario.readSecret(NAME);

  it("makes both keys, one call each, and exports the public half", async () => {
    await scenario.up(with_());
    assert.deepEqual(scenario.operations(), ["CreateSecret", "CreateSecret"]);
    const outputs = await scenario.project.outputs();
    const secret = await live();
    assert.equal(publicPem(secret.value), outputs["publicKeyPem"]);
    assert.equal(secret.versionId, outputs["versionId"]);
    assert.ok((await scenario.readSecret(API_KEY)).value.length >= 16);
    await proveWhere?.(scenario);
  });

  it("shows no diff and makes no AWS call when nothing changed", async () => {
    assert.match((await scenario.up(with_())).output, /3 unchanged/);
    assert.deepEqual(scenario.operations(), []);
  });

  it("refreshes without a diff", async () => {
    const { output } = await scenario.run(["refresh", "--yes", "--skip-preview", "--expect-no-changes"], with_());
    assert.match(output, /3 unchanged/);
  });

  it("rotates on changed keepers and leaves the old values readable as AWSPREVIOUS", async () => {
    const before = [await live(), await scenario.readSecret(API_KEY)] as const;
    assert.match((await scenario.up(with_(ROTATED))).output, /2 replaced/);
    const now = [await live(), await scenario.readSecret(API_KEY)] as const;
    const previous = [
      await scenario.readSecret(NAME, "AWSPREVIOUS"),
      await scenario.readSecret(API_KEY, "AWSPREVIOUS"),
    ] as const;
    for (const i of [0, 1] as const) {
      assert.notEqual(now[i].value, before[i].value);
      assert.equal(previous[i].value, before[i].value);
      assert.equal(previous[i].versionId, before[i].versionId);
    }
    const outputs = await scenario.project.outputs();
    assert.equal(publicPem(now[0].value), outputs["publicKeyPem"]);
    assert.equal((await scenario.versions(NAME)).length, 2);
  });

  it("updates tags in place", async () => {
    const before = await live();
    assert.match((await scenario.up(with_(TAGGED))).output, /2 updated/);
    assert.equal((await live()).versionId, before.versionId);
    const tags: unknown = Object.fromEntries(
      ((await scenario.describe(NAME)).Tags ?? []).map(({ Key, Value }) => [Key, Value]),
    );
    assert.deepEqual(tags, { "partner-keys:owner": "scratch/dev/signer", team: "payments" });
  });

  it("destroys: both secrets are scheduled for deletion", async () => {
    await scenario.run(["destroy", "--yes", "--skip-preview"], with_(TAGGED));
    assert.deepEqual(await scenario.project.resources(), []);
    for (const name of [NAME, API_KEY]) assert.ok((await scenario.describe(name)).DeletedDate, `${name} stays`);
    assert.deepEqual(await scenario.secretNames(), []);
  });
}

/** State goes from the one machine to the other and back; nobody but the two is told. */
function stateMoves(newest: Node24): void {
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
    await old.up(with_());
    assert.match(await upOnNewest(with_()), /3 unchanged/);
    assert.deepEqual(old.operations(), []);
  });

  it("rotated on the newest, shows no diff on the oldest", async () => {
    assert.match(await upOnNewest(with_(ROTATED)), /2 replaced/);
    assert.match((await old.up(with_(ROTATED))).output, /3 unchanged/);
    assert.deepEqual(old.operations(), []);
  });

  it("made on the newest, shows no diff on the oldest", async () => {
    await old.run(["destroy", "--yes", "--skip-preview"]);
    await upOnNewest(with_());
    assert.match((await old.up(with_())).output, /3 unchanged/);
    assert.deepEqual(old.operations(), []);
    await old.run(["destroy", "--yes", "--skip-preview"]);
  });
}
