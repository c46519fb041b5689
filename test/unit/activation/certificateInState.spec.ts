import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import type { KeyVersion } from "../../../resources";
import { publicKeyFingerprint } from "../../../resources/crypto/publicKey/fingerprint";
import { candidateOf, stateOf } from "../../../resources/plugin/activation/activationState";
import { diffActivation } from "../../../resources/plugin/activation/diffActivation";
import { publicFingerprint } from "../../../resources/partners/fingerprintForms";
import { selfSigned } from "../../support/selfSigned";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const NOW = new Date("2030-01-02T00:00:00Z");

function certified(versionId: string): Required<Omit<KeyVersion, "createdAt">> {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const publicKeyPem = publicKey.export({ type: "spki", format: "pem" }).toString();
  const certificatePem = selfSigned(privateKey);
  return { versionId, fingerprint: publicKeyFingerprint(publicKeyPem), publicKeyPem, certificatePem };
}

describe("the certificate of a candidate in state", () => {
  const [live, pending] = [certified("1"), certified("2")];
  const inputs = { secretArn: "arn", candidate: pending, region: "eu-west-1", owner: "p/s/live" };
  const facts = { live, pending, previous: null, promotedAt: "2030-01-01T00:00:00.000Z", drift: "" };
  const { certificatePem: _, ...bare } = pending;

  it("is there once: with the key that the candidate has become", () => {
    const state = stateOf(inputs, facts);
    assert.deepEqual(state, { ...inputs, ...facts, candidate: bare });
    assert.deepEqual(candidateOf(state), pending);
  });

  it("stays with a candidate that is no key of the activation any more", () => {
    const state = stateOf(inputs, { ...facts, pending: null });
    assert.deepEqual(state.candidate, pending);
    assert.deepEqual(candidateOf(state), pending);
  });

  it("asks for nothing when it is given again", () => {
    const { changes, plan } = diffActivation({ ...stateOf(inputs, facts) }, { ...inputs }, NOW);
    assert.deepEqual({ changes, plan }, { changes: false, plan: "" });
  });

  it("acknowledges the pending key in a preview that does not know its outputs", () => {
    const acknowledgedFingerprint = publicFingerprint(pending.certificatePem, "x509-sha1");
    const news = { ...inputs, candidate: UNKNOWN, acknowledgedFingerprint };
    const { plan } = diffActivation({ ...stateOf(inputs, facts) }, news, NOW, "kept");
    assert.match(plan, new RegExp(`^${pending.fingerprint.replace(/[+/]/g, "\\$&")} goes live; `));
  });
});
