import * as assert from "node:assert/strict";
import { createPublicKey } from "node:crypto";
import * as fc from "fast-check";
import * as forge from "node-forge";
import { fingerprintOf, publicKeyFingerprint, spkiDer, spkiPem } from "../../../resources/crypto/publicKey/fingerprint";
import { shortFingerprint } from "../../../resources/partners/shortFingerprint";
import { FINGERPRINT_FORMS, isOfCertificate, publicFingerprint } from "../../../resources/partners/fingerprintForms";
import { publishedTestKeyPem, VECTORS } from "../../support/partnerApiVectors";
import { itHolds } from "../../support/properties";
import { AROUND, bodyOf, LINES } from "../../support/wrappings";

const { publishedTestKey, webAppFingerprint } = VECTORS;
const publishedPublicPem = createPublicKey(publishedTestKeyPem("pkcs1"))
  .export({ type: "spki", format: "pem" })
  .toString();

const FORMS_OF_KEYS = FINGERPRINT_FORMS.filter((form) => !isOfCertificate(form));

/** Whatever a PEM parser may be given, near misses above all. */
const ALMOST_PEM = fc.oneof(
  fc.string(),
  fc.base64String().map((body) => `-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----\n`),
  fc.tuple(fc.nat(publishedPublicPem.length - 1), fc.string({ maxLength: 3 })).map(([at, noise]) => {
    return publishedPublicPem.slice(0, at) + noise + publishedPublicPem.slice(at + 1);
  }),
  fc.nat(publishedPublicPem.length - 1).map((length) => publishedPublicPem.slice(0, length)),
  fc.tuple(fc.string(), fc.string()).map(([before, after]) => `${before}\n${publishedPublicPem}${after}`),
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

  for (const [what, pem] of sameKey)
    it(`as partners show it is the same for a PEM with ${what}`, () => {
      for (const form of FORMS_OF_KEYS)
        assert.equal(publicFingerprint(pem, form), publicFingerprint(publishedPublicPem, form), form);
    });

  it("in short form is what the partner's web app showed in its one published example", () => {
    assert.equal(shortFingerprint(webAppFingerprint.publicKeyPem), webAppFingerprint.shown);
  });

  it("in short form does not depend on the final newline", () => {
    assert.equal(shortFingerprint(webAppFingerprint.publicKeyPem.trimEnd()), webAppFingerprint.shown);
  });

  for (const [what, pem] of sameKey.slice(0, 2)) {
    it(`in short form is the same for a PEM with ${what}`, () => {
      assert.equal(shortFingerprint(pem), shortFingerprint(publishedPublicPem));
    });
  }

  it("in short form is the same for a PEM that an editor of Windows saved", () => {
    const saved = `\ufeff${webAppFingerprint.publicKeyPem.replaceAll("\n", "\r\n")}`;
    assert.equal(shortFingerprint(saved), webAppFingerprint.shown);
    assert.equal(publicKeyFingerprint(saved), publicKeyFingerprint(webAppFingerprint.publicKeyPem));
  });

  for (const [what, wrap] of [...Object.entries(LINES), ...Object.entries(AROUND), ["its body alone", bodyOf] as const])
    it(`as partners show it is that of a PEM with ${what}`, () => {
      const pem = webAppFingerprint.publicKeyPem;
      assert.equal(shortFingerprint(wrap(pem)), webAppFingerprint.shown);
      for (const form of FORMS_OF_KEYS) assert.equal(publicFingerprint(wrap(pem), form), publicFingerprint(pem, form));
    });

  it("in short form is that of the text where its lines have another width", () => {
    const wide = publishedPublicPem.replace(/([^-\n])\n([^-])/g, "$1$2");
    assert.notEqual(shortFingerprint(wide), shortFingerprint(publishedPublicPem));
    assert.equal(publicFingerprint(wide, "qredo"), shortFingerprint(publishedPublicPem));
  });

  it("in short form is another one for another key", () => {
    assert.notEqual(shortFingerprint(publishedPublicPem), webAppFingerprint.shown);
  });

  it("finds the PEM again from its DER, byte for byte", () => {
    for (const pem of [publishedPublicPem, webAppFingerprint.publicKeyPem]) assert.equal(spkiPem(spkiDer(pem)), pem);
  });

  it("is refused for an RSA key whose exponent is even: one changed bit before the numbers makes it so", () => {
    const unusedBit = publishedPublicPem.replace("AQ8A", "AQ8B");
    assert.notEqual(unusedBit, publishedPublicPem);
    assert.throws(() => publicKeyFingerprint(unusedBit), { code: "ERR_INVALID_INPUT", message: /exponent is even/ });
  });

  it("is refused where a line of the body begins with [A: only after an escape it is what a terminal wrote", () => {
    const withBracket = webAppFingerprint.publicKeyPem.replace(/\n(?=[A-Za-z0-9+/]{64}\n(?!-))/, "\n[A");
    assert.notEqual(withBracket, webAppFingerprint.publicKeyPem);
    assert.throws(() => publicKeyFingerprint(withBracket), { code: "ERR_INVALID_INPUT" });
    const coloured = withBracket.replace("[A", "\u001b[A");
    assert.equal(publicKeyFingerprint(coloured), publicKeyFingerprint(webAppFingerprint.publicKeyPem));
  });

  itHolds("of any text is that of the key in it, or one error of ours that quotes nothing", ALMOST_PEM, (pem) => {
    const found = fingerprintOrError(pem);
    if (found instanceof Error) {
      assert.equal((found as NodeJS.ErrnoException).code, "ERR_INVALID_INPUT", String(found));
      for (const line of pem.split("\n").filter((line) => line.length >= 8)) assert.ok(!found.message.includes(line));
      assert.notEqual(pem, publishedPublicPem, "a good key is refused");
    } else {
      assert.equal(found, fingerprintByForge(pem));
    }
  });
});

function fingerprintOrError(pem: string): string | Error {
  try {
    return publicKeyFingerprint(pem);
  } catch (error) {
    assert.ok(error instanceof Error);
    return error;
  }
}

/** The same from node-forge's encoding of the numbers in the key, which must be in the text. */
function fingerprintByForge(pem: string): string {
  const [, body = ""] = /BEGIN[A-Z\s]+KEY-{5,}([^-]+)/.exec(pem) ?? [];
  const base64 = body.replace(/\\[nrt]|[^A-Za-z0-9+/]/g, ""); // what stands between the characters of a body
  const { n, e } = forge.pki.publicKeyFromAsn1(forge.asn1.fromDer(Buffer.from(base64, "base64").toString("binary")));
  const key = forge.pki.setRsaPublicKey(n, e);
  return fingerprintOf(Buffer.from(forge.asn1.toDer(forge.pki.publicKeyToAsn1(key)).getBytes(), "binary"));
}
