import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import type { KeyVersion } from "../../../resources";
import { publicKeyFingerprint } from "../../../resources/crypto/publicKey/fingerprint";
import { wholeInputs, type ActivationInputs } from "../../../resources/plugin/activation/activationInputs";
import { candidateOf, certificateIn, stateOf } from "../../../resources/plugin/activation/activationState";
import { diffActivation } from "../../../resources/plugin/activation/diffActivation";
import { checkActivation } from "../../../resources/plugin/check/checkActivation";
import { publicFingerprint } from "../../../resources/partners/fingerprintForms";
import { FakeWorld } from "../../support/fakeWorld";
import { selfSigned } from "../../support/selfSigned";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:acme/private.pem-AbCdEf";
const NOW = new Date("2030-01-02T00:00:00Z");

function certified(versionId: string): Required<Omit<KeyVersion, "createdAt" | "keyId">> {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const publicKeyPem = publicKey.export({ type: "spki", format: "pem" }).toString();
  const certificatePem = selfSigned(privateKey);
  return { versionId, fingerprint: publicKeyFingerprint(publicKeyPem), publicKeyPem, certificatePem };
}

describe("the certificate of a candidate in state", () => {
  const [live, pending] = [certified("1".repeat(32)), certified("2".repeat(32))];
  const inputs = { secretArn: ARN, candidate: pending, region: "eu-west-1", owner: "p/s/live" };
  const facts = { live, pending, previous: null, promotedAt: "2030-01-01T00:00:00.000Z", drift: "" };

  it("is there once: with the key that the candidate has become", () => {
    const state = stateOf(inputs, facts);
    assert.deepEqual(state, { ...inputs, ...facts, candidate: { versionId: pending.versionId } });
    assert.deepEqual(candidateOf(state), pending);
    assert.deepEqual(candidateOf({ ...state, candidate: pending }), pending, "of an earlier version");
  });

  it("tells the public half of the candidate in the inputs, which do not repeat it", async () => {
    const { inputs: checked, failures } = await checkActivation({}, { ...inputs }, new FakeWorld().context());
    assert.deepEqual(failures, []);
    const { publicKeyPem: _, ...kept } = pending;
    assert.deepEqual(checked["candidate"], kept);
    assert.deepEqual(wholeInputs(checked as unknown as ActivationInputs).candidate, pending);
    const lost = stateOf(checked as unknown as ActivationInputs, { ...facts, pending: null });
    assert.deepEqual(candidateOf(lost), pending);
  });

  it("is not repeated by the inputs where its key has told it in this run", async () => {
    const certificateOf = (told: string) => (versionId: string) => (versionId === pending.versionId ? told : undefined);
    const checked = async (told: string) => {
      const { inputs: of, failures } = await checkActivation(
        {},
        { ...inputs },
        new FakeWorld().context(),
        certificateOf(told),
      );
      assert.deepEqual(failures, []);
      return of as unknown as ActivationInputs;
    };
    const { versionId, fingerprint, certificatePem } = pending;
    const kept = await checked(certificatePem);
    assert.deepEqual(kept.candidate, { versionId, fingerprint });
    assert.deepEqual(wholeInputs(kept, certificateOf(certificatePem)).candidate, pending);
    const { candidate } = await checked(live.certificatePem);
    assert.deepEqual(candidate, { versionId, fingerprint, certificatePem }, "the key told another one");
  });

  it("is known by the state of the activation, wherever that holds it", () => {
    const { publicKeyPem: _, ...candidate } = pending;
    for (const state of [{ live, pending }, { live: pending }, { live, previous: pending }, { live, candidate }])
      assert.equal(certificateIn(state, pending.versionId), pending.certificatePem);
    for (const state of [undefined, {}, { live }, { live, candidate: { versionId: pending.versionId } }])
      assert.equal(certificateIn(state, pending.versionId), undefined);
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

  it("of a key that is older than the previous one names no key, and the refusal names the certificates there are", () => {
    const older = certified("3".repeat(32));
    const acknowledgedFingerprint = publicFingerprint(older.certificatePem, "x509-sha1");
    const news = { ...inputs, acknowledgedFingerprint };
    assert.throws(
      () => diffActivation({ ...stateOf(inputs, facts) }, news, NOW),
      ({ message }: Error) =>
        message.includes(`acknowledgedFingerprint ${acknowledgedFingerprint} names no key of this secret`) &&
        [live, pending].every((key) => message.includes(publicFingerprint(key.certificatePem, "x509-sha1"))),
    );
  });

  it("acknowledges the pending key in a preview that does not know its outputs", () => {
    const acknowledgedFingerprint = publicFingerprint(pending.certificatePem, "x509-sha1");
    const news = { ...inputs, candidate: UNKNOWN, acknowledgedFingerprint };
    const { plan } = diffActivation({ ...stateOf(inputs, facts) }, news, NOW, "kept");
    assert.match(plan, new RegExp(`^${pending.fingerprint.replace(/[+/]/g, "\\$&")} goes live; `));
  });
});
