import * as assert from "node:assert/strict";
import { createPublicKey, sign, verify } from "node:crypto";
import * as forge from "node-forge";
import { publicKeyFingerprint } from "../../../resources/crypto/publicKey/fingerprint";
import { generateKeyPair, type KeyPairMaterial } from "../../../resources/crypto/keyPairs/keyPair";
import { rsaKeyPair, type PrivateKeyFormat } from "../../../resources/crypto/keyPairs/rsaKeyPair";
import type { ModulusLength } from "../../../resources/crypto/keyPairs/sizes";
import { failure } from "../../support/failure";
import { openssl, opensslVersion } from "../../support/openssl";

const LENGTHS: readonly ModulusLength[] = [2048, 3072, 4096];
const HEADERS = { pkcs1: "RSA PRIVATE KEY", pkcs8: "PRIVATE KEY" };
const FORMATS = Object.keys(HEADERS) as (keyof typeof HEADERS)[];

/** PEM as OpenSSL writes it: 64 columns, LF, one final LF, nothing around it. */
function assertCanonicalPem(pem: string, label: string): void {
  const lines = pem.split("\n");
  assert.equal(lines[0], `-----BEGIN ${label}-----`);
  assert.deepEqual(lines.slice(-2), [`-----END ${label}-----`, ""]);
  const body = lines.slice(1, -2);
  assert.ok(body.length > 3);
  for (const line of body.slice(0, -1)) assert.match(line, /^[A-Za-z0-9+/]{64}$/);
  assert.match(body.at(-1) ?? "", /^[A-Za-z0-9+/]{1,64}={0,2}$/);
}

const generateRsaKeyPair = (bits: ModulusLength, form: PrivateKeyFormat) => generateKeyPair(rsaKeyPair, bits, form);

describe("RSA key pair", function () {
  this.timeout(120_000); // primes are found by luck, and a 4096-bit pair is unlucky now and then
  const version = opensslVersion();
  const toPkcs1 = version?.startsWith("OpenSSL 1") || version?.startsWith("LibreSSL") ? [] : ["-traditional"];

  for (const length of LENGTHS) {
    for (const format of FORMATS) {
      describe(`${length} bits, ${format}`, () => {
        let pair: KeyPairMaterial;
        before(async () => {
          pair = await generateRsaKeyPair(length, format);
        });

        it("writes both halves as canonical PEM", () => {
          assertCanonicalPem(pair.privateKey, HEADERS[format]);
          assertCanonicalPem(pair.publicKeyPem, "PUBLIC KEY");
        });

        it("has the asked modulus length and the public exponent 65537", () => {
          const { modulusLength, publicExponent } = createPublicKey(pair.publicKeyPem).asymmetricKeyDetails ?? {};
          assert.deepEqual({ modulusLength, publicExponent }, { modulusLength: length, publicExponent: 65537n });
        });

        it("tells the fingerprint of its public half", () => {
          assert.equal(pair.fingerprint, publicKeyFingerprint(pair.publicKeyPem));
        });

        it("is a pair for node-forge, which derives the same public PEM", () => {
          const privateKey = forge.pki.privateKeyFromPem(pair.privateKey);
          const publicKey = forge.pki.setRsaPublicKey(privateKey.n, privateKey.e);
          assert.equal(forge.pki.publicKeyToPem(publicKey, 64).replaceAll("\r\n", "\n"), pair.publicKeyPem);
        });

        it("is a pair for node-rsa, imported in exactly this format", async () => {
          const { default: NodeRSA } = await import("node-rsa"); // an ES module
          const key = new NodeRSA(pair.privateKey, `${format}-private-pem`);
          assert.equal(key.getKeySize(), length);
          assert.equal(key.exportKey("pkcs8-public-pem") + "\n", pair.publicKeyPem);
          const signature = sign("sha256", Buffer.from("message"), pair.privateKey);
          const verifier = new NodeRSA(pair.publicKeyPem, "pkcs8-public-pem", { signingScheme: "pkcs1-sha256" });
          assert.ok(verifier.verify(Buffer.from("message"), signature));
        });

        if (version !== undefined) {
          it("passes openssl rsa -check", () => {
            assert.match(openssl(["rsa", "-check", "-noout"], pair.privateKey), /RSA key ok/);
          });

          it("publishes what openssl rsa -pubout writes, byte for byte", () => {
            assert.equal(openssl(["rsa", "-pubout"], pair.privateKey), pair.publicKeyPem);
          });

          it("stores what openssl itself writes in this format, byte for byte", () => {
            const args = format === "pkcs1" ? ["rsa", ...toPkcs1] : ["pkcs8", "-topk8", "-nocrypt"];
            assert.equal(openssl(args, pair.privateKey), pair.privateKey);
          });
        }
      });
    }
  }

  it("is another pair every time", async () => {
    const pairs = await Promise.all([1, 2, 3].map(() => generateRsaKeyPair(2048, "pkcs1")));
    assert.equal(new Set(pairs.map(({ fingerprint }) => fingerprint)).size, 3);
  });

  it("signs with the private half what only its own public half verifies", async () => {
    const [one, other] = await Promise.all([generateRsaKeyPair(2048, "pkcs1"), generateRsaKeyPair(2048, "pkcs8")]);
    const signature = sign("sha256", Buffer.from("message"), one.privateKey);
    assert.equal(verify("sha256", Buffer.from("message"), one.publicKeyPem, signature), true);
    assert.equal(verify("sha256", Buffer.from("message"), other.publicKeyPem, signature), false);
  });

  it("leaves the event loop free while keys are made", async () => {
    let turns = 0;
    const ticking = setInterval(() => turns++, 1);
    await generateRsaKeyPair(3072, "pkcs1");
    clearInterval(ticking);
    assert.ok(turns > 1, "no timer ran until the key was there");
  });

  it("is not handed out when the second implementation does not verify its signature", async () => {
    const { publicKeyFromPem } = forge.pki;
    const other = await generateRsaKeyPair(2048, "pkcs1");
    forge.pki.publicKeyFromPem = () => publicKeyFromPem(other.publicKeyPem);
    try {
      await failure(
        generateRsaKeyPair(2048, "pkcs1"),
        "ERR_KEY_GENERATION",
        /failed its self-test, nothing was stored; run pulumi up again$/,
      );
    } finally {
      forge.pki.publicKeyFromPem = publicKeyFromPem;
    }
  });

  it("says in its own words that a size cannot be made", async () => {
    await failure(
      generateRsaKeyPair(-1 as ModulusLength, "pkcs1"),
      "ERR_KEY_GENERATION",
      /^generating RSA key pair: OpenSSL refused -1 bits; check the OpenSSL policy of this machine$/,
    );
  });
});
