import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { startLocalPartner, type LocalPartner } from "../../emulator/partner";
import { netSuiteClient } from "../support/assertingClients";
import { Scenario } from "../support/scenario";
import { ServiceUnderLoad } from "../support/serviceUnderLoad";

type Told = Readonly<Record<"publicKeyFingerprint" | "previousFingerprint" | "liveKeyId", string>>;

/** examples/partner-api against a partner with two slots that assigns ids, with the signer under load. */
describe("engine: a partner with an API, whose key is made, uploaded and made live in one up", () => {
  let scenario: Scenario;
  let partner: LocalPartner;
  let service: ServiceUnderLoad;
  let folder: string;

  before(async () => {
    partner = await startLocalPartner({ slots: 2, apiKeys: [], scheme: "netsuite" });
    scenario = await Scenario.start();
    folder = scenario.project.addExample("partner-api");
    await pulumi("stack", "init", "dev");
    await pulumi("config", "set", "partnerUrl", partner.url);
    await pulumi("up", "--yes", "--skip-preview");
    service = await ServiceUnderLoad.start(scenario, (reading) => netSuiteClient({ ...reading, url: partner.url }));
  });
  after(async () => {
    await service.stop();
    await partner.stop();
    await scenario.close();
  });

  const attempt = (args: readonly string[], faults: Parameters<Scenario["attempt"]>[2] = []) =>
    scenario.attempt([...args, "--cwd", folder], { PULUMI_NODEJS_TRANSPILE_ONLY: "true" }, faults);
  const pulumi = async (...args: readonly string[]) => {
    const { code, output, stdout } = await attempt(args);
    assert.equal(code, 0, output);
    return stdout;
  };
  const rotate = (to: string) => pulumi("config", "set", "rotation", to);
  const told = async () => JSON.parse(await pulumi("stack", "output", "--json")) as Told;
  const ids = () => partner.list().map(({ id }) => id);
  async function assertNothingRefused(): Promise<void> {
    await service.load.more(20);
    assert.equal(service.load.figures[0]?.failed, 0);
    assert.equal(partner.refused, 0);
  }

  it("uploads the first key and records the id that the partner gave it", async () => {
    assert.deepEqual([(await told()).liveKeyId, ids()], ["key-1", ["key-1"]]);
    assert.match(await pulumi("up", "--yes", "--skip-preview"), /Resources:\n +\d+ unchanged\n/);
    await assertNothingRefused();
  });

  it("overwrites no slot: where none is free, up ends and the live key stays", async () => {
    const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
    partner.upload(pair.publicKey.export({ type: "spki", format: "pem" }).toString());
    const before = await told();
    await rotate("2");
    const preview = await pulumi("preview");
    assert.match(preview, /stays live, or another key goes live: acknowledgedFingerprint is not known yet/);
    const { code, output } = await attempt(["up", "--yes", "--skip-preview"]);
    assert.notEqual(code, 0);
    assert.match(output, /all slots are taken, and none by an old key of ours/);
    assert.deepEqual([await told(), ids()], [before, ["key-1", "key-2"]]);
    await assertNothingRefused();
  });

  it("uploads and promotes in one up once there is a slot, and nothing more is to do", async () => {
    partner.remove("key-2");
    await pulumi("up", "--yes", "--skip-preview");
    assert.deepEqual([(await told()).liveKeyId, ids()], ["key-3", ["key-1", "key-3"]]);
    assert.match(await pulumi("up", "--yes", "--skip-preview"), /Resources:\n +\d+ unchanged\n/);
    await assertNothingRefused();
  });

  it("removes the oldest of its own first where the slots are full", async () => {
    await rotate("3");
    await pulumi("up", "--yes", "--skip-preview");
    assert.deepEqual([(await told()).liveKeyId, ids()], ["key-4", ["key-3", "key-4"]]);
    await assertNothingRefused();
  });

  it("removes an uploaded key that never went live, and not the live one, though that is older", async () => {
    await rotate("4");
    const refused = { operation: "UpdateSecretVersionStage", kind: "access-denied" as const, times: 100 };
    const { code, output } = await attempt(["up", "--yes", "--skip-preview"], [refused]);
    assert.notEqual(code, 0, output);
    assert.deepEqual([(await told()).liveKeyId, ids()], ["key-4", ["key-4", "key-5"]]);
    await rotate("5");
    await pulumi("up", "--yes", "--skip-preview");
    assert.deepEqual([(await told()).liveKeyId, ids()], ["key-6", ["key-4", "key-6"]]);
    await assertNothingRefused();
  });

  it("rolls back to a fingerprint as text, and forward again", async () => {
    const { previousFingerprint, publicKeyFingerprint } = await told();
    await pulumi("config", "set", "rollBackTo", previousFingerprint);
    await pulumi("up", "--yes", "--skip-preview");
    const back = await told();
    assert.deepEqual([back.publicKeyFingerprint, back.liveKeyId], [previousFingerprint, "key-4"]);
    await assertNothingRefused();
    await pulumi("config", "rm", "rollBackTo");
    await pulumi("up", "--yes", "--skip-preview");
    const forward = await told();
    assert.deepEqual([forward.publicKeyFingerprint, forward.liveKeyId], [publicKeyFingerprint, "key-6"]);
    await assertNothingRefused();
  });
});
