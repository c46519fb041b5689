import * as assert from "node:assert/strict";
import { generateKeyPairSync, X509Certificate, type KeyObject } from "node:crypto";
import { publicArtifact, sourceOf } from "../../../../resources/crypto/publicKey/publicArtifact";
import { pemOf } from "../../../../resources/crypto/x509/pem";
import { makeSigningRequest } from "../../../../resources/crypto/x509/signingRequest";
import { publicFingerprint } from "../../../../resources/partners/fingerprintForms";
import { CERTIFICATE_VECTORS } from "../../../support/certificateVectors";
import { failure } from "../../../support/failure";
import { openssl, opensslVersion } from "../../../support/openssl";
import { selfSigned } from "../../../support/selfSigned";

const { derBase64, sha1Hex, sha256Base64url } = CERTIFICATE_VECTORS.certificate;
const PUBLISHED = pemOf("CERTIFICATE", Buffer.from(derBase64, "base64"));
const REQUEST = CERTIFICATE_VECTORS.ed25519Request.requestPem;

describe("the forms of a certificate and of a signing request", () => {
  let privateKey: KeyObject;
  let publicKeyPem: string;
  let certificate: string;
  before(() => {
    const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
    privateKey = pair.privateKey;
    publicKeyPem = pair.publicKey.export({ type: "spki", format: "pem" }).toString();
    certificate = selfSigned(privateKey);
  });

  it("have the published fingerprints", () => {
    assert.equal(publicFingerprint(PUBLISHED, "x509-sha1"), sha1Hex);
    assert.equal(publicFingerprint(PUBLISHED, "x509-sha256"), sha256Base64url);
  });

  it("are the text that was made, and its bytes on one line", () => {
    assert.equal(publicArtifact(certificate, "x509-pem"), certificate);
    assert.equal(publicArtifact(PUBLISHED, "x509-der-base64"), derBase64);
    assert.equal(publicArtifact(REQUEST, "csr-pem"), REQUEST);
  });

  it("say which output they are written of", () => {
    assert.equal(sourceOf("x509-pem"), "certificatePem");
    assert.equal(sourceOf("x509-der-base64"), "certificatePem");
    assert.equal(sourceOf("csr-pem"), "signingRequestPem");
    assert.equal(sourceOf({ form: "jwk" }), "publicKeyPem");
  });

  if (opensslVersion() !== undefined)
    it("are what openssl prints", () => {
      const printed = (name: string) =>
        (openssl(["x509", "-noout", "-fingerprint", `-${name}`], certificate).split("=")[1] ?? "").replace(
          /[:\n]/g,
          "",
        );
      assert.equal(publicFingerprint(certificate, "x509-sha1"), printed("sha1"));
      const sha256 = Buffer.from(printed("sha256"), "hex").toString("base64url");
      assert.equal(publicFingerprint(certificate, "x509-sha256"), sha256);
      assert.equal(publicArtifact(certificate, "x509-pem"), openssl(["x509"], certificate));
      const request = makeSigningRequest(privateKey, { subject: { commonName: "a" } });
      assert.equal(publicArtifact(request, "csr-pem"), openssl(["req"], request));
    });

  for (const [what, change] of [
    ["CRLF line ends", (pem: string) => pem.replaceAll("\n", "\r\n")],
    ["a byte order mark and text around it", (pem: string) => `\ufeffthe certificate:\n${pem}\nthat was it`],
    ["its line ends written out", (pem: string) => pem.replaceAll("\n", "\\n")],
    ["quotes around it", (pem: string) => `"${pem}"`],
  ] as const)
    it(`are the same for a PEM with ${what}`, () => {
      assert.equal(publicArtifact(change(certificate), "x509-pem"), certificate);
      assert.equal(publicFingerprint(change(PUBLISHED), "x509-sha1"), sha1Hex);
      assert.equal(publicArtifact(change(REQUEST), "csr-pem"), REQUEST);
    });

  it("refuse what is something else, and quote nothing of it", async () => {
    const pkcs8 = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const refusals: readonly (readonly [given: unknown, form: "x509-pem" | "csr-pem", message: RegExp])[] = [
      [publicKeyPem, "x509-pem", /^reading certificate: it holds a PEM with BEGIN PUBLIC KEY; give one PEM with /],
      [REQUEST, "x509-pem", /^reading certificate: it holds a PEM with BEGIN CERTIFICATE REQUEST; /],
      [certificate, "csr-pem", /^reading signing request: it holds a PEM with BEGIN CERTIFICATE; /],
      [pkcs8, "x509-pem", /^reading certificate: it holds a private key; /],
      [certificate + pkcs8, "x509-pem", /^reading certificate: it holds a private key; /],
      [certificate + certificate, "x509-pem", /^reading certificate: it holds 2 PEM blocks; /],
      ["", "csr-pem", /^reading signing request: it is no PEM; /],
      [undefined, "x509-pem", /^reading certificate: it is no text; /],
      [certificate.replace(/\n.*\n-----END/, "\n-----END"), "x509-pem", /^reading certificate: .*cut or changed/],
      [publicKeyPem.replaceAll("PUBLIC KEY", "CERTIFICATE REQUEST"), "csr-pem", /its bytes are something else; /],
    ];
    for (const [given, form, message] of refusals) {
      const { message: told } = await failure(
        () => publicArtifact(given as string, form),
        "ERR_INVALID_INPUT",
        message,
      );
      for (const line of String(given)
        .split("\n")
        .filter((text) => text.length > 20 && !text.startsWith("-----")))
        assert.ok(!told.includes(line));
    }
    await failure(() => publicFingerprint(publicKeyPem, "x509-sha1"), "ERR_INVALID_INPUT", /BEGIN PUBLIC KEY/);
    await failure(() => publicFingerprint(certificate, "spki-sha256"), "ERR_INVALID_INPUT", /BEGIN CERTIFICATE/);
  });

  it("are of the one key and no other", () => {
    const other = selfSigned(generateKeyPairSync("ed25519").privateKey);
    assert.notEqual(publicFingerprint(certificate, "x509-sha1"), publicFingerprint(other, "x509-sha1"));
    assert.ok(new X509Certificate(publicArtifact(certificate, "x509-pem")).checkPrivateKey(privateKey));
  });
});
