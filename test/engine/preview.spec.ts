import * as assert from "node:assert/strict";
import * as sdk from "@aws-sdk/client-secrets-manager";
import { holder, liveVersion } from "../support/converged";
import { credentials, CREDENTIALS_PROGRAM, PRIVATE_KEY_SECRET } from "../support/programs";
import { Scenario } from "../support/scenario";

const KEY = String.raw`SHA256:\S+=`;
const SUMMARY = ["create", "update", "replace", "delete"] as const;

/** How many resources a run changes or a preview says it will, by what is done to them. */
function changes(output: string): Record<string, number> {
  const counts = SUMMARY.map((what) => {
    const [, count] =
      new RegExp(`^ +[-+~]+ ?(\\d+) (?:to ${what}|${what.replace(/e$/, "")}ed)$`, "m").exec(output) ?? [];
    return [what, Number(count ?? 0)] as const;
  });
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

describe("engine: what preview says is what up does (promise 7)", () => {
  let scenario: Scenario;
  let first: Record<string, string>;
  let second: Record<string, string>;
  const env = (more: object = {}) => credentials({ rotation: "2", ...more });

  before(async () => {
    scenario = await Scenario.start({ program: CREDENTIALS_PROGRAM, quick: true });
    await scenario.run(["stack", "init", "production"]);
    await scenario.up(credentials());
    first = await scenario.project.outputs();
    await scenario.up(env());
    const { pendingFingerprint } = await scenario.project.outputs();
    await scenario.up(env({ acknowledgedFingerprint: pendingFingerprint }));
    second = await scenario.project.outputs();
  });
  after(() => scenario.close());

  const state = async () => [await scenario.project.resources(), await scenario.versions(PRIVATE_KEY_SECRET)];

  /** A preview that has to show this and change nothing, then the `up` that has to do the same. */
  async function previewThenUp(stack: Record<string, string>, plan: RegExp): Promise<Record<string, number>> {
    const before = await state();
    const preview = await scenario.run(["preview"], stack);
    assert.match(preview.output, plan);
    assert.deepEqual(await state(), before);
    assert.deepEqual(scenario.operations(), []);
    const { output } = await scenario.up(stack);
    assert.match(output, plan);
    assert.deepEqual(changes(output), changes(preview.output));
    return changes(output);
  }

  it("of a roll-back: which key goes live and which one becomes the previous one", async () => {
    const stack = env({ acknowledgedFingerprint: first["publicKeyFingerprint"] });
    const [back, forth] = [first, second].map((outputs) => String(outputs["publicKeyFingerprint"]));
    const escaped = (text = "") => text.replace(/[+]/g, "\\+");
    const plan = new RegExp(
      `partner-activation: ${escaped(back)} goes live; ${escaped(forth)} becomes the previous key`,
    );
    assert.deepEqual(await previewThenUp(stack, plan), { update: 1 });
    assert.equal((await scenario.project.outputs())["publicKeyPem"], first["publicKeyPem"]);
  });

  it("of the repair of drift: what differs, and that the key stays", async () => {
    const stack = env({ acknowledgedFingerprint: first["publicKeyFingerprint"] });
    const live = await liveVersion(scenario);
    const description = "edited by hand";
    await scenario.outOfBand.send(
      new sdk.UpdateSecretCommand({ SecretId: PRIVATE_KEY_SECRET, Description: description }),
    );
    // A label that was moved by hand to a key of ours; of a value of somebody else's see foreignVersion.spec
    const VersionId = String(holder(await scenario.versions(PRIVATE_KEY_SECRET), "AWSPREVIOUS")?.versionId);
    await scenario.outOfBand.send(
      new sdk.UpdateSecretVersionStageCommand({
        SecretId: PRIVATE_KEY_SECRET,
        VersionStage: "AWSCURRENT",
        MoveToVersionId: VersionId,
        RemoveFromVersionId: live,
      }),
    );
    await scenario.run(["refresh", "--yes", "--skip-preview"], stack);
    const plan = new RegExp(
      `(?=[^]*partner-key-pair: drift, put back by up: the description was edited)` +
        `(?=[^]*partner-activation: drift, put back by up: AWSCURRENT is on version ${VersionId} instead of ${live})`,
    );
    assert.deepEqual(await previewThenUp(stack, plan), { update: 2 });
    assert.equal(await liveVersion(scenario), live);
    assert.notEqual((await scenario.describe(PRIVATE_KEY_SECRET)).Description, description);
  });

  it("of an immediate rotation: that a new key goes live", async () => {
    const stack = env({ rotation: "3", activation: "immediate" });
    await scenario.up(env({ activation: "immediate" }));
    const live = await liveVersion(scenario);
    const plan = new RegExp(`partner-activation: a new key goes live; ${KEY} becomes the previous key`);
    // In the preview the new key is unknown, in up it has a name: so each has its own sentence
    const preview = await scenario.run(["preview"], stack);
    assert.match(preview.output, plan);
    assert.equal(await liveVersion(scenario), live);
    const { output } = await scenario.up(stack);
    assert.match(output, new RegExp(`partner-activation: ${KEY} goes live; ${KEY} becomes the previous key`));
    assert.deepEqual(changes(output), { update: 1, replace: 1 });
    assert.deepEqual(changes(preview.output), changes(output));
    assert.equal(holder(await scenario.versions(PRIVATE_KEY_SECRET), "AWSPREVIOUS")?.versionId, live);
  });

  it("of a destroy: every resource, and nothing is deleted yet", async () => {
    const before = await state();
    const preview = await scenario.run(["destroy", "--preview-only"], { PULUMI_SKIP_CONFIRMATIONS: "false" });
    assert.deepEqual(await state(), before);
    assert.deepEqual(scenario.operations(), []);
    const { output } = await scenario.run(["destroy", "--yes", "--skip-preview"]);
    assert.deepEqual(changes(preview.output), { delete: 6 });
    assert.deepEqual(changes(output), { delete: 6 });
    assert.deepEqual(await scenario.secretNames(), []);
  });
});
