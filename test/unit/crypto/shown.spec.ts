import * as assert from "node:assert/strict";
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { PRIVATE_FORMS } from "../../../resources/crypto/keyPairs/privateForm";
import { shown } from "../../../resources/crypto/shown";
import { AROUND, LINES } from "../../support/wrappings";

const CURVES = ["P-256", "P-384", "P-521", "secp256k1"];
const ec = (namedCurve: string) => generateKeyPairSync("ec", { namedCurve });
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ed25519 = generateKeyPairSync("ed25519");

type Type = "pkcs1" | "sec1" | "pkcs8";
const KEYS: readonly (readonly [string, KeyObject, readonly Type[]])[] = [
  ["RSA", rsa.privateKey, ["pkcs1", "pkcs8"]],
  ["Ed25519", ed25519.privateKey, ["pkcs8"]],
  ...CURVES.map((curve) => [curve, ec(curve).privateKey, ["sec1", "pkcs8"]] as const),
];

/** How a key gets into a value by mistake: as it is stored, and as CI systems and tools carry it. */
function formsOf(key: KeyObject, type: Type): Readonly<Record<string, unknown>> {
  const pem = key.export({ type, format: "pem" }).toString();
  const der = key.export({ type, format: "der" });
  return {
    PEM: pem,
    "PEM on one line": pem.replaceAll("\n", "\\n"),
    "base64 of the PEM": Buffer.from(pem).toString("base64"),
    "base64 of the PEM after a comment": Buffer.from(`# of production\n${pem}`).toString("base64"),
    "base64 of the base64": Buffer.from(der.toString("base64")).toString("base64"),
    "DER in hex with colons": der.toString("hex").replace(/(..)(?=.)/g, "$1:"),
    "DER in hex on several lines": der.toString("hex").replace(/(.{32})/g, "$1\n    "),
    "DER in base64": der.toString("base64"),
    "DER in base64url": der.toString("base64url"),
    "DER in hex": der.toString("hex"),
    "DER in upper-case hex": der.toString("hex").toUpperCase(),
    "a field of an object": { key: der.toString("base64") },
    "JSON of a secret": JSON.stringify({ privateKeyPem: pem }),
  };
}

describe("a refused value, as a message shows it", () => {
  for (const [name, key, types] of KEYS) {
    for (const type of types)
      for (const [form, value] of Object.entries(formsOf(key, type)))
        it(`is not shown: ${name}, ${type}, ${form}`, () =>
          assert.equal(shown(value, 10_000), "a private key (not shown)"));
    const jwk = key.export({ format: "jwk" });
    const jwkText = JSON.stringify(jwk, null, 2);
    const unquoted = jwkText.replace(/"(\w+)":/g, "$1:").replaceAll('"', "'");
    const jwks = { object: jwk, text: jwkText, JavaScript: unquoted, base64: Buffer.from(jwkText).toString("base64") };
    for (const [form, value] of Object.entries(jwks))
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
});
