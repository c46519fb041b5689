import * as assert from "node:assert/strict";
import * as crypto from "node:crypto";
import { createRequire } from "node:module";
import {
  openSshPublicKey,
  publicArtifact,
  publicFingerprint,
  publicJwk,
  publicKeyFingerprint,
  rawPublicKey,
} from "../../../resources/publicKey";
import { shownFor } from "../../../resources/words/keyVersion";
import { failure } from "../../support/failure";

function newPem(type: "rsa" | "ec" | "ed25519" | "x25519", namedCurve = "P-256"): string {
  const options = { modulusLength: 2048, namedCurve };
  const { publicKey } = crypto.generateKeyPairSync(type as "ec", options);
  return publicKey.export({ type: "spki", format: "pem" }).toString();
}

const RSA = newPem("rsa");
const P256 = newPem("ec");
const SECP256K1 = newPem("ec", "secp256k1");
const ED25519 = newPem("ed25519");
const PRIVATE = crypto
  .generateKeyPairSync("ec", { namedCurve: "P-256" })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();
const label = (pem: string, other: string) => pem.replaceAll("PUBLIC KEY", other);

const NOT_PUBLIC: readonly (readonly [what: string, text: string | undefined, why: RegExp])[] = [
  ["nothing", "", /it is no PEM/],
  ["a fingerprint", publicKeyFingerprint(RSA), /it is no PEM/],
  ["an OpenSSH line", openSshPublicKey(ED25519), /it is no PEM/],
  ["a PEM of 20 kB", label(RSA, "PUBLIC KEY") + "A".repeat(20_000), /it has 2\d{4} characters, a public key at most/],
  ["a private key", PRIVATE, /it holds a private key/],
  ["an OpenSSH private key", label(RSA, "OPENSSH PRIVATE KEY"), /it holds a private key/],
  ["an encrypted private key", label(RSA, "ENCRYPTED PRIVATE KEY"), /it holds a private key/],
  ["a public key and a private one", RSA + PRIVATE, /it holds a private key/],
  ["a certificate", label(RSA, "CERTIFICATE"), /it holds a PEM with BEGIN CERTIFICATE/],
  ["a signing request", label(RSA, "CERTIFICATE REQUEST"), /it holds a PEM with BEGIN CERTIFICATE REQUEST/],
  ["a PKCS#1 public key", label(RSA, "RSA PUBLIC KEY"), /it holds a PEM with BEGIN RSA PUBLIC KEY/],
  ["two public keys", RSA + P256, /it holds 2 PEM blocks/],
  ["a key that was cut", RSA.slice(0, 200), /its END line is missing or damaged, so it was cut/],
  ["a key without its last line", RSA.split("\n").slice(0, -2).join("\n"), /its END line is missing or damaged/],
  ["bytes that are no key", label(RSA, "PUBLIC KEY").replace("BgkqhkiG9w0B", "BgkqhkiG9w1B"), /it cannot be decoded/],
  ["no text", undefined, /it is no text/],
];

