import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import * as fc from "fast-check";
import { publicKeyFingerprint } from "../../../resources/crypto/publicKey/fingerprint";
import { fromLiveRecord, toLiveRecord } from "../../../resources/secrets/liveRecord";
import type { KeyVersion } from "../../../resources/words/keyVersion";
import { itHolds } from "../../support/properties";

function versionOf(modulusLength: number): KeyVersion {
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength });
  const publicKeyPem = publicKey.export({ type: "spki", format: "pem" }).toString();
  return { versionId: "v".repeat(36), fingerprint: publicKeyFingerprint(publicKeyPem), publicKeyPem };
}

describe("record of the live key in the tags", function () {
  this.timeout(60_000);
  const apiKey: KeyVersion = { versionId: "v".repeat(36), fingerprint: `SHA256:${"A".repeat(43)}=` };
  let keys: Map<number, KeyVersion>;
  before(() => {
    keys = new Map([2048, 3072, 4096].map((length) => [length, versionOf(length)]));
  });
  const key = (length = 2048) => keys.get(length) ?? assert.fail("made in before");

  for (const length of [2048, 3072, 4096]) {
    it(`gives a ${length}-bit public key back, byte for byte`, () => {
      assert.deepEqual(fromLiveRecord(toLiveRecord(key(length))), key(length));
    });

    it(`of a ${length}-bit key fits into tags that AWS takes`, () => {
      for (const [name, value] of Object.entries(toLiveRecord(key(length)))) {
        assert.match(name, /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u);
        assert.match(value, /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u);
      }
    });
  }

  it("gives an API key back, which has no public half", () => {
    assert.deepEqual(fromLiveRecord(toLiveRecord(apiKey)), apiKey);
  });

  it("of a smaller key leaves nothing of a larger one behind", () => {
    const overwritten = { ...toLiveRecord(key(4096)), ...toLiveRecord(key(2048)) };
    assert.deepEqual(fromLiveRecord(overwritten), key(2048));
    assert.deepEqual(fromLiveRecord({ ...overwritten, ...toLiveRecord(apiKey) }), apiKey);
  });

  it("is not there among other tags", () => {
    assert.equal(fromLiveRecord({ "partner-keys:owner": "p/s/key", team: "a" }), undefined);
  });

  for (const name of Object.keys(toLiveRecord(apiKey))) {
    it(`counts as none when ${name} was edited`, () => {
      const edited = { ...toLiveRecord(key(4096)), [name]: "edited" };
      const found = fromLiveRecord(edited);
      // The version is no part of the public half: it is compared with the labels by whoever reads the record
      if (name === "partner-keys:live-version") assert.equal(found?.versionId, "edited");
      else assert.equal(found, undefined);
    });
  }

  const garbage = fc.oneof(fc.string({ unit: "binary" }), fc.base64String({ maxLength: 256 }), fc.constant(""));
  itHolds(
    "is read from any text without ever failing",
    fc.tuple(garbage, garbage, garbage, garbage, garbage),
    (texts) => {
      const names = Object.keys(toLiveRecord(apiKey));
      const tags = Object.fromEntries(names.map((name, i) => [name, texts[i] ?? ""]));
      const found = fromLiveRecord(tags);
      assert.equal(found?.publicKeyPem, undefined, "a public key that nobody recorded");
    },
  );

  itHolds(
    "with one character of the public key changed never yields another key",
    fc.tuple(fc.nat(2), fc.nat(255), fc.base64String({ minLength: 4, maxLength: 4 })),
    ([tag, at, noise]) => {
      const tags = toLiveRecord(key());
      const name = `partner-keys:live-public-key-${tag + 1}`;
      const text = tags[name] ?? "";
      const found = fromLiveRecord({ ...tags, [name]: text.slice(0, at) + noise.charAt(0) + text.slice(at + 1) });
      assert.ok(found === undefined || found.publicKeyPem === key().publicKeyPem);
    },
  );
});
