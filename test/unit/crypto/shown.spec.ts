import * as assert from "node:assert/strict";
import { PRIVATE_FORMS } from "../../../resources/crypto/keyPairs/privateForm";
import { shown } from "../../../resources/crypto/shown";
import { CURVES, ec, ed25519, formsOf, jwksOf, KEYS, rsa } from "../../support/mistakenKeys";
import { AROUND, LINES } from "../../support/wrappings";

describe("a refused value, as a message shows it", () => {
  for (const [name, key, types] of KEYS) {
    for (const type of types)
      for (const [form, value] of Object.entries(formsOf(key, type)))
        it(`is not shown: ${name}, ${type}, ${form}`, () =>
          assert.equal(shown(value, 10_000), "a private key (not shown)"));
    for (const [form, value] of Object.entries(jwksOf(key)))
      it(`is not shown: ${name}, JWK as ${form}`, () =>
        assert.equal(shown(value, 10_000), "a private key (not shown)"));
  }

  it("is not shown: Ed25519 in OpenSSH's form, with and without its first line", () => {
    const text = PRIVATE_FORMS.openssh.write(ed25519.privateKey);
    for (const value of [text, text.split("\n").slice(1).join("\n"), Buffer.from(text).toString("base64")])
      assert.equal(shown(value, 10_000), "a private key (not shown)");
  });

  for (const [how, wrap] of [...Object.entries(LINES), ...Object.entries(AROUND)])
    it(`is not shown: a private key with ${how}`, () => {
      for (const [, key, types] of KEYS)
        for (const type of types) {
          const text = wrap(key.export({ type, format: "pem" }).toString());
          assert.equal(shown(text, 10_000), "a private key (not shown)");
        }
    });

  it("is shown: a public key, in every curve, and what else a person gives", () => {
    const keys = [rsa.publicKey, ed25519.publicKey, ...CURVES.map((curve) => ec(curve).publicKey)];
    for (const key of keys) {
      const der = key.export({ type: "spki", format: "der" });
      for (const text of [der.toString("base64"), der.toString("hex"), JSON.stringify(key.export({ format: "jwk" }))])
        assert.equal(shown(text, 10_000), JSON.stringify(text));
    }
    for (const value of [{ d: "x" }, "203007020100", "arn:aws:kms:us-east-1:123456789012:key/1", { id: "d" }])
      assert.equal(shown(value, 10_000), JSON.stringify(value));
    const circular: Record<string, unknown> = {};
    circular["itself"] = circular;
    assert.deepEqual(
      [circular, [10n], Buffer.from("key")].map((value) => shown(value)),
      ["object", "object", "Buffer"],
    );
    const others = { "acme/production/private.pem": "production", 1: NaN, 2: { a: [1] } };
    assert.deepEqual(
      Object.values(others).map((value) => shown(value)),
      ["NaN", '{"a":[1]}', '"production"'],
    );
    assert.deepEqual(
      [10n, undefined, () => 0, "x".repeat(200)].map((value) => shown(value)),
      ["10", "undefined", "function", `"${"x".repeat(99)}…`],
    );
  });

  // What walks such a text again for each of its characters is at it for minutes, and the limit of this tier is 10 s
  for (const [what, text] of [
    ["blanks", " ".repeat(150_000)],
    ["types of keys", "kty ".repeat(50_000)],
    ["members", '{"d" '.repeat(50_000)],
    ["members of a JWK", `kty${"{d".repeat(50_000)}`],
    ["colons", ":".repeat(150_000)],
    ["beginnings of a PEM", "-----BEGIN ".repeat(100_000)],
    ["beginnings of DER in hex", "3082".repeat(200_000)],
    ["base64", "MIIE".repeat(200_000)],
  ] as const)
    it(`is judged in one go: many ${what}`, () => assert.equal(shown(text), `"${JSON.stringify(text).slice(1, 100)}…`));
});
