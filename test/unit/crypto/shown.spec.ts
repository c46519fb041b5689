import * as assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { PRIVATE_FORMS } from "../../../resources/crypto/keyPairs/privateForm";
import { MINIMUM_KEY_LENGTH } from "../../../resources/partners/issued/issuedKey";
import { shown, shownName, unshown } from "../../../resources/crypto/shown";
import { CURVES, ec, ed25519, formsOf, jwksOf, KEYS, rsa } from "../../support/mistakenKeys";
import { AROUND, LINES } from "../../support/wrappings";

function assertHidden(value: unknown): void {
  for (const show of [shown, unshown]) assert.equal(show(value), "a private key (not shown)");
}

describe("a refused value, as a message shows it", () => {
  for (const [name, key, types] of KEYS) {
    for (const type of types)
      for (const [form, value] of Object.entries(formsOf(key, type)))
        it(`is not shown: ${name}, ${type}, ${form}`, () => assertHidden(value));
    for (const [form, value] of Object.entries(jwksOf(key)))
      it(`is not shown: ${name}, JWK as ${form}`, () => assertHidden(value));
  }

  it("is not shown: Ed25519 in OpenSSH's form, with and without its first line", () => {
    const text = PRIVATE_FORMS.openssh.write(ed25519.privateKey);
    for (const value of [text, text.split("\n").slice(1).join("\n"), Buffer.from(text).toString("base64")])
      assertHidden(value);
  });

  for (const [how, wrap] of [...Object.entries(LINES), ...Object.entries(AROUND)])
    it(`is not shown: a private key with ${how}`, () => {
      for (const [, key, types] of KEYS)
        for (const type of types) {
          const text = wrap(key.export({ type, format: "pem" }).toString());
          assertHidden(text);
        }
    });

  it("is told from a public key, in every curve, and from what else a person gives", () => {
    const keys = [rsa.publicKey, ed25519.publicKey, ...CURVES.map((curve) => ec(curve).publicKey)];
    for (const key of keys) {
      const der = key.export({ type: "spki", format: "der" });
      for (const text of [der.toString("base64"), der.toString("hex"), JSON.stringify(key.export({ format: "jwk" }))])
        assert.match(unshown(text), /^a value of type string \(\d+ characters/);
    }
    for (const value of ["203007020100", "arn:aws:kms:us-east-1:123456789012:key/1"])
      assert.match(unshown(value), /^a value of type string/);
    const circular: Record<string, unknown> = {};
    circular["itself"] = circular;
    for (const value of [circular, { d: "x" }, { id: "d" }, Buffer.from("key")])
      assert.equal(unshown(value), "a value of type object");
  });

  const LONGEST = "a".repeat(MINIMUM_KEY_LENGTH - 1);
  for (const [value, text] of [
    [1024, "1024"],
    [NaN, "NaN"],
    [true, "true"],
    [undefined, "undefined"],
    [null, "null"],
    ["", '""'],
    ["sandbx", '"sandbx"'],
    [LONGEST, JSON.stringify(LONGEST)],
    [`${LONGEST}a`, "a value of type string (16 characters)"],
    [["AWSCURRENT", "AWSNEXT"], '["AWSCURRENT","AWSNEXT"]'],
    [[`${LONGEST}a`], "a value of type array"],
    [[["a"]], "a value of type array"],
    [Array.from({ length: 9 }, () => "a"), "a value of type array"],
    [{ a: 1 }, "a value of type object"],
    [10n, "10"],
    [10n ** 15n, "a value of type bigint"],
    [() => 0, "a value of type function"],
  ] as const)
    it(`is shown where it is shorter than any key: ${text}`, () => assert.equal(shown(value), text));

  it("is described where it may be a key, so that the mistake is found without it", () => {
    for (const [value, text] of [
      ["", '""'],
      ["x", "a value of type string (1 character)"],
      ["acme key", "a value of type string (8 characters, a blank at 5)"],
      ["a\n", "a value of type string (2 characters, a line end at 2)"],
      ["\u00fcn*", "a value of type string (3 characters, a character beyond ASCII at 1, a sign at 3)"],
      [42, "a value of type number"],
      [false, "a value of type boolean"],
      [undefined, "undefined"],
      [null, "null"],
      [["x"], "a value of type array"],
      [[], "[]"],
      [{}, "{}"],
    ] as const)
      assert.equal(unshown(value), text);
  });

  it("names a field that reads like a name, and no other", () => {
    for (const name of [
      "",
      "a",
      "profle",
      "ec2MetadataServiceEndpointMode",
      "team:cost-center/of the year",
      "aws:x",
      "__proto__",
    ])
      assert.equal(shownName(name), name);
    for (let i = 0; i < 500; i++)
      for (const encoding of ["base64url", "hex"] as const) {
        const key = `sk_live_${randomBytes(24).toString(encoding)}`;
        for (const one of [key, key.slice(8), `${key}=`])
          assert.equal(shownName(one), `a name of ${one.length} characters (not shown)`);
      }
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
    it(`is judged in one go: many ${what}`, () => assert.match(unshown(text), /^a value of type string/));
});
