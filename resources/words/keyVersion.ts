import { likeText } from "../partners/acknowledgement";
import { PartnerKeysError } from "../errors";
import { hasFingerprint, isOfCertificate, publicFingerprint, type FingerprintForm } from "../partners/fingerprintForms";
import { QREDO } from "../partners/qredo";
import { shortFingerprintOf } from "../partners/shortFingerprint";

/** A version of a secret and the public facts of its key. */
export interface KeyVersion {
  /** Version of the secret, as AWS names it. */
  readonly versionId: string;
  /** `SHA256:...`, or "" for a version that this stack did not make. */
  readonly fingerprint: string;
  /** Absent for API keys. */
  readonly publicKeyPem?: string;
  /** RFC 3339. Absent for a version that this stack did not make, and where an earlier version of this package wrote state. */
  readonly createdAt?: string;
  /** Absent where the key has no certificate, and where it is not known any more. */
  readonly certificatePem?: string;
  /** The id that the partner gave the key (`acknowledgedKeyId`). Absent where nobody has acknowledged one. */
  readonly keyId?: string;
}

/** Every key has one, but not every machine. */
const MD5_ELSEWHERE: Readonly<Partial<Record<FingerprintForm, string>>> = {
  "spki-md5":
    "the MD5 that `openssl pkey -pubin -outform DER | openssl md5 -c` prints elsewhere, for this machine has none",
  "openssh-md5": "the MD5 that `ssh-keygen -l -E md5` prints elsewhere, for this machine has none",
};

/**
 * How a key is named to a person: the fingerprint, and what the partner shows for it, where that is another one.
 * `form`: what the partner shows. Absent: nobody knows, and the fingerprint stands alone.
 */
export function nameOf(key: KeyVersion, form?: FingerprintForm): string {
  if (key.fingerprint === "") return `version ${key.versionId} (not made by this stack)`;
  const shown = shownFor(key, form);
  return shown === key.fingerprint ? key.fingerprint : `${key.fingerprint} (${shown})`;
}

/** How a key is named where a person gave a fingerprint that names no key, or several: also in the form that was given. */
export function nameLike(text: string, key: KeyVersion): string {
  const alike = key.fingerprint === "" ? "" : likeText(text, key);
  return alike === "" || nameOf(key).includes(alike) ? nameOf(key) : `${alike}, in full ${nameOf(key)}`;
}

/**
 * What the partner shows beside an uploaded public key; the fingerprint itself where the key has none of that form, or where
 * nobody knows the form.
 */
export function shownFor(
  { fingerprint, publicKeyPem, certificatePem }: KeyVersion,
  form: FingerprintForm = "spki-sha256",
): string {
  if (publicKeyPem === undefined || form === "spki-sha256") return fingerprint;
  if (form === QREDO.shortFingerprint.form) {
    const digits = shortFingerprintOf(publicKeyPem);
    return digits === undefined ? fingerprint : `…${digits}`;
  }
  const ofKey = hasFingerprint(publicKeyPem, form) ? publicKeyPem : undefined; // another kind takes over
  const pem = isOfCertificate(form) ? certificatePem : ofKey;
  if (pem === undefined) return fingerprint;
  try {
    return publicFingerprint(pem, form);
  } catch (error) {
    if (!(error instanceof PartnerKeysError)) throw error;
    return MD5_ELSEWHERE[form] ?? fingerprint;
  }
}
