import type { KeyObject } from "node:crypto";

const PEM = /^-----BEGIN PUBLIC KEY-----\n([A-Za-z0-9+/=\n]+)-----END PUBLIC KEY-----\n$/;

/**
 * The bare public key at the end of an SPKI PEM, read without OpenSSL: a SubjectPublicKeyInfo ends with the BIT STRING of
 * the key (RFC 5480 §2, RFC 8410 §4). For the second implementation, which reads no PEM.
 */
export function bareKeyOf(publicKeyPem: string, length: number): Uint8Array {
  return Uint8Array.from(Buffer.from(PEM.exec(publicKeyPem)?.[1] ?? "", "base64").subarray(-length));
}

/** The number that an EC or Ed25519 private key is: `d` of its JWK (RFC 7518 §6.2.2.1, RFC 8037 §2). */
export function scalarOf(privateKey: KeyObject): Uint8Array {
  return Uint8Array.from(Buffer.from(privateKey.export({ format: "jwk" }).d ?? "", "base64url"));
}

/** Of public keys, so it need not take the same time always. */
export function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
