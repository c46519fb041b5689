import * as assert from "node:assert/strict";
import { createPublicKey } from "node:crypto";
import * as sdk from "@aws-sdk/client-secrets-manager";
import { startLocalPartner, type LocalPartner } from "../../emulator/partner";
import type { SignerEvent } from "../../resources/signer";
import { RotationLoad } from "../../workbench/rotationLoad";
import { signerClient } from "../../workbench/signingClients";
import { API_KEY_SECRET, credentials, CREDENTIALS_PROGRAM, PRIVATE_KEY_SECRET } from "../support/programs";
import { CONSUMER, REGION, Scenario } from "../support/scenario";

describe("engine: a service that signs, through an acknowledged rotation with one key slot (promise 15)", () => {
  const events: SignerEvent[] = [];
  let scenario: Scenario;
  let partner: LocalPartner;
  let aws: sdk.SecretsManagerClient;
  let load: RotationLoad;

  before(async () => {
    scenario = await Scenario.start({ program: CREDENTIALS_PROGRAM, quick: true });
    await scenario.run(["stack", "init", "production"]);
    await scenario.up(credentials());
    const { value: apiKey } = await scenario.readSecret(API_KEY_SECRET);
    partner = await startLocalPartner({ slots: 1, apiKeys: [apiKey] });
    partner.upload(await output("publicKeyPem"));
    const key = { accessKeyId: CONSUMER, secretAccessKey: "local" };
    aws = new sdk.SecretsManagerClient({ endpoint: scenario.server.url, region: REGION, credentials: key });
    const arnOf = async (name: string) => String((await scenario.describe(name)).ARN);
    const setting = {
      privateKeySecretArn: await arnOf(PRIVATE_KEY_SECRET),
      apiKeySecretArn: await arnOf(API_KEY_SECRET),
      origin: partner.url,
      aws,
    };
    load = new RotationLoad([signerClient(setting, (event) => events.push(event))]);
    load.start();
    await load.more(30);
  });
  after(async () => {
    await load.stop();
    aws.destroy();
    await partner.stop();
    scenario.sentinel.watchText("events of the signer", JSON.stringify(events));
    await scenario.close();
  });

  const output = async (name: string) => String((await scenario.project.outputs())[name]);
  /** Every request so far was taken, and none was executed twice. */
  async function assertNothingRefused(): Promise<void> {
    await load.more(30);
    assert.equal(load.figures[0]?.failed, 0);
    assert.ok([...partner.executions.values()].every((times) => times === 1));
  }

  it("refuses nothing while the new key is made", async () => {
    await scenario.up(credentials({ rotation: "2" }));
    await assertNothingRefused();
    assert.deepEqual(events, []);
  });

  it("refuses nothing when the person uploads it, and tells the fingerprint that the stack waits for", async () => {
    partner.upload(await output("pendingPublicKeyPem"));
    await assertNothingRefused();
    assert.equal(events.length, 1);
    const [event] = events;
    assert.ok(event?.type === "switched");
    assert.equal(event.to.fingerprint, await output("pendingFingerprint"));
  });

  it("refuses nothing when that fingerprint is acknowledged", async () => {
    const [event] = events;
    assert.ok(event?.type === "switched");
    await scenario.up(credentials({ rotation: "2", acknowledgedFingerprint: event.to.fingerprint }));
    assert.equal(await output("publicKeyFingerprint"), event.to.fingerprint);
    await assertNothingRefused();
  });

  it("refuses nothing through a roll-back that begins at the partner", async () => {
    const previous = events[0]?.type === "switched" ? events[0].from.fingerprint : assert.fail();
    const { value } = await scenario.readSecret(PRIVATE_KEY_SECRET, "AWSPREVIOUS");
    partner.upload(createPublicKey(value).export({ type: "spki", format: "pem" }).toString());
    await assertNothingRefused();
    await scenario.up(credentials({ rotation: "2", acknowledgedFingerprint: previous }));
    await assertNothingRefused();
    assert.ok(partner.refused <= 6, `${partner.refused} refusals of the partner`); // three workers, two changes
  });
});
