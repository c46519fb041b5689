const PEM = /^-----BEGIN PUBLIC KEY-----\n([A-Za-z0-9+/=\n]+)-----END PUBLIC KEY-----\n$/;

/**
 * The bare public key at the end of an SPKI PEM, read without OpenSSL: a SubjectPublicKeyInfo ends with the BIT STRING of
 * the key (RFC 5480 §2, RFC 8410 §4). For the second implementation, which reads no PEM.
 */
export function bareKeyOf(publicKeyPem: string, length: number): Uint8Array {
  return Uint8Array.from(Buffer.from(PEM.exec(publicKeyPem)?.[1] ?? "", "base64").subarray(-length));
}
