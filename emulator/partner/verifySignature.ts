import { p256, p384, p521 } from "@noble/curves/nist";
import { ed25519 } from "@noble/curves/ed25519";
import { secp256k1 } from "@noble/curves/secp256k1";
import { createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import * as forge from "node-forge";

/** A public key as the partner keeps it. */
export interface KnownKey {
  readonly publicKeyPem: string;
  /** What the partner calls it. */
  readonly id: string;
  /** Of the SubjectPublicKeyInfo: `SHA256:` and base64. */
  readonly spkiSha256: string;
  /** Where a certificate was uploaded: of its bytes, base64url. */
  readonly certificateSha256: string | undefined;
  verifies(payload: Uint8Array, signature: Uint8Array): boolean;
}

/** Curve and bytes of a coordinate. */
const CURVES: Readonly<Record<string, readonly [typeof p256, number]>> = {
  prime256v1: [p256, 32],
  secp384r1: [p384, 48],
  secp521r1: [p521, 66],
  secp256k1: [secp256k1, 32],
};

/**
 * Reads an SPKI PEM or a certificate. What verifies is another implementation than the one that signs (docs/decisions/0009): node-forge for
 * RSA, noble for curves. SHA-256 throughout; an ECDSA signature is DER, as OpenSSL makes it, or r and s side by side.
 */
export function knownKey(uploaded: string, id: string): KnownKey {
  const key = createPublicKey(uploaded);
  const publicKeyPem = key.export({ type: "spki", format: "pem" }).toString();
  const spki = key.export({ type: "spki", format: "der" }).toString("latin1");
  const certificate = uploaded.includes("BEGIN CERTIFICATE") ? new X509Certificate(uploaded) : undefined;
  const certificateSha256 = certificate && digestOf(certificate.raw.toString("latin1")).toString("base64url");
  const spkiSha256 = `SHA256:${digestOf(spki).toString("base64")}`;
  return { publicKeyPem, id, spkiSha256, certificateSha256, verifies: verifierOf(key, publicKeyPem) };
}

function digestOf(bytes: string): Buffer {
  return Buffer.from(forge.md.sha256.create().update(bytes).digest().getBytes(), "latin1");
}

function verifierOf(key: KeyObject, publicKeyPem: string): KnownKey["verifies"] {
  const der = new Uint8Array(key.export({ type: "spki", format: "der" }));
  const kind = key.asymmetricKeyType;
  if (kind === "rsa") {
    const rsa = forge.pki.publicKeyFromPem(publicKeyPem);
    return (payload, signature) => holds(() => rsa.verify(sha256(payload), Buffer.from(signature).toString("latin1")));
  }
  if (kind === "ed25519") {
    return (payload, signature) => holds(() => ed25519.verify(signature, payload, der.subarray(-32)));
  }
  const [curve, size] = CURVES[key.asymmetricKeyDetails?.namedCurve ?? ""] ?? [];
  if (curve === undefined || size === undefined) throw new Error(`this partner takes no key of kind ${String(kind)}`);
  // The point ends the SubjectPublicKeyInfo: 04, x, y
  const point = der.subarray(-(2 * size + 1));
  return (payload, signature) =>
    holds(() => {
      const form = signature.length === 2 * size ? "compact" : "der";
      const compact = curve.Signature.fromBytes(signature, form).toBytes("compact");
      return curve.verify(compact, Buffer.from(sha256(payload), "latin1"), point, { lowS: false });
    });
}

function sha256(payload: Uint8Array): string {
  return forge.md.sha256.create().update(Buffer.from(payload).toString("latin1")).digest().getBytes();
}

/** A signature that cannot be decoded is a wrong one. */
function holds(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}
