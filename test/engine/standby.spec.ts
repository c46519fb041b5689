import * as assert from "node:assert/strict";
import { startLocalPartner, type LocalPartner } from "../../emulator/partner";
import { API_KEY_SECRET, credentials, CREDENTIALS_PROGRAM, PRIVATE_KEY_SECRET } from "../support/programs";
import { Scenario } from "../support/scenario";
import { ServiceUnderLoad } from "../support/serviceUnderLoad";

const PROGRAM = `${CREDENTIALS_PROGRAM}
export const handoff = credentials.handoff;
export const standbyPublicKeyPem = credentials.standbyPublicKeyPem;
export const standbyFingerprint = credentials.standbyFingerprint;
`;
const STANDBY = "partner-keys-standby";

describe("engine: a spare in calm, with a service that signs and a partner with two slots (promises 8, 15, 18)", () => {
  let scenario: Scenario;
  let partner: LocalPartner;
  let service: ServiceUnderLoad;
  /** What the config says, as it grows. */
  const config: Record<string, unknown> = { standby: true };
  /** What the partner calls each key that was uploaded. */
  const ids: Record<string, string> = {};

  before(async () => {
    scenario = await Scenario.start({ program: PROGRAM, quick: true });
    await scenario.run(["stack", "init", "production"]);
    await scenario.up(credentials(config));
    const { value: apiKey } = await scenario.readSecret(API_KEY_SECRET);
    partner = await startLocalPartner({ slots: 2, apiKeys: [apiKey] });
    await hand("publicKeyPem", "publicKeyFingerprint");
    config["acknowledgedFingerprint"] = await output("publicKeyFingerprint");
    await scenario.up(credentials(config));
    service = await ServiceUnderLoad.ofQredo(scenario, partner);
  });
  after(async () => {
    await service.stop();
    await partner.stop();
    await scenario.close();
  });

  const output = async (name: string) => String((await scenario.project.outputs())[name]);
  const stagesOf = async (versionId: string) =>
    (await scenario.describe(PRIVATE_KEY_SECRET)).VersionIdsToStages?.[versionId];
  const versionWith = async (label: string) =>
    Object.entries((await scenario.describe(PRIVATE_KEY_SECRET)).VersionIdsToStages ?? {}).find(([, labels]) =>
      labels.includes(label),
    )?.[0] ?? "";
  async function hand(pem: string, fingerprint: string): Promise<void> {
    ids[await output(fingerprint)] = partner.upload(await output(pem));
  }

  it("asks for the upload of the spare, and says which argument acknowledges it", async () => {
    const [handoff, spare] = [await output("handoff"), await output("standbyFingerprint")];
    assert.match(handoff, /^Upload the spare key of acme production to the partner\./);
    assert.ok(handoff.includes((await output("standbyPublicKeyPem")).trim()), handoff);
    assert.ok(
      handoff.includes(`set acknowledgedStandbyFingerprint of PartnerCredentials "partner" to "${spare}"`),
      handoff,
    );
  });

  it("moves nothing when the spare is acknowledged", async () => {
    await hand("standbyPublicKeyPem", "standbyFingerprint");
    const live = await output("publicKeyFingerprint");
    config["acknowledgedStandbyFingerprint"] = await output("standbyFingerprint");
    await scenario.up(credentials(config));
    assert.equal(await output("publicKeyFingerprint"), live);
    assert.match(await output("handoff"), /^Nothing to upload for acme production\./);
    await scenario.up(credentials(config), "--refresh", "--expect-no-changes");
    await service.assertNothingRefused(partner);
  });

  it("rotates in one up, of which the preview says what goes live, and refuses no request", async () => {
    const [former, spare, spareId] = [
      await output("publicKeyFingerprint"),
      await output("standbyFingerprint"),
      await versionWith(STANDBY),
    ];
    config["rotation"] = "2";
    const { output: text } = await scenario.run(["preview"], credentials(config));
    assert.ok(text.includes(`${spare} goes live; ${former} becomes the previous key`), text);
    await scenario.up(credentials(config));
    assert.equal(await output("publicKeyFingerprint"), spare);
    assert.deepEqual((await stagesOf(spareId))?.toSorted(), ["AWSCURRENT", "partner-keys-latest"]);
    assert.notEqual(await versionWith(STANDBY), spareId);
    await service.assertNothingRefused(partner);
  });

  it("hands the next spare over, and to acknowledge it rolls nothing back", async () => {
    const live = await output("publicKeyFingerprint");
    assert.match(await output("handoff"), /^Upload the spare key /);
    assert.ok((await output("handoff")).includes("Acknowledge the live key too, which was the spare before"));
    partner.remove(ids[String(config["acknowledgedFingerprint"])] ?? assert.fail("no upload"));
    await hand("standbyPublicKeyPem", "standbyFingerprint");
    config["acknowledgedStandbyFingerprint"] = await output("standbyFingerprint");
    await scenario.up(credentials(config));
    assert.equal(await output("publicKeyFingerprint"), live);
    await service.assertNothingRefused(partner);
  });

  it("ends an incident in one up: the spare is live, the leaked key has no label, and no request is refused", async () => {
    const [leaked, spare, leakedId] = [
      await output("publicKeyFingerprint"),
      await output("standbyFingerprint"),
      await versionWith("AWSCURRENT"),
    ];
    config["compromised"] = [leaked];
    const { output: preview } = await scenario.run(["preview"], credentials(config));
    assert.ok(preview.includes(`the live key ${leaked} is compromised and loses every label; ${spare} goes live`));
    assert.ok(!preview.includes("nobody has acknowledged it"), preview);
    const { output: text } = await scenario.up(credentials(config));
    assert.ok(text.includes(`remove the compromised key at the partner now: ${leaked}`), text);
    assert.ok(!text.includes("upload the live key"), text);
    assert.equal(await output("publicKeyFingerprint"), spare);
    assert.equal(await stagesOf(leakedId), undefined);
    assert.match(await output("handoff"), /^Remove the compromised key of acme production at the partner first\./);
    await service.assertNothingRefused(partner);
    partner.remove(ids[leaked] ?? assert.fail("no upload"));
    await service.assertNothingRefused(partner);
    await scenario.up(credentials(config), "--refresh", "--expect-no-changes");
  });

  it("gives the spare up where it is wanted no more, and the live key stays", async () => {
    const live = await output("publicKeyFingerprint");
    const { standby: _, ...others } = config;
    const { output: text } = await scenario.up(credentials(others));
    assert.match(text, /the spare SHA256:\S+ is given up and has no label any more/);
    assert.equal(await versionWith(STANDBY), "");
    assert.equal(await output("publicKeyFingerprint"), live);
    assert.equal(await output("standbyFingerprint"), "");
  });
});
