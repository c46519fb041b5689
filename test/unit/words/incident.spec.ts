import * as assert from "node:assert/strict";
import { handoffOf } from "../../../resources/words/handoffOf";
import { handoffText } from "../../../resources/words/handoffText";
import { stillNamed } from "../../../resources/words/incident";
import { PUBLIC_PEMS } from "../../support/publicPems";
import { publicKeyFingerprint, publicFingerprint } from "../../../resources/publicKey";

const key = (name: keyof typeof PUBLIC_PEMS, versionId: string) => {
  const publicKeyPem = PUBLIC_PEMS[name];
  return { versionId, fingerprint: publicKeyFingerprint(publicKeyPem), publicKeyPem };
};
const LIVE = key("Ed25519", "live");
const LEAKED = key("RSA", "leaked");
const API_KEY = { versionId: "api", fingerprint: `SHA256:${"A".repeat(43)}=` };
const AT = { partner: "acme", environment: "production" };
const BY = { component: "credentials", command: (fingerprint: string) => `set ${fingerprint}` };

describe("the hand-off of an incident", () => {
  const text = (compromised: Parameters<typeof handoffOf>[0]["compromised"], more: object = {}, at: object = {}) =>
    handoffText(handoffOf({ live: LIVE, compromised, ...more }, { ...AT, ...at }, BY));

  it("begins with what to remove at the partner, then the upload", () => {
    const lines = text({ keys: [LEAKED], apiKeys: [] }).split("\n");
    assert.equal(lines[0], "Remove the compromised key of acme production at the partner first.");
    assert.equal(
      lines[1],
      "As long as the partner takes it, whoever has it can sign. No label of the secret is on it any more.",
    );
    assert.equal(lines[2], "After that: Upload the live key of acme production to the partner.");
    assert.ok(lines.includes(`1. Remove the compromised key ${LEAKED.fingerprint} at the partner.`));
    assert.ok(lines.some((line) => line.startsWith("2. If the partner does not have it yet, give it this")));
    assert.equal(
      lines.at(-1),
      'Once the partner has dropped it, take it out of compromised of PartnerCredentials "credentials": that ends this reminder and nothing else.',
    );
  });

  it("names the key as the partner shows it", () => {
    const digits = publicFingerprint(LEAKED.publicKeyPem, "qredo");
    assert.ok(text({ keys: [LEAKED], apiKeys: [] }, {}, { form: "qredo" }).includes(digits.slice(-4)));
  });

  it("stays until the list does not name the key any more, also where nothing is to be uploaded", () => {
    const acknowledged = { acknowledgedFingerprint: LIVE.fingerprint };
    const lines = text({ keys: [LEAKED], apiKeys: [API_KEY] }, acknowledged).split("\n");
    assert.equal(lines[0], "Remove the compromised keys of acme production at the partner first.");
    assert.ok(lines.includes(`2. Remove the compromised API key ${API_KEY.fingerprint} at the partner.`));
    assert.match(lines.at(-1) ?? "", /take it out of compromised and compromisedApiKeys of/);
    assert.match(text({ keys: [], apiKeys: [] }, acknowledged), /^Nothing to upload for acme production\./);
  });

  it("is of the keys that are named and known", () => {
    assert.deepEqual(stillNamed([LEAKED.fingerprint], [LEAKED, API_KEY]), [LEAKED]);
    assert.deepEqual(stillNamed(undefined, [LEAKED]), []);
    assert.deepEqual(stillNamed([LEAKED.fingerprint], undefined), []);
  });
});
