import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import * as fc from "fast-check";
import { formsOf, isFingerprintOf, likeText, type PublicFacts } from "../../../resources/partners/acknowledgement";
import { fingerprintOf, publicKeyFingerprint } from "../../../resources/crypto/publicKey/fingerprint";
import { FINGERPRINT_FORMS, isOfCertificate, publicFingerprint } from "../../../resources/partners/fingerprintForms";
import { itHolds } from "../../support/properties";
import { selfSigned } from "../../support/selfSigned";

function newKey(type: "rsa" | "ec" | "ed25519", namedCurve = "P-256"): Required<PublicFacts> {
  const pair = generateKeyPairSync(type as "rsa", { modulusLength: 2048, namedCurve } as { modulusLength: number });
  const publicKeyPem = pair.publicKey.export({ type: "spki", format: "pem" }).toString();
  const certificatePem = selfSigned(pair.privateKey);
  return { publicKeyPem, fingerprint: publicKeyFingerprint(publicKeyPem), certificatePem };
}

const KEYS = {
  RSA: newKey("rsa"),
  "another RSA": newKey("rsa"),
  "P-256": newKey("ec"),
  secp256k1: newKey("ec", "secp256k1"),
  Ed25519: newKey("ed25519"),
};
const API_KEY: PublicFacts = { fingerprint: fingerprintOf("an API key") };

/** `undefined` where a kind of key has no such fingerprint. */
function fingerprintIn(form: (typeof FINGERPRINT_FORMS)[number], key: Required<PublicFacts>) {
  try {
    return publicFingerprint(isOfCertificate(form) ? key.certificatePem : key.publicKeyPem, form);
  } catch {
    return undefined;
  }
}

const hexOf = ({ fingerprint }: PublicFacts) => Buffer.from(fingerprint.slice(7), "base64").toString("hex");

const pairs = (base64: string, separator: string) =>
  (Buffer.from(base64, "base64").toString("hex").match(/../g) ?? []).join(separator);

/** The ways people write each form down. */
const WRITTEN: Readonly<Record<(typeof FINGERPRINT_FORMS)[number], readonly ((text: string) => string)[]>> = {
  "spki-sha256": [
    (text) => text,
    (text) => text.slice(7),
    (text) => text.replace("=", ""),
    (text) => text.slice(7).replace("=", ""),
    (text) => Buffer.from(text.slice(7), "base64").toString("hex"),
    (text) => Buffer.from(text.slice(7), "base64").toString("hex").toUpperCase(),
    (text) => pairs(text.slice(7), ":").toUpperCase(),
    (text) => pairs(text.slice(7), " "),
    (text) => pairs(text.slice(7), "-"),
    (text) => `sha256 Fingerprint=${pairs(text.slice(7), ":").toUpperCase()}`,
    (text) => `SHA2-256(stdin)= ${Buffer.from(text.slice(7), "base64").toString("hex")}`,
    (text) => `(stdin)= ${Buffer.from(text.slice(7), "base64").toString("hex")}`,
    (text) => `${Buffer.from(text.slice(7), "base64").toString("hex")} *stdin`,
    (text) => `${Buffer.from(text.slice(7), "base64").toString("hex")}  key.der`,
    (text) => `sha256:${Buffer.from(text.slice(7), "base64").toString("hex")}`,
    (text) => text.replace("SHA256:", "sha256:"),
    (text) => text.replace("SHA256:", "SHA-256: "),
    (text) => `${text} (\u2026a8d4)`,
  ],
  "spki-md5": [
    (text) => text,
    (text) => text.toUpperCase(),
    (text) => text.replaceAll(":", ""),
    (text) => text.replaceAll(":", " "),
    (text) => `MD5:${text}`,
    (text) => `md5:${text.replaceAll(":", "")}`,
    (text) => `MD5(stdin)= ${text}`,
    (text) => `MD5 Fingerprint=${text.toUpperCase()}`,
    (text) => `${text.replaceAll(":", "")}  -`,
  ],
  "openssh-sha256": [
    (text) => text,
    (text) => text.slice(7),
    (text) => `${text}=`,
    (text) => `${text.slice(7)}=`,
    (text) => text.toLowerCase().slice(0, 7) + text.slice(7),
    (text) => `2048 ${text} acme signer (RSA)`,
    (text) => `256 ${text} me@host (ED25519)`,
    (text) => `256 ${text} no comment (ECDSA)`,
  ],
  "openssh-md5": [
    (text) => text,
    (text) => text.toLowerCase(),
    (text) => text.slice(4),
    (text) => text.slice(4).toUpperCase(),
    (text) => `2048 ${text} acme signer (RSA)`,
    (text) => `2048 ${text.slice(4)} me@host (RSA)`,
  ],
  "jwk-thumbprint": [(text) => text],
  "x509-sha1": [
    (text) => text,
    (text) => text.toLowerCase(),
    (text) => (text.match(/../g) ?? []).join(":"),
    (text) => (text.match(/../g) ?? []).join(" "),
    (text) => `sha1 Fingerprint=${(text.match(/../g) ?? []).join(":")}`,
    (text) => `SHA1(stdin)= ${text.toLowerCase()}`,
    (text) => `${text.toLowerCase()}  certificate.der`,
    (text) => `SHA1:${text}`,
    (text) => `SHA-1: ${text}`,
  ],
  "x509-sha256": [
    (text) => text,
    (text) => Buffer.from(text, "base64url").toString("hex"),
    (text) => `sha256 Fingerprint=${pairs(Buffer.from(text, "base64url").toString("base64"), ":").toUpperCase()}`,
    (text) => `SHA256:${Buffer.from(text, "base64url").toString("hex")}`,
  ],
  qredo: [(text) => text, (text) => text.toUpperCase(), (text) => `\u2026${text}`, (text) => `...${text}`],
};

