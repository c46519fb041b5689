import * as assert from "node:assert/strict";
import type { ActivationInputs } from "../../../resources/plugin/activation/activationInputs";
import { unknownCompromised, withoutCompromised } from "../../../resources/plugin/activation/compromised";
import { shortFingerprint } from "../../../resources/partners/shortFingerprint";
import type { KeyVersion } from "../../../resources/words/keyVersion";

const keyOf = (letter: string, publicKeyPem = `public key ${letter}\n`): KeyVersion => ({
  versionId: letter.repeat(36),
  fingerprint: `SHA256:${letter.repeat(43)}=`,
  publicKeyPem,
});
const [A, B, C] = [keyOf("A"), keyOf("B"), keyOf("C")];
const inputs = (candidate: KeyVersion, more: Partial<ActivationInputs> = {}): ActivationInputs => ({
  ...{ secretArn: "arn", candidate, region: "us-east-1", owner: "p/s/live" },
  ...more,
});

describe("the keys of a secret without those that are compromised", () => {
  it("knows the candidate of the last run, which has no label: rolled back from, and retired", () => {
    const before = { candidate: B, live: A };
    const news = inputs(C, { compromised: [B.fingerprint] });
    assert.deepEqual(unknownCompromised(news, { live: A }, before), []);
    assert.deepEqual(withoutCompromised(news, { live: A }, before).compromised, [B]);
  });

  it("makes an acknowledgement void, with its id, where it names a compromised key alone", () => {
    const asked = { acknowledgedFingerprint: A.fingerprint, acknowledgedKeyId: "id-a", compromised: [A.fingerprint] };
    const alive = withoutCompromised(inputs(B, asked), { live: A }, {});
    assert.equal(alive.voided, A.fingerprint);
    assert.deepEqual(alive.inputs, inputs(B, { compromised: [A.fingerprint] }));
    assert.deepEqual(alive.known, {});
  });

  it("keeps one whose short form names a key besides that is alive", () => {
    const [dead, next] = sameShortForm();
    const acknowledgedFingerprint = shortFingerprint(String(next.publicKeyPem));
    const asked = inputs(next, { acknowledgedFingerprint, compromised: [dead.fingerprint] });
    const alive = withoutCompromised(asked, { live: dead, pending: next }, {});
    assert.deepEqual([alive.voided, alive.inputs, alive.known], [undefined, asked, { pending: next }]);
  });
});

/** With 65,536 short forms, some hundred texts are enough. */
function sameShortForm(): readonly [KeyVersion, KeyVersion] {
  const seen = new Map<string, string>();
  for (let i = 0; ; i++) {
    const pem = `public key ${i}\n`;
    const form = shortFingerprint(pem);
    const other = seen.get(form);
    if (other !== undefined) return [keyOf("A", other), keyOf("B", pem)];
    seen.set(form, pem);
  }
}
