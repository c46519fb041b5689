import * as assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { publicFingerprint } from "../../resources";
import { age } from "../support/aged";
import { JwksPartner } from "../support/jwksPartner";
import { Scenario } from "../support/scenario";
import { StandInAws } from "../support/standInAws";
import {
  ACKNOWLEDGED_FILE,
  BORROWED,
  CERTIFIED_FILE,
  describeSecret,
  frozenVersions,
  readFrozen,
  recreate,
  STACK,
  UNDER_AWS_FILE,
  type FrozenState,
} from "./frozenState";

const KEYS_OF_CREDENTIALS = "acme/production/private.pem";

for (const version of frozenVersions()) describe(`upgrade from ${version}`, () => upgradeFrom(readFrozen(version)));

async function startOf({ env, program }: FrozenState): Promise<Scenario> {
  const scenario = await Scenario.start({
    program: program.join("\n"),
    env: { ...env, PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
    quick: true,
  });
  await scenario.run(["stack", "init", STACK]);
  return scenario;
}

async function importState(scenario: Scenario, state: string): Promise<void> {
  const file = join(scenario.project.folder, "state.json");
  writeFileSync(file, state);
  await scenario.run(["stack", "import", "--file", file]);
}

/** Preview, up and refresh find nothing to change, and `up` asks AWS nothing. */
async function assertUnchanged(scenario: Scenario, outputs: object, count: number): Promise<void> {
  await scenario.run(["preview", "--expect-no-changes"]);
  const { output } = await scenario.up();
  assert.match(output, new RegExp(`Resources:\\n +${count} unchanged\\n`));
  assert.deepEqual(scenario.operations(), []);
  assert.deepEqual(await scenario.project.outputs(), outputs);
  await scenario.run(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
}

function upgradeFrom(frozen: FrozenState): void {
  let scenario: Scenario;
  let resources: unknown;
  let outputs: Record<string, string>;
  const count = frozen.state.deployment.resources.length - 1; // the provider itself is not counted

  before(async () => {
    scenario = await startOf(frozen);
    const state = await recreate(scenario, frozen);
    for (const secret of frozen.secrets) {
      const made = await describeSecret(scenario, secret.name);
      assert.deepEqual(made.versions, secret.versions, `${secret.name} was not made again as it was`);
    }
    await importState(scenario, JSON.stringify(state));
    resources = await known();
    outputs = await scenario.project.outputs();
  });
  after(() => scenario.close());

  const known = async () =>
    (await scenario.project.resources())
      .map(({ urn, id, inputs, outputs }) => {
        return { urn, id, inputs: withoutWhatCameSince(urn, inputs), outputs: withoutNewOutputs(urn, outputs) };
      })
      .sort((a, b) => a.urn.localeCompare(b.urn)); // an up rewrites the state in the order things were registered
  const stageOf = async (name: string, stage: string) => (await scenario.readSecret(name, stage)).versionId;

  it("holds what it should: keys of every kind, and a pending one", () => {
    const text = JSON.stringify(frozen.state);
    for (const type of ["RsaKeyPair", "ApiKey", "Activation"]) assert.match(text, new RegExp(`partnerkeys:${type}`));
    assert.notEqual(outputs["pendingFingerprint"], "");
    assert.ok(count >= 9);
  });

  it("previews no change", async () => {
    await scenario.run(["preview", "--expect-no-changes"]);
    assert.deepEqual(scenario.operations(), []);
  });

  it("shows no diff and makes no AWS call", async () => {
    const { output } = await scenario.up();
    assert.match(output, new RegExp(`Resources:\\n +${count} unchanged\\n`));
    assert.deepEqual(scenario.operations(), []);
    assert.deepEqual(await known(), resources);
    assert.deepEqual(await scenario.project.outputs(), outputs);
  });

  it("refreshes without a change", async () => {
    await scenario.run(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
    assert.ok(scenario.operations().length > 0);
    assert.deepEqual(await known(), resources);
  });

  it("promotes the key that was pending then", async () => {
    const pending = await stageOf(KEYS_OF_CREDENTIALS, "AWSPENDING");
    await scenario.up({ ACKNOWLEDGED: String(outputs["pendingFingerprint"]) });
    assert.equal(await stageOf(KEYS_OF_CREDENTIALS, "AWSCURRENT"), pending);
    assert.equal((await scenario.project.outputs())["publicKeyFingerprint"], outputs["pendingFingerprint"]);
  });

  it("rotates, and the keys of then stay readable", async () => {
    const names = ["acme/owned.pem", BORROWED, "acme/generated"];
    const before = await Promise.all(names.map((name) => scenario.readSecret(name)));
    const env = { ROTATION: "next", ACKNOWLEDGED: String(outputs["pendingFingerprint"]) };
    assert.match((await scenario.up(env)).output, /4 replaced/);
    for (const [i, name] of names.entries()) {
      assert.notEqual((await scenario.readSecret(name)).value, before[i]?.value);
      assert.equal((await scenario.readSecret(name, "AWSPREVIOUS")).value, before[i]?.value);
    }
    assert.equal((await scenario.project.outputs())["publicKeyFingerprint"], outputs["pendingFingerprint"]);
  });

  it("destroys, and leaves only the secret that is not ours", async () => {
    await scenario.run(["destroy", "--yes", "--skip-preview"]);
    assert.deepEqual(await scenario.secretNames(), [BORROWED]);
    assert.deepEqual(await scenario.project.resources(), []);
  });
}

describe("upgrade from v0.1.0 of keys with certificates, and of one that was taken over", () => {
  const frozen = readFrozen("v0.1.0", CERTIFIED_FILE);
  let scenario: Scenario;
  let outputs: Record<string, string>;

  before(async () => {
    scenario = await startOf(frozen);
    await importState(scenario, JSON.stringify(await recreate(scenario, frozen)));
    outputs = await scenario.project.outputs();
  });
  after(() => scenario.close());

  it("shows no diff and makes no AWS call", async () => {
    await assertUnchanged(scenario, outputs, 6);
  });

  it("promotes the key that was pending then by the thumbprint of its certificate", async () => {
    const { certificatePem = "", pendingCertificatePem = "" } = outputs;
    assert.notEqual(pendingCertificatePem, certificatePem);
    await scenario.up({ ACKNOWLEDGED: publicFingerprint(pendingCertificatePem, "x509-sha1") });
    assert.equal((await scenario.project.outputs())["certificatePem"], pendingCertificatePem);
    // And back: the certificate of the previous key is known too
    await scenario.up({ ACKNOWLEDGED: publicFingerprint(certificatePem, "x509-sha1") });
    assert.equal((await scenario.project.outputs())["certificatePem"], certificatePem);
  });

  it("destroys", async () => {
    await scenario.run(["destroy", "--yes", "--skip-preview"]);
    assert.deepEqual(await scenario.secretNames(), []);
  });
});

describe("upgrade from v0.1.0 of keys with ids of the partner, and of one that was published", () => {
  const frozen = readFrozen("v0.1.0", ACKNOWLEDGED_FILE);
  let scenario: Scenario;
  let outputs: Record<string, string>;

  before(async () => {
    scenario = await startOf(frozen);
    // Its hours are not over: it is of now
    const state = JSON.stringify(await recreate(scenario, frozen));
    const now = new Date().toISOString();
    const fresh = state.replace(/("publishedSince":")[^"]+/g, (_all, name: string) => name + now);
    assert.notEqual(fresh, state);
    await importState(scenario, fresh);
    outputs = await scenario.project.outputs();
  });
  after(() => scenario.close());

  it("shows no diff, makes no key, asks nobody and makes no AWS call", async () => {
    await assertUnchanged(scenario, outputs, 7);
  });

  it("promotes the key that was pending then, with its id, and back by the id on record", async () => {
    assert.equal(outputs["keyId"], "key-1");
    const { pendingFingerprint = "", publicKeyFingerprint = "" } = outputs;
    await scenario.up({ ACKNOWLEDGED: pendingFingerprint, KEY_ID: "key-2" });
    assert.equal((await scenario.project.outputs())["keyId"], "key-2");
    await scenario.up({ ACKNOWLEDGED: publicKeyFingerprint, KEY_ID: "" });
    const { publicKeyFingerprint: live, keyId } = await scenario.project.outputs();
    assert.deepEqual([live, keyId], [publicKeyFingerprint, "key-1"]);
  });

  it("promotes the key that was seen published, by what the document holds later", async () => {
    const partner = await JwksPartner.start();
    try {
      partner.document = outputs["jwks"] ?? "";
      // Another URL begins anew
      const env = { JWKS_URL: `${partner.url}/jwks.json` };
      await scenario.up(env);
      await age(scenario, 24);
      await scenario.up(env);
      assert.equal((await scenario.project.outputs())["publishedLive"], outputs["publishedPending"]);
    } finally {
      await partner.stop();
    }
  });

  it("destroys", async () => {
    await scenario.run(["destroy", "--yes", "--skip-preview"]);
    assert.deepEqual(await scenario.secretNames(), []);
  });
});

/** The component tells more than it did in v0.1.0, and its `handoff` in other words. What it tells is no input of anything, and asks for nothing. */
const OUTPUTS_OF_COMPONENT = [
  ...["publicKeyPem", "publicKeyFingerprint", "pendingPublicKeyPem", "pendingFingerprint"],
  ...["privateKeySecretArn", "apiKeySecretArn", "rotationDueAt"],
];

function withoutNewOutputs(urn: string, outputs: Record<string, unknown> = {}): unknown {
  if (!urn.includes("::partnerkeys:index:PartnerCredentials::")) return outputs;
  return Object.fromEntries(Object.entries(outputs).filter(([name]) => OUTPUTS_OF_COMPONENT.includes(name)));
}

/**
 * `PartnerCredentials` declares its API key as pending since v0.1.0, and an Activation is told when its candidate was made.
 * That asks for nothing of a key that exists, so the engine writes the input down without a step.
 */
function withoutWhatCameSince(urn: string, inputs: Record<string, unknown> = {}): unknown {
  if (urn.endsWith("::partner-api-key")) {
    const { publishAs: _since, ...rest } = inputs;
    return rest;
  }
  if (!urn.includes("dynamic/partnerkeys:Activation::")) return inputs;
  const { createdAt: _since, ...candidate } = (inputs["candidate"] ?? {}) as Record<string, unknown>;
  return { ...inputs, candidate };
}

const OURS = "pulumi:providers:pulumi-nodejs::prod-keys";

describe("upgrade from v0.1.0 of what was given an aws provider", () => {
  const frozen = readFrozen("v0.1.0", UNDER_AWS_FILE);
  let scenario: Scenario;
  let standIn: StandInAws;

  before(async () => {
    standIn = new StandInAws();
    const program = frozen.program.join("\n");
    scenario = await Scenario.start({ program, env: frozen.env, binFolder: standIn.folder, quick: true });
    await scenario.run(["stack", "init", STACK]);
    const file = join(scenario.project.folder, "state.json");
    writeFileSync(file, JSON.stringify(await recreate(scenario, frozen)));
    await scenario.run(["stack", "import", "--file", file]);
  });
  after(async () => {
    standIn.remove();
    await scenario.close();
  });

  const keys = async () =>
    (await scenario.project.resources())
      .filter(({ type }) => type.includes("dynamic/partnerkeys:"))
      .map(({ urn, id, outputs }) => ({ urn, id, versionId: outputs?.["versionId"], live: outputs?.["live"] }))
      .sort((a, b) => a.urn.localeCompare(b.urn));

  it("makes one provider of ours, moves the keys to it, and changes none of them", async () => {
    const before = await keys();
    assert.equal(before.length, 9);
    const { stdout } = await scenario.run(["preview", "--json"]);
    const { steps } = JSON.parse(stdout) as { steps: readonly { readonly op: string; readonly urn: string }[] };
    const changes = steps
      .filter(({ op }) => op !== "same")
      .map(({ op, urn }) => `${op} ${urn.split("$").at(-1) ?? ""}`);
    assert.deepEqual(changes, [`create ${OURS}`]);
    assert.match((await scenario.up()).output, /Resources:\n +\+ 1 created\n +\d+ unchanged\n/);
    assert.deepEqual(scenario.operations(), []);
    assert.deepEqual(await keys(), before);
  });

  it("shows nothing more after that, and destroys", async () => {
    await scenario.run(["up", "--yes", "--skip-preview", "--expect-no-changes"]);
    assert.deepEqual(scenario.operations(), []);
    await scenario.run(["destroy", "--yes", "--skip-preview"]);
    assert.deepEqual(await scenario.secretNames(), []);
  });
});

describe("upgrade: destroying right after it", () => {
  it("has a frozen state to start from", () => assert.ok(frozenVersions().includes("v0.1.0")));

  for (const version of frozenVersions()) {
    it(`deletes what ${version} made, without an up before`, async () => {
      const frozen = readFrozen(version);
      const scenario = await Scenario.start({ program: frozen.program.join("\n"), env: frozen.env, quick: true });
      try {
        const file = join(scenario.project.folder, "state.json");
        writeFileSync(file, JSON.stringify(await recreate(scenario, frozen)));
        await scenario.run(["stack", "init", STACK]);
        await scenario.run(["stack", "import", "--file", file]);
        await scenario.run(["destroy", "--yes", "--skip-preview"]);
        assert.deepEqual(await scenario.secretNames(), [BORROWED]);
      } finally {
        await scenario.close();
      }
    });
  }
});
