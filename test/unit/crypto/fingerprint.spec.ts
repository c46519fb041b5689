import * as assert from "node:assert/strict";
import { createPublicKey } from "node:crypto";
import * as fc from "fast-check";
import {
  fingerprintOf,
  publicKeyFingerprint,
  shortFingerprint,
  spkiDer,
  spkiPem,
} from "../../../resources/crypto/fingerprint";
import { publishedTestKeyPem, VECTORS } from "../../support/partnerApiVectors";
import { itHolds } from "../../support/properties";

const { publishedTestKey, webAppFingerprint } = VECTORS;
const publishedPublicPem = createPublicKey(publishedTestKeyPem("pkcs1"))
  .export({ type: "spki", format: "pem" })
  .toString();

/** Whatever a PEM parser may be given, near misses above all. */
const ALMOST_PEM = fc.oneof(
  fc.string(),
  fc.base64String().map((body) => `-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----\n`),
  fc.tuple(fc.nat(publishedPublicPem.length - 1), fc.string({ maxLength: 3 })).map(([at, noise]) => {
    return publishedPublicPem.slice(0, at) + noise + publishedPublicPem.slice(at + 1);
  }),
  fc.nat(publishedPublicPem.length - 1).map((length) => publishedPublicPem.slice(0, length)),
);

describe("fingerprint", () => {
  it("is SHA256: and the base64 of the SHA-256 of the public key's DER", () => {
    assert.equal(publicKeyFingerprint(publishedPublicPem), `SHA256:${publishedTestKey.spkiSha256Base64}`);
  });

  it("of bytes and of text is the digest that shasum prints", () => {
    assert.equal(fingerprintOf(""), "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    assert.equal(fingerprintOf(Buffer.from("abc")), "SHA256:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    assert.equal(fingerprintOf("abc"), fingerprintOf(Buffer.from("abc")));
  });

  const sameKey: readonly (readonly [string, string])[] = [
    ["CRLF line ends", publishedPublicPem.replaceAll("\n", "\r\n")],
    ["no final newline", publishedPublicPem.trimEnd()],
    ["text around it", `my key:\n${publishedPublicPem}that was it\n`],
  ];
  for (const [what, pem] of sameKey) {
    it(`is the same for a PEM with ${what}`, () => {
      assert.equal(publicKeyFingerprint(pem), publicKeyFingerprint(publishedPublicPem));
    });
  }

  it("in short form is what the partner's web app showed in its one published example", () => {
    assert.equal(shortFingerprint(webAppFingerprint.publicKeyPem), webAppFingerprint.shown);
  });

  it("in short form does not depend on the final newline", () => {
    assert.equal(shortFingerprint(webAppFingerprint.publicKeyPem.trimEnd()), webAppFingerprint.shown);
  });

  it("in short form is another one for another key", () => {
    assert.notEqual(shortFingerprint(publishedPublicPem), webAppFingerprint.shown);
  });

  it("finds the PEM again from its DER, byte for byte", () => {
    for (const pem of [publishedPublicPem, webAppFingerprint.publicKeyPem]) assert.equal(spkiPem(spkiDer(pem)), pem);
  });

  itHolds("of anything that is not a public key is a plain Error", ALMOST_PEM, (pem) => {
    try {
      assert.match(publicKeyFingerprint(pem), /^SHA256:[A-Za-z0-9+/]{43}=$/);
    } catch (error) {
      assert.ok(error instanceof Error && !(error instanceof assert.AssertionError), String(error));
    }
  });
});
