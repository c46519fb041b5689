import * as assert from "node:assert/strict";
import { createPublicKey } from "node:crypto";
import { startLocalPartner, type LocalPartner } from "../../emulator/partner";
import { API_KEY_SECRET, credentials, CREDENTIALS_PROGRAM, PRIVATE_KEY_SECRET } from "../support/programs";
import { Scenario } from "../support/scenario";
import { ServiceUnderLoad } from "../support/serviceUnderLoad";

describe("engine: a service that signs, through an acknowledged rotation with one key slot (promise 15)", () => {
  let scenario: Scenario;
  let partner: LocalPartner;
  let service: ServiceUnderLoad;

  before(async () => {
    scenario = await Scenario.start({ program: CREDENTIALS_PROGRAM, quick: true });
    await scenario.run(["stack", "init", "production"]);
    await scenario.up(credentials());
    const { value: apiKey } = await scenario.readSecret(API_KEY_SECRET);
    partner = await startLocalPartner({ slots: 1, apiKeys: [apiKey] });
    partner.upload(await output("publicKeyPem"));
    service = await ServiceUnderLoad.ofQredo(scenario, partner);
  });
  after(async () => {
    await service.stop();
    await partner.stop();
    await scenario.close();
  });

  const output = async (name: string) => String((await scenario.project.outputs())[name]);

  it("refuses nothing while the new key is made", async () => {
    await scenario.up(credentials({ rotation: "2" }));
    await service.assertNothingRefused(partner);
    assert.deepEqual(service.events, []);
  });

  it("refuses nothing when the person uploads it, and tells the fingerprint that the stack waits for", async () => {
    partner.upload(await output("pendingPublicKeyPem"));
    await service.assertNothingRefused(partner);
    assert.equal(service.events.length, 1);
    const [event] = service.events;
    assert.ok(event?.type === "switched");
    assert.equal(event.to.fingerprint, await output("pendingFingerprint"));
  });

  it("refuses nothing when that fingerprint is acknowledged", async () => {
    const [event] = service.events;
    assert.ok(event?.type === "switched");
    await scenario.up(credentials({ rotation: "2", acknowledgedFingerprint: event.to.fingerprint }));
    assert.equal(await output("publicKeyFingerprint"), event.to.fingerprint);
    await service.assertNothingRefused(partner);
  });

  it("refuses nothing through a roll-back that begins at the partner", async () => {
    const previous = service.events[0]?.type === "switched" ? service.events[0].from.fingerprint : assert.fail();
    const { value } = await scenario.readSecret(PRIVATE_KEY_SECRET, "AWSPREVIOUS");
    partner.upload(createPublicKey(value).export({ type: "spki", format: "pem" }).toString());
    await service.assertNothingRefused(partner);
    await scenario.up(credentials({ rotation: "2", acknowledgedFingerprint: previous }));
    await service.assertNothingRefused(partner);
    assert.ok(partner.refused <= 6, `${partner.refused} refusals of the partner`); // three workers, two changes
  });
});
