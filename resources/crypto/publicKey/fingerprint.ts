import { createHash, createPublicKey } from "node:crypto";
import { plainText, readPublicKey } from "./publicPem";

/** `SHA256:` and the padded standard base64 of a SHA-256 digest, the form Snowflake, GitHub and OpenSSH users know. */
export const FINGERPRINT = /^SHA256:[A-Za-z0-9+/]{43}=$/;

/** Fingerprint of any bytes: `SHA256:` + base64(SHA-256). */
export function fingerprintOf(bytes: Uint8Array | string): string {
  return "SHA256:" + createHash("sha256").update(bytes).digest("base64");
}

/** Fingerprint of a public key: over the DER of its SubjectPublicKeyInfo, so that the PEM's line ends do not matter. */
export function publicKeyFingerprint(publicKeyPem: string): string {
  return fingerprintOf(spkiDer(publicKeyPem));
}

/** A PEM on lines of its own, of any width. */
const PEM = /^-----BEGIN PUBLIC KEY-----\n(?:[A-Za-z0-9+/=]+\n)+-----END PUBLIC KEY-----$/;

/**
 * What the partner's web app shows for an uploaded PEM: the last 4 hex digits of the SHA-256 over the PEM *text*, with
 * LF line ends and nothing around it. Derived from the one published example (public PEM and screenshot). A PEM that went
 * through Windows (CRLF, byte order mark), a shell or an env file has the same digits.
 */
export function shortFingerprint(publicKeyPem: string): string {
  return createHash("sha256").update(uploadedText(publicKeyPem)).digest("hex").slice(-4);
}

/** The text of a PEM is uploaded as it is; of what became of one on its way, the PEM is. */
function uploadedText(publicKeyPem: string): string {
  const text = plainText(publicKeyPem);
  if (PEM.test(text)) return text;
  try {
    return plainText(spkiPem(spkiDer(publicKeyPem)));
  } catch {
    return text; // no key: the digits of any text, as under mocks
  }
}

/** DER of the SubjectPublicKeyInfo of a public PEM. */
export function spkiDer(publicKeyPem: string): Buffer {
  return readPublicKey(publicKeyPem).export({ type: "spki", format: "der" });
}

/** Canonical SPKI PEM (64 columns, LF, one final LF: byte-equal to `openssl rsa -pubout`) of a SubjectPublicKeyInfo. */
export function spkiPem(der: Buffer): string {
  return createPublicKey({ key: der, type: "spki", format: "der" }).export({ type: "spki", format: "pem" }).toString();
}
