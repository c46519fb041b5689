import { createHash, createPublicKey } from "node:crypto";
import { failure } from "../../errors";
import { comesLater } from "../asked";
import { unshown } from "../shown";
import { readPublicKey } from "./publicPem";

/** `SHA256:` and the padded standard base64 of a SHA-256 digest, the form Snowflake, GitHub and OpenSSH users know. */
export const FINGERPRINT = /^SHA256:[A-Za-z0-9+/]{43}=$/;

/**
 * Fingerprint of any bytes: `SHA256:` + base64(SHA-256).
 *
 * @example
 * ```ts
 * import { fingerprintOf } from "pulumi-partner-keys";
 *
 * fingerprintOf("a text"); // SHA256: and 44 characters
 * ```
 */
export function fingerprintOf(bytes: Uint8Array | string): string {
  if (typeof bytes !== "string" && !((bytes as unknown) instanceof Uint8Array)) {
    const what = comesLater(bytes) ?? `${unshown(bytes)} was given`;
    throw failure("ERR_INVALID_INPUT", { doing: "computing fingerprint", what, advice: "give a text or bytes" });
  }
  return "SHA256:" + createHash("sha256").update(bytes).digest("base64");
}

/**
 * Fingerprint of a public key: over the DER of its SubjectPublicKeyInfo, so that the PEM's line ends do not matter.
 *
 * @example
 * ```ts
 * import { publicKeyFingerprint } from "pulumi-partner-keys/public-key";
 *
 * publicKeyFingerprint(publicKeyPem); // SHA256: and 44 characters
 * ```
 */
export function publicKeyFingerprint(publicKeyPem: string): string {
  return fingerprintOf(spkiDer(publicKeyPem));
}

/** DER of the SubjectPublicKeyInfo of a public PEM. */
export function spkiDer(publicKeyPem: string): Buffer {
  return readPublicKey(publicKeyPem).export({ type: "spki", format: "der" });
}

/** Canonical SPKI PEM (64 columns, LF, one final LF: byte-equal to `openssl rsa -pubout`) of a SubjectPublicKeyInfo. */
export function spkiPem(der: Buffer): string {
  return createPublicKey({ key: der, type: "spki", format: "der" }).export({ type: "spki", format: "pem" }).toString();
}
