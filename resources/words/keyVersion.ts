import { likeText } from "../crypto/publicKey/acknowledgement";
import { shortFingerprint } from "../crypto/publicKey/fingerprint";
import { hasShortForm, publicFingerprint, type FingerprintForm } from "../crypto/publicKey/fingerprintForms";

/** A version of a secret and the public facts of its key. */
export interface KeyVersion {
  readonly versionId: string;
  /** `SHA256:...`, or "" for a version that this stack did not make. */
  readonly fingerprint: string;
  /** Absent for API keys. */
  readonly publicKeyPem?: string;
}

/**
 * How a key is named to a person: the fingerprint, and what the partner's web app shows for it, where that is another one.
 * `form`: what the partner shows. Default: Qredo's 4 digits for RSA keys, for others the fingerprint itself.
 */
export function nameOf(key: KeyVersion, form?: FingerprintForm): string {
  if (key.fingerprint === "") return `version ${key.versionId} (not made by this stack)`;
  const shown = key.publicKeyPem === undefined ? key.fingerprint : shownFor(key.publicKeyPem, form);
  return shown === key.fingerprint ? key.fingerprint : `${key.fingerprint} (${shown})`;
}

/** The same where a person gave a fingerprint that names no key, or several: in the form that was given. */
export function nameLike(text: string, key: KeyVersion): string {
  const alike = key.fingerprint === "" ? "" : likeText(text, key);
  return alike === "" || nameOf(key).includes(alike) ? nameOf(key) : alike;
}

/** What the partner shows beside an uploaded public key. */
export function shownFor(publicKeyPem: string, form?: FingerprintForm): string {
  const shown = form ?? (hasShortForm(publicKeyPem) ? "qredo" : "spki-sha256");
  return shown === "qredo" ? `…${shortFingerprint(publicKeyPem)}` : publicFingerprint(publicKeyPem, shown);
}
