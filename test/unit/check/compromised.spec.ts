import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { fingerprintOf, publicKeyFingerprint } from "../../../resources/crypto/publicKey/fingerprint";
import type { KeyInputs } from "../../../resources/kinds/keyInputs";
import type { KeyKind } from "../../../resources/kinds/keyKind";
import { KINDS, type KindName } from "../../../resources/kinds/kinds";
import { checkKey } from "../../../resources/plugin/check/checkKey";
import { FakeWorld } from "../../support/fakeWorld";

type Props = Record<string, unknown>;

const BASE = { secretName: "partner/key", owner: "p/s/key", region: "eu-west-1", publishAs: "pending" };
const VALUE = "an-api-key-that-the-partner-issued-0123456789";
const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const OF_VALUE = fingerprintOf(VALUE);
const OF_PAIR = publicKeyFingerprint(publicKey);

describe("check of a key that is named compromised", () => {
  const reasons = async (kind: KindName, news: Props, olds: Props = {}, variable?: string) => {
    const world = new FakeWorld();
    if (variable !== undefined) world.environment["KEY"] = variable;
    const checked = await checkKey(KINDS[kind] as KeyKind<KeyInputs>, olds, { ...BASE, ...news }, world.context());
    return checked.failures.map(({ reason }) => reason);
  };
  const issued = { env: "KEY" };

  it("takes a list beside an Activation, and refuses one where AWS would keep AWSPREVIOUS on the key", async () => {
    assert.deepEqual(await reasons("RsaKeyPair", { compromised: [OF_PAIR] }), []);
    for (const publishAs of ["current", undefined])
      assert.deepEqual(await reasons("RsaKeyPair", { compromised: [OF_PAIR], publishAs }), [
        'compromised: given without publishAs "pending", allowed: on a key whose labels an Activation moves, which gets the same list',
      ]);
  });

  it("refuses a fingerprint in any other form", async () => {
    for (const bad of [["a1b2"], [OF_PAIR.slice(0, -1)], ["0".repeat(64)], OF_PAIR, [7], [OF_PAIR, null]]) {
      const [reason = "", ...others] = await reasons("RsaKeyPair", { compromised: bad });
      assert.deepEqual(others, []);
      assert.match(
        reason,
        /^compromised: .* is not allowed, allowed: a list of at most 20, each the full fingerprint of a key/,
      );
      assert.ok(!reason.includes(OF_PAIR.slice(7, -2)), reason);
    }
  });

  for (const [kind, value, fingerprint, wayOut] of [
    ["ApiKey", VALUE, OF_VALUE, ""],
    ["RsaKeyPair", privateKey, OF_PAIR, ", or take issued out and pulumi makes one"],
  ] as const)
    describe(`of an issued ${kind}`, () => {
      const stored = { ...BASE, issued, issuedFingerprint: fingerprint };
      const named = { issued, compromised: [fingerprint] };

      it("refuses the value for ever: new, stored, replaced, asked for again", async () => {
        const reason = `issued: environment variable KEY: it holds the key ${fingerprint}, which is named in compromised: provide another key there${wayOut}`;
        for (const olds of [
          {},
          stored,
          { ...stored, issuedFingerprint: fingerprintOf("another"), replacedFingerprints: [fingerprint] },
        ])
          for (const more of [{}, { issued: { ...issued, allowPrevious: true } }])
            assert.deepEqual(await reasons(kind, { ...named, ...more }, olds, value), [reason]);
      });

      it("does not keep it where its source is gone", async () => {
        assert.deepEqual(await reasons(kind, named, stored), [
          `issued: environment variable KEY: does not exist, and the stored key ${fingerprint} is named in compromised: provide another key there${wayOut}`,
        ]);
      });

      it("takes it where another one is named", async () => {
        const other = { issued, compromised: [fingerprintOf("another")] };
        assert.deepEqual(await reasons(kind, other, {}, value), []);
        assert.deepEqual(await reasons(kind, other, stored), []);
      });
    });
});
