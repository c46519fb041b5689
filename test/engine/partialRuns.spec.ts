import * as assert from "node:assert/strict";
import { assertConverged, holder, liveVersion } from "../support/converged";
import { API_KEY_SECRET, credentials, CREDENTIALS_PROGRAM, PRIVATE_KEY_SECRET } from "../support/programs";
import { DEPLOYER, Scenario } from "../support/scenario";

const UP = ["up", "--yes", "--skip-preview"];
const RENAMED = "acme/production/renamed.pem";
const renamed = (more: object = {}) => credentials({ privateKeySecretName: RENAMED, ...more });

/** Something that is told where the signer finds its key, as a role or a task of another service would be. */
const DEPENDENT = `${CREDENTIALS_PROGRAM}
import { ApiKey } from "pulumi-partner-keys";
new ApiKey("dependent", { secretName: "dependent", generate: {}, tags: { reads: credentials.privateKeySecretArn } });
`;

describe("engine: a run that does not do everything gives up no live key", () => {
  let scenario: Scenario;
  afterEach(() => scenario.close());

  async function start(program: string, stack = "production"): Promise<void> {
    scenario = await Scenario.start({ program, quick: true });
    await scenario.run(["stack", "init", stack]);
  }
  const urnOf = async (name: string) =>
    (await scenario.project.resources()).find(({ urn }) => urn.endsWith(`::${name}`))?.urn ?? assert.fail(name);
  const isScheduled = async (secret: string) => (await scenario.describe(secret)).DeletedDate !== undefined;
  const acknowledgedIn = (output: string) =>
    /set acknowledgedFingerprint to (SHA256:\S+)/.exec(output)?.[1] ?? assert.fail(output);

  it("a renamed secret: what depends on it stays with the old one until the new key is acknowledged", async () => {
    await start(DEPENDENT);
    await scenario.up(credentials());
    const reads = async () => (await scenario.describe("dependent")).Tags?.find(({ Key }) => Key === "reads")?.Value;
    const before = await reads();
    for (const flags of [[], ["--continue-on-error"]]) {
      const { code, output } = await scenario.attempt([...UP, ...flags], renamed());
      assert.notEqual(code, 0);
      assert.match(output, /is not acknowledged, so arn:\S+ stays live/);
      assert.equal(await reads(), before);
      assert.equal(await isScheduled(PRIVATE_KEY_SECRET), false);
    }
    const { output } = await scenario.attempt(UP, renamed());
    await scenario.up(renamed({ acknowledgedFingerprint: acknowledgedIn(output) }));
    assert.match(String(await reads()), /:secret:acme\/production\/renamed\.pem-/);
    assert.ok(await isScheduled(PRIVATE_KEY_SECRET));
  });

  it("--target on a key that moves: the secret that is live stays", async () => {
    await start(CREDENTIALS_PROGRAM);
    await scenario.up(credentials());
    const { output } = await scenario.run([...UP, "--target", await urnOf("partner-key-pair")], renamed());
    assert.match(output, /stays: no Activation went over to arn:\S+renamed\.pem-\S+ in this run/);
    assert.equal(await isScheduled(PRIVATE_KEY_SECRET), false);
    const stopped = await scenario.attempt(UP, renamed());
    assert.match(stopped.output, /is not acknowledged, so arn:\S+ stays live/);
    await scenario.up(renamed({ acknowledgedFingerprint: acknowledgedIn(stopped.output) }));
    const live = holder(await scenario.versions(RENAMED), "AWSCURRENT");
    assert.ok(live);
  });

  it("--target on another resource while PartnerCredentials is new: that one is updated, the rest left alone", async () => {
    await start(`
import { ApiKey } from "pulumi-partner-keys";
import { PartnerCredentials } from "pulumi-partner-keys/stacks";
new ApiKey("other", { secretName: "other", generate: {}, tags: { team: process.env["TEAM"] } });
const args = process.env["CREDENTIALS"];
const credentials = args === undefined ? undefined : new PartnerCredentials("partner", JSON.parse(args));
module.exports = { ...credentials };
`);
    await scenario.up({ TEAM: "a" });
    const both = { ...credentials({ rotateAfterDays: 90 }), TEAM: "b" };
    await scenario.run(["up", "--yes", "--target", await urnOf("other")], both);
    const tags = (await scenario.describe("other")).Tags?.filter(({ Key }) => Key === "team");
    assert.deepEqual(tags, [{ Key: "team", Value: "b" }]);
    assert.deepEqual(await scenario.secretNames(), ["other"]);
    const { publicKeyPem, handoff, rotationDueAt } = await scenario.project.outputs();
    assert.deepEqual([publicKeyPem, handoff, rotationDueAt], ["", "", ""]);
    await scenario.up(both);
    assert.deepEqual(await scenario.secretNames(), [API_KEY_SECRET, PRIVATE_KEY_SECRET, "other"]);
  });

  for (const protect of [false, true]) {
    it(`a key before which the engine deletes: its secret and live key stay (deletionProtection: ${protect})`, async () => {
      await start(`
import { ApiKey, RsaKeyPair } from "pulumi-partner-keys";
const first = new ApiKey("first", { secretName: "first", generate: {}, keepers: { r: process.env["R"]! } }, { deleteBeforeReplace: true });
new RsaKeyPair("second", { secretName: "second", keepers: { follows: first.fingerprint }, recoveryWindowInDays: 0, deletionProtection: ${protect} });
`);
      await scenario.up({ R: "1" });
      const before = await scenario.describe("second");
      const { output } = await scenario.up({ R: "2" });
      assert.match(output, /secret second stays for the key that replaces version/);
      assert.ok(!scenario.operations().includes("DeleteSecret"));
      const after = await scenario.describe("second");
      assert.equal(after.ARN, before.ARN);
      assert.equal((await scenario.versions("second")).length, 2);
    });
  }

  it("an API key whose rotation lost every answer: the live key is the one that the state tells, and goes on", async () => {
    await start(CREDENTIALS_PROGRAM);
    await scenario.up(credentials());
    const live = holder(await scenario.versions(API_KEY_SECRET), "AWSCURRENT")?.versionId;
    const rotate = [...UP, "--replace", await urnOf("partner-api-key")];
    scenario.server.hooks.fault({ kind: "lose-answer", operation: "PutSecretValue", times: 99 });
    assert.notEqual((await scenario.attempt(rotate, credentials())).code, 0);
    scenario.server.hooks.clear();
    await scenario.up(credentials(), "--refresh");
    assert.equal(holder(await scenario.versions(API_KEY_SECRET), "AWSCURRENT")?.versionId, live);
    await scenario.run(rotate, credentials());
    const now = holder(await scenario.versions(API_KEY_SECRET), "AWSCURRENT")?.versionId;
    assert.notEqual(now, live);
    const state = (await scenario.project.resources()).find(({ urn }) => urn.endsWith("::partner-api-key"));
    assert.equal(state?.outputs?.["versionId"], now);
    await assertConverged(scenario);
  });

  it("a stack that is renamed and rotates in one up: the secrets are still ours", async () => {
    await start(CREDENTIALS_PROGRAM);
    await scenario.up(credentials({ rotation: "1" }));
    const live = await liveVersion(scenario);
    await scenario.run(["stack", "rename", "renamed"]);
    await scenario.up(credentials({ rotation: "2" }));
    const owner = (await scenario.describe(PRIVATE_KEY_SECRET)).Tags?.find(({ Key }) => Key === "partner-keys:owner");
    assert.equal(owner?.Value, "scratch/renamed/partner-key-pair");
    assert.equal(await liveVersion(scenario), live);
    await assertConverged(scenario);
  });

  it("a forced replace with credentials of another account: nothing is given up, and replacing again goes home", async () => {
    const immediate = credentials({ activation: "immediate" });
    await start(CREDENTIALS_PROGRAM);
    await scenario.up(immediate);
    const urn = await urnOf("partner-api-key");
    scenario.server.hooks.account(DEPLOYER, "999999999999");
    const { code, output } = await scenario.attempt([...UP, "--replace", urn], immediate);
    scenario.server.hooks.account(DEPLOYER, "123456789012");
    assert.notEqual(code, 0);
    assert.match(output, /is in another account than arn:\S+, which stays live/);
    assert.notEqual((await scenario.attempt(UP, immediate)).code, 0);
    assert.equal(await isScheduled(API_KEY_SECRET), false);
    await scenario.attempt([...UP, "--replace", urn], immediate);
    assert.equal(await isScheduled(API_KEY_SECRET), false);
    const activation = (await scenario.project.resources()).find(({ urn: u }) => u.endsWith("api-key-activation"));
    const live = holder(await scenario.versions(API_KEY_SECRET), "AWSCURRENT");
    assert.equal((activation?.outputs?.["live"] as { versionId: string }).versionId, live?.versionId);
  });
});