/** What a person's copy, an env file or a page leaves around a fingerprint. */
const AROUND: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => ` ${text}`,
  (text) => `\t${text}\n`,
  (text) => `${text}\r\n`,
  (text) => `"${text}"`,
  (text) => `'${text}'`,
  (text) => `\u201c${text}\u201d`,
  (text) => `\ufeff${text}\u00a0`,
  (text) => `\u200b${text}`,
  (text) => `<${text}>`,
];

describe("acknowledgement", () => {
  for (const [name, key] of Object.entries(KEYS)) {
    for (const form of FINGERPRINT_FORMS) {
      const fingerprint = fingerprintIn(form, key);
      if (fingerprint === undefined) continue;
      it(`of ${name} as ${form}, however it is written, names this key and no other`, () => {
        const written = WRITTEN[form].map((write) => write(fingerprint));
        for (const text of [...written, ...AROUND.map((wrap, i) => wrap(written[i % written.length]!))]) {
          assert.ok(formsOf(text).includes(form), text);
          const named = Object.values(KEYS).filter((other) => isFingerprintOf(text, other));
          assert.deepEqual(named, [key], text);
          assert.equal(isFingerprintOf(text, API_KEY), false);
        }
      });

      it(`of ${name} as ${form} is shown again in that form`, () => {
        const shown = likeText(fingerprint, key);
        assert.ok(shown === fingerprint || shown.includes(`${fingerprint} (${form})`), shown);
      });
    }
  }

  it("of an API key is the SHA-256 of its value, in base64 or hex", () => {
    const { fingerprint } = API_KEY;
    const bare = fingerprint.slice(7);
    for (const text of [
      fingerprint,
      bare,
      fingerprint.replace("=", ""),
      hexOf(API_KEY),
      hexOf(API_KEY).toUpperCase(),
    ]) {
      assert.equal(isFingerprintOf(text, API_KEY), true, text);
      assert.equal(isFingerprintOf(text, KEYS.RSA), false);
    }
    for (const text of ["a8d4", "73:61:a2:21:67:e0:df:be:7e:4b:93:1e:15:98:a5:b7"]) {
      assert.equal(isFingerprintOf(text, API_KEY), false);
      assert.equal(likeText(text, API_KEY), fingerprint);
    }
  });

  const forms: readonly (readonly [text: string, forms: readonly string[]])[] = [
    ["a8d4", ["qredo"]],
    ["A8D4", ["qredo"]],
    ["73:61:a2:21:67:e0:df:be:7e:4b:93:1e:15:98:a5:b7", ["spki-md5", "openssh-md5"]],
    ["73:61:A2:21:67:E0:DF:BE:7E:4B:93:1E:15:98:A5:B7", ["spki-md5", "openssh-md5"]],
    ["0".repeat(64), ["spki-sha256", "x509-sha256"]],
    ["73:61:a2:21:67:e0:df:be:7e:4b:93:1e:15:98:a5:b7:00:00:00:00", ["x509-sha1"]],
    ["sha1 Fingerprint=73:61:a2:21:67:e0:df:be:7e:4b:93:1e:15:98:a5:b7:00:00:00:00", ["x509-sha1"]],
    [`MD5:${"0".repeat(40)}`, []],
    [`SHA1:${"0".repeat(32)}`, []],
    [`SHA256:${"0".repeat(40)}`, []],
    ["0".repeat(39), []],
    ["0".repeat(41), []],
    [`SHA256:${"A".repeat(43)}=`, ["spki-sha256", "openssh-sha256"]],
    [`SHA256:${"A".repeat(43)}`, ["spki-sha256", "openssh-sha256"]],
    [`${"A".repeat(43)}=`, ["spki-sha256", "openssh-sha256"]],
    ["A".repeat(43), ["spki-sha256", "openssh-sha256", "jwk-thumbprint", "x509-sha256"]],
    [`+${"A".repeat(42)}`, ["spki-sha256", "openssh-sha256"]],
    [`-${"A".repeat(42)}`, ["jwk-thumbprint", "x509-sha256"]],
    ["NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", ["jwk-thumbprint", "x509-sha256"]],
    // No fingerprint at all
    ["", []],
    ["a8d", []],
    ["a8d4f", []],
    ["a8dg", []],
    [`2048 SHA256:${"A".repeat(43)} ${"a".repeat(500)} (RSA)`, []],
    ["a8 d4", []],
    ["sha256:a8d4", []],
    ["a8d4 and more", []],
    ["73:61:a2:21:67:e0:df:be:7e:4b:93:1e:15:98:a5", []],
    ["73:61:a2:21:67:e0:df:be:7e:4b:93:1e:15:98:a5:b7:", []],
    ["73:61:a2:21-67:e0:df:be:7e:4b:93:1e:15:98:a5:b7", []],
    ["SHA256:73:61:a2:21:67:e0:df:be:7e:4b:93:1e:15:98:a5:b7", []],
    [`2048 SHA256:${"A".repeat(43)} a (RSA)\n256 SHA256:${"B".repeat(43)} b (ED25519)`, []],
    [`MD5:${"A".repeat(43)}=`, []],
    ["0".repeat(63), []],
    [`SHA256:-${"A".repeat(42)}`, []],
    [`-${"A".repeat(42)}=`, []],
    [`-+${"A".repeat(41)}`, []],
    ["A".repeat(42), []],
    ["A".repeat(44), []],
    [`SHA1:${"A".repeat(43)}=`, []],
  ];
  for (const [text, expected] of forms) {
    it(`${JSON.stringify(text)} is ${expected.length === 0 ? "no fingerprint" : expected.join(" or ")}`, () => {
      assert.deepEqual(formsOf(text), expected);
    });
  }

  it("of a text that can be several forms shows a key in each, with its name", () => {
    const inForm = (form: (typeof FINGERPRINT_FORMS)[number]) => `${String(fingerprintIn(form, KEYS.RSA))} (${form})`;
    const all = [inForm("spki-sha256"), inForm("openssh-sha256"), inForm("jwk-thumbprint")].join(" or ");
    assert.equal(likeText("A".repeat(43), KEYS.RSA), `${all} or ${inForm("x509-sha256")}`);
    const { certificatePem: _, ...withoutCertificate } = KEYS.RSA;
    assert.equal(likeText("A".repeat(43), withoutCertificate), all);
  });

  it("shows a key that has no such form by its own fingerprint", () => {
    assert.equal(likeText("a8d4", KEYS["P-256"]), KEYS["P-256"].fingerprint);
    assert.equal(likeText(`SHA256:${"A".repeat(43)}`, KEYS.secp256k1), KEYS.secp256k1.fingerprint);
  });

  itHolds("of any text names a key only when it is made of that key's digest", fc.string({ maxLength: 80 }), (text) => {
    for (const key of [KEYS.Ed25519, API_KEY]) assert.equal(isFingerprintOf(text, key), false);
  });
});
