import { shortFingerprint } from "../crypto/publicKey/fingerprint";

/** A version of a secret and the public facts of its key. */
export interface KeyVersion {
  readonly versionId: string;
  /** `SHA256:...`, or "" for a version that this stack did not make. */
  readonly fingerprint: string;
  /** Absent for API keys. */
  readonly publicKeyPem?: string;
}

/** How a key is named to a person: the fingerprint, and what the partner's web app shows for it. */
export function nameOf(key: KeyVersion): string {
  if (key.fingerprint === "") return `version ${key.versionId} (not made by this stack)`;
  return key.publicKeyPem === undefined ? key.fingerprint : `${key.fingerprint} (${shortNameOf(key.publicKeyPem)})`;
}

/** What the partner's web app shows beside an uploaded public key. */
export function shortNameOf(publicKeyPem: string): string {
  return `…${shortFingerprint(publicKeyPem)}`;
}
