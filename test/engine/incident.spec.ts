import * as assert from "node:assert/strict";
import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { startLocalPartner, type LocalPartner } from "../../emulator/partner";
import { API_KEY_SECRET, credentials, CREDENTIALS_PROGRAM, PRIVATE_KEY_SECRET } from "../support/programs";
import { Scenario, type StoredVersion } from "../support/scenario";
import { ServiceUnderLoad } from "../support/serviceUnderLoad";

const PROGRAM = `${CREDENTIALS_PROGRAM}
export const handoff = credentials.handoff;
export const apiKeyFingerprint = credentials.apiKeyFingerprint;
`;

describe("engine: a key that leaked, in one line of config, with a service that signs (promises 8, 15, 18)", () => {
  let scenario: Scenario;
  let partner: LocalPartner;
  let service: ServiceUnderLoad;
  /** The live key, which leaks. */
  let leaked: { readonly fingerprint: string; readonly stored: StoredVersion };
  let incident: Record<string, unknown>;

  before(async () => {
    scenario = await Scenario.start({ program: PROGRAM, quick: true });
    await scenario.run(["stack", "init", "production"]);
    await scenario.up(credentials());
    const { value: apiKey } = await scenario.readSecret(API_KEY_SECRET);
    partner = await startLocalPartner({ slots: 1, apiKeys: [apiKey] });
    partner.upload(await output("publicKeyPem"));
    leaked = {
      fingerprint: await output("publicKeyFingerprint"),
      stored: await scenario.readSecret(PRIVATE_KEY_SECRET),
    };
    await scenario.up(credentials({ acknowledgedFingerprint: leaked.fingerprint }));
    incident = { acknowledgedFingerprint: leaked.fingerprint, compromised: [leaked.fingerprint] };
    service = await ServiceUnderLoad.ofQredo(scenario, partner);
  });
  after(async () => {
    await service.stop();
    await partner.stop();
    await scenario.close();
  });

  const output = async (name: string) => String((await scenario.project.outputs())[name]);
  const stagesOf = async (versionId: string, secret = PRIVATE_KEY_SECRET) =>
    (await scenario.describe(secret)).VersionIdsToStages?.[versionId];

  it("refuses a fingerprint that nobody knows, and moves nothing", async () => {
    const unknown = `SHA256:${"A".repeat(43)}=`;
    const { code, output: text } = await scenario.attempt(
      ["up", "--yes", "--skip-preview"],
      credentials({ ...incident, compromised: [unknown] }),
    );
    assert.notEqual(code, 0);
    assert.match(text, /compromised SHA256:A+= names no key of this secret, nothing was moved/);
    assert.deepEqual(await stagesOf(leaked.stored.versionId), ["AWSCURRENT"]);
  });

  it("says in the preview what goes, what comes, and that the partner does not know it", async () => {
    const { output: text } = await scenario.run(["preview"], credentials(incident));
    assert.ok(text.includes(`${leaked.fingerprint} is named in compromised: a new one is made`), text);
    assert.ok(text.includes(`the live key ${leaked.fingerprint} is compromised and loses every label`), text);
    assert.ok(text.includes("a new key is made and goes live; the partner does not know it yet"), text);
  });

  it("takes every label off the key in one up, although it is the acknowledged one, and refuses no request", async () => {
    const { output: text } = await scenario.up(credentials(incident));
    assert.ok(text.includes(`remove the compromised key at the partner now: ${leaked.fingerprint}`), text);
    assert.equal(await stagesOf(leaked.stored.versionId), undefined);
    assert.notEqual(await output("publicKeyFingerprint"), leaked.fingerprint);
    assert.match(await output("handoff"), /^Remove the compromised key of acme production at the partner first\./);
    assert.ok((await output("handoff")).includes(`1. Remove the compromised key ${leaked.fingerprint}`));
    await service.assertNothingRefused(partner);
  });

  it("leaves no label by which a reader gets the key", async () => {
    for (const stage of ["AWSPENDING", "AWSPREVIOUS"])
      await assert.rejects(scenario.readSecret(PRIVATE_KEY_SECRET, stage), { name: "ResourceNotFoundException" });
    assert.notEqual((await scenario.readSecret(PRIVATE_KEY_SECRET)).versionId, leaked.stored.versionId);
  });

  it("leaves its bytes to a reader who may ask for them by the version id, as the run says", async () => {
    const { versionId, value } = leaked.stored;
    const { SecretString } = await scenario.outOfBand.send(
      new GetSecretValueCommand({ SecretId: PRIVATE_KEY_SECRET, VersionId: versionId }),
    );
    assert.equal(SecretString, value);
  });

  it("refuses no request when the partner gets the new key in the place of the old one", async () => {
    partner.upload(await output("publicKeyPem"));
    await service.assertNothingRefused(partner);
    const [event] = service.events;
    assert.ok(event?.type === "switched" || event?.type === "followed");
    assert.equal(event.from.fingerprint, leaked.fingerprint);
    assert.equal(event.to.fingerprint, await output("publicKeyFingerprint"));
  });

  it("is over once the new key is acknowledged: nothing is left to do", async () => {
    const acknowledgedFingerprint = await output("publicKeyFingerprint");
    await scenario.up(credentials({ ...incident, acknowledgedFingerprint }));
    assert.match(await output("handoff"), /^Remove the compromised key /, "until it is taken out of the list");
    await scenario.up(credentials({ acknowledgedFingerprint }));
    assert.match(await output("handoff"), /^Nothing to upload for acme production\./);
    await scenario.up(credentials({ acknowledgedFingerprint }), "--refresh", "--expect-no-changes");
    await service.assertNothingRefused(partner);
  });

  it("stays over: to acknowledge the key brings it back no more", async () => {
    const live = await output("publicKeyFingerprint");
    const { output: text } = await scenario.up(credentials({ acknowledgedFingerprint: leaked.fingerprint }));
    assert.match(text, /acknowledgedFingerprint \S+ names a compromised key, and moves nothing/);
    assert.equal(await output("publicKeyFingerprint"), live);
    assert.equal(await stagesOf(leaked.stored.versionId), undefined);
  });

  it("goes the same way for a generated API key", async () => {
    await service.load.stop();
    const fingerprint = await output("apiKeyFingerprint");
    const { versionId } = await scenario.readSecret(API_KEY_SECRET);
    await scenario.up(credentials({ compromisedApiKeys: [fingerprint] }));
    assert.notEqual(await output("apiKeyFingerprint"), fingerprint);
    assert.equal(await stagesOf(versionId, API_KEY_SECRET), undefined);
    assert.ok((await output("handoff")).includes(`Remove the compromised API key ${fingerprint}`));
  });

  it("goes the same way for both in one up, each for the second time, and hands both over", async () => {
    const named = { key: await output("publicKeyFingerprint"), apiKey: await output("apiKeyFingerprint") };
    const [key, apiKey] = [await scenario.readSecret(PRIVATE_KEY_SECRET), await scenario.readSecret(API_KEY_SECRET)];
    const both = credentials({
      acknowledgedFingerprint: named.key,
      compromised: [leaked.fingerprint, named.key],
      compromisedApiKeys: [named.apiKey],
    });
    await scenario.up(both);
    assert.ok(![leaked.fingerprint, named.key].includes(await output("publicKeyFingerprint")));
    assert.notEqual(await output("apiKeyFingerprint"), named.apiKey);
    assert.equal(await stagesOf(key.versionId), undefined);
    assert.equal(await stagesOf(apiKey.versionId, API_KEY_SECRET), undefined);
    for (const fingerprint of [leaked.fingerprint, named.key, named.apiKey])
      assert.ok((await output("handoff")).includes(fingerprint), await output("handoff"));
    await scenario.up(both, "--expect-no-changes");
  });
});
