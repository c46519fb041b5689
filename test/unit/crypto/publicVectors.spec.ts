import * as assert from "node:assert/strict";
import { publicArtifact, publicFingerprint } from "../../../resources/publicKey";
import { VECTORS } from "../../support/partnerApiVectors";
import { pemOfJwk, pemOfSpki, PUBLIC_KEY_VECTORS } from "../../support/publicKeyVectors";
import { createPublicKey } from "node:crypto";

/** An RSA or EC public key from the line OpenSSH has for it, by hand: the SSH strings in their order. */
function pemOfSshBlob(blob: string): string {
  let rest = Buffer.from(blob, "base64");
  const next = () => {
    const end = 4 + rest.readUInt32BE();
    const value = rest.subarray(4, end);
    rest = rest.subarray(end);
    return value;
  };
  const type = next().toString();
  const base64url = (bytes: Buffer) => bytes.toString("base64url");
  if (type === "ssh-ed25519") return pemOfJwk({ kty: "OKP", crv: "Ed25519", x: base64url(next()) });
  if (type === "ssh-rsa") {
    const [e, n] = [next(), next()];
    return pemOfJwk({ kty: "RSA", n: base64url(n.subarray(n[0] === 0 ? 1 : 0)), e: base64url(e) });
  }
  next();
  const point = next();
  return pemOfJwk({ kty: "EC", crv: "P-256", x: base64url(point.subarray(1, 33)), y: base64url(point.subarray(33)) });
}

describe("published answers", () => {
  for (const { name, jwk, thumbprint } of PUBLIC_KEY_VECTORS.jwkThumbprint) {
    it(`have the JWK and the thumbprint of ${name}`, () => {
      const pem = pemOfJwk(jwk);
      assert.equal(publicFingerprint(pem, "jwk-thumbprint"), thumbprint);
      assert.deepEqual(JSON.parse(publicArtifact(pem, "jwk")), { ...jwk, use: "sig", kid: thumbprint });
    });
  }

  for (const { name, blob, fingerprint } of PUBLIC_KEY_VECTORS.openSshFingerprint) {
    it(`have the OpenSSH line and fingerprint of GitHub's ${name} host key`, () => {
      const pem = pemOfSshBlob(blob);
      assert.equal(publicArtifact(pem, "openssh").split(" ")[1], blob);
      assert.equal(publicFingerprint(pem, "openssh-sha256"), fingerprint);
    });
  }

  it("have the MD5 fingerprint of Oracle Cloud's sample key", () => {
    const { spkiBase64, fingerprint } = PUBLIC_KEY_VECTORS.spkiMd5;
    assert.equal(publicFingerprint(pemOfSpki(spkiBase64), "spki-md5"), fingerprint);
    assert.equal(publicArtifact(pemOfSpki(spkiBase64), "spki-base64"), spkiBase64);
  });

  it("have the public half of RFC 8410's Ed25519 key, and its bare bytes", () => {
    const { spkiBase64 } = PUBLIC_KEY_VECTORS.ed25519;
    const pem = pemOfSpki(spkiBase64);
    assert.equal(publicArtifact(pem, "spki-base64"), spkiBase64);
    assert.equal(publicArtifact(pem, "raw-base64"), spkiBase64.slice(-44));
    assert.equal(publicArtifact(pem, "raw-hex"), Buffer.from(spkiBase64, "base64").subarray(12).toString("hex"));
  });

  it("have the digits and the digest of the partner's published keys", () => {
    const { webAppFingerprint, publishedTestKey } = VECTORS;
    assert.equal(publicFingerprint(webAppFingerprint.publicKeyPem, "qredo"), webAppFingerprint.shown);
    const pem = createPublicKey({ key: publishedTestKey.jwk, format: "jwk" }).export({ type: "spki", format: "pem" });
    assert.equal(publicFingerprint(String(pem), "spki-sha256"), `SHA256:${publishedTestKey.spkiSha256Base64}`);
  });
});