const REFUSED: readonly (readonly [what: string, attempt: () => unknown, why: RegExp])[] = [
  ["RSA as bare bytes", () => publicArtifact(RSA, "raw-hex"), /a key of type RSA has no such form/],
  [
    "secp256k1 as SSH key",
    () => publicArtifact(SECP256K1, "openssh"),
    /it is a key of type secp256k1, SSH has RSA, P-256/,
  ],
  [
    "the SSH fingerprint of secp256k1",
    () => publicFingerprint(SECP256K1, "openssh-sha256"),
    /it is a key of type secp256k1/,
  ],
  [
    "the 4 digits of an EC key",
    () => publicFingerprint(P256, "qredo"),
    /a key of type P-256, and the 4 digits are Qredo's/,
  ],
  [
    "ES256 for RSA",
    () => publicJwk(RSA, { alg: "ES256" }),
    /alg "ES256" does not fit a key of type RSA; allowed: RS256/,
  ],
  [
    "RS256 for P-256",
    () => publicJwk(P256, { alg: "RS256" }),
    /alg "RS256" does not fit a key of type P-256; allowed: ES256/,
  ],
  ["ES512 for P-256", () => publicJwk(P256, { alg: "ES512" }), /alg "ES512" does not fit a key of type P-256/],
  [
    "ES256 for secp256k1",
    () => publicJwk(SECP256K1, { alg: "ES256" }),
    /does not fit a key of type secp256k1; allowed: ES256K$/,
  ],
  ["encryption to Ed25519", () => publicJwk(ED25519, { use: "enc" }), /use "enc" does not fit a key of type Ed25519/],
  [
    "a signing algorithm for encryption",
    () => publicJwk(P256, { alg: "ES256", use: "enc" }),
    /use "enc" does not fit alg "ES256"; allowed: "sig"$/,
  ],
  ["another use", () => publicJwk(P256, { use: "both" as "sig" }), /use is another text; allowed: "sig" and "enc"$/],
  ["a JWK of X25519", () => publicJwk(newPem("x25519")), /it is a key of type x25519; allowed: RSA, P-256/],
  ["a JWK of a curve nobody asked for", () => publicJwk(newPem("ec", "secp224r1")), /a key of type secp224r1/],
  ["bare bytes of X25519", () => rawPublicKey(newPem("x25519"), "hex"), /a key of type x25519 has no such form/],
  ["X25519 as SSH key", () => openSshPublicKey(newPem("x25519")), /it is a key of type x25519/],
  [
    "an unknown form",
    () => publicArtifact(RSA, "der" as "jwk"),
    /is no form of a public key; use spki-pem, spki-base64, openssh/,
  ],
  [
    "an inherited form",
    () => publicArtifact(RSA, "constructor" as "jwk"),
    /"constructor" is no form of a public key; use spki-pem/,
  ],
  [
    "an unknown fingerprint",
    () => publicFingerprint(RSA, "sha1" as "qredo"),
    /"sha1" is no form of a fingerprint; use spki-sha256/,
  ],
  [
    "no form of a fingerprint",
    () => publicFingerprint(RSA, undefined as never),
    /undefined is no form of a fingerprint/,
  ],
  ...[undefined, null, {}, 7].map(
    (artifact) =>
      [
        `${JSON.stringify(artifact)} as form of a public key`,
        () => publicArtifact(RSA, artifact as never),
        /is no form of a public key; use spki-pem/,
      ] as const,
  ),
  ["an alg that is no text", () => publicJwk(RSA, { alg: 256 as never }), /alg 256 does not fit a key of type RSA/],
  [
    "a kid that is no text",
    () => publicJwk(RSA, { kid: 5 as never }),
    /kid 5 is none; allowed: a text that is not empty$/,
  ],
  ["an empty kid", () => publicJwk(RSA, { kid: "" }), /kid "" is none; allowed: a text/],
  [
    "a comment that is no text",
    () => openSshPublicKey(RSA, { comment: 5 as never }),
    /comment is no text; give one line/,
  ],
  ["a form that JSON cannot write", () => publicFingerprint(RSA, 10n as never), /10 is no form of a fingerprint/],
  [
    "bare bytes of another curve",
    () => rawPublicKey(newPem("ec", "secp224r1"), "hex"),
    /a key of type secp224r1 has no such form, only P-256, P-384, P-521, secp256k1, Ed25519 have/,
  ],
  [
    "a comment of two lines",
    () => openSshPublicKey(RSA, { comment: "me\nssh-rsa AAAA" }),
    /comment holds a line end or another control character; give one line of text$/,
  ],
];

describe("what is no public key", () => {
  for (const [what, text, why] of NOT_PUBLIC) {
    it(`is refused in every function, and not quoted: ${what}`, async () => {
      for (const attempt of [
        publicKeyFingerprint,
        publicJwk,
        openSshPublicKey,
        (pem: string) => rawPublicKey(pem, "hex"),
      ]) {
        const { message } = await failure(() => attempt(text!), "ERR_INVALID_INPUT", why);
        assert.match(message, /^reading public key: [^;]+; give one SPKI PEM \(BEGIN PUBLIC KEY\)/);
        for (const line of text?.split("\n") ?? [])
          if (line.length > 30) assert.ok(!message.includes(line), "a line is quoted");
      }
    });
  }
});

describe("what a public key cannot be", () => {
  for (const [what, attempt, why] of REFUSED) {
    it(`is told in one line: ${what}`, async () => {
      const { message } = await failure(attempt, "ERR_INVALID_INPUT", why);
      assert.match(message, /^(writing|computing)[^\n]+$/);
    });
  }

  it("is an MD5 fingerprint on a machine whose OpenSSL has no MD5", async () => {
    const { createHash } = crypto;
    // As on a FIPS build; the digest is looked up at the call
    const fips = (algorithm: string) => {
      if (algorithm === "md5") throw Object.assign(new Error("unsupported"), { code: "ERR_OSSL_EVP_UNSUPPORTED" });
      return createHash(algorithm);
    };
    const real = createRequire(__filename)("node:crypto") as { createHash: unknown };
    real.createHash = fips;
    try {
      await failure(
        () => publicFingerprint(RSA, "spki-md5"),
        "ERR_INVALID_INPUT",
        /the OpenSSL of this machine has no MD5 \(a FIPS build\); use "spki-sha256"$/,
      );
      assert.match(publicFingerprint(RSA, "spki-sha256"), /^SHA256:/);
      const key = { versionId: "v1", fingerprint: publicFingerprint(RSA, "spki-sha256"), publicKeyPem: RSA };
      assert.match(shownFor(key, "spki-md5"), /^the MD5 that `openssl pkey -pubin .* prints elsewhere/);
      assert.match(shownFor(key, "openssh-md5"), /^the MD5 that `ssh-keygen -l -E md5` prints elsewhere/);
      const withoutSsh = { ...key, publicKeyPem: SECP256K1 };
      assert.equal(shownFor(withoutSsh, "openssh-md5"), key.fingerprint);
    } finally {
      real.createHash = createHash;
    }
  });
});
