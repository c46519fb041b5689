import { fingerprintText } from "../crypto/publicKey/fingerprintText";
import { hasFingerprint, isOfCertificate, publicFingerprint, type FingerprintForm } from "./fingerprintForms";
import { QREDO } from "./qredo";
import { SHORT_FINGERPRINT, shortFingerprintOf } from "./shortFingerprint";

/** A key by its public facts. `publicKeyPem` is absent for API keys, whose only fingerprint is the SHA-256 of the value. */
export interface PublicFacts {
  readonly fingerprint: string;
  readonly publicKeyPem?: string;
  /** Absent where the key has no certificate, and where it is not known any more. */
  readonly certificatePem?: string;
}

/** One meaning of a text: the fingerprint as {@link publicFingerprint} writes it in that form. */
interface Reading {
  readonly form: FingerprintForm;
  readonly fingerprint: string;
}

const { form: SHORT_FORM, digits: DIGITS } = QREDO.shortFingerprint;
const MD5 = /^[0-9a-f]{32}$/;
const SHA1 = /^[0-9a-f]{40}$/;
const HEX = /^[0-9a-f]{64}$/;
const BASE64 = /^([A-Za-z0-9+/]{43})=?$/;
const BASE64URL = /^[A-Za-z0-9_-]{43}$/;

/** What a person can write, for messages. */
export const ACKNOWLEDGEABLE =
  'a fingerprint: "SHA256:" and 43 characters of base64 (with or without "="), 64 hex digits, 40 hex digits (SHA-1 of a certificate), 32 hex digits (MD5), each with or without colons, ' +
  `a JWK thumbprint or the SHA-256 of a certificate (43 characters of base64url), the ${DIGITS} hex digits of ${QREDO.name}'s web app, or the line of ssh-keygen -l or openssl that holds one`;

/**
 * The forms of fingerprint that a text can be; none for a text that is no fingerprint. Syntax tells the most apart. What
 * has 43 characters of base64 can be several, and is compared with each.
 */
export function formsOf(text: string): readonly FingerprintForm[] {
  return readingsOf(text).map(({ form }) => form);
}

/** Whether a text is a fingerprint of this key, in any form. */
export function isFingerprintOf(text: string, key: PublicFacts): boolean {
  return readingsOf(text).some(({ form, fingerprint }) => fingerprintIn(form, key) === fingerprint);
}

/**
 * A key in the form that a text is written in, so that a person can compare the two. Where the text can be several forms,
 * all of them with their names; a key that has none of them is told by its own fingerprint.
 */
export function likeText(text: string, key: PublicFacts): string {
  const forms = writtenForms(text).filter((form) => fingerprintIn(form, key) !== undefined);
  const [only = "spki-sha256", ...more] = forms;
  if (more.length === 0) return fingerprintIn(only, key) ?? key.fingerprint;
  return forms.map((form) => `${fingerprintIn(form, key) ?? ""} (${form})`).join(" or ");
}

/** Padding is written for SPKI fingerprints only: `ssh-keygen` and RFC 7638 leave it out. */
function writtenForms(text: string): readonly FingerprintForm[] {
  return fingerprintText(text).digest.endsWith("=") ? ["spki-sha256"] : formsOf(text);
}

function readingsOf(text: string): Reading[] {
  const { algorithm, digest } = fingerprintText(text);
  if ((algorithm ?? "md5") === "md5" && MD5.test(digest)) {
    const pairs = (digest.match(/../g) ?? []).join(":");
    return [
      { form: "spki-md5", fingerprint: pairs },
      { form: "openssh-md5", fingerprint: `MD5:${pairs}` },
    ];
  }
  if ((algorithm ?? "sha1") === "sha1" && SHA1.test(digest))
    return [{ form: "x509-sha1", fingerprint: digest.toUpperCase() }];
  if (algorithm === "md5" || algorithm === "sha1") return [];
  if (algorithm === undefined && SHORT_FINGERPRINT.test(digest)) return [{ form: SHORT_FORM, fingerprint: digest }];
  if (HEX.test(digest)) {
    const bytes = Buffer.from(digest, "hex");
    return [
      { form: "spki-sha256", fingerprint: `SHA256:${bytes.toString("base64")}` },
      { form: "x509-sha256", fingerprint: bytes.toString("base64url") },
    ];
  }
  const [, base64] = BASE64.exec(digest) ?? [];
  const readings: Reading[] = [];
  if (base64 !== undefined) {
    readings.push({ form: "spki-sha256", fingerprint: `SHA256:${base64}=` });
    readings.push({ form: "openssh-sha256", fingerprint: `SHA256:${base64}` });
  }
  if (algorithm === undefined && BASE64URL.test(digest)) {
    readings.push({ form: "jwk-thumbprint", fingerprint: digest });
    readings.push({ form: "x509-sha256", fingerprint: digest });
  }
  return readings;
}

/** `undefined` where the key has no fingerprint of that form. That this machine cannot compute it is told, not hidden. */
function fingerprintIn(
  form: FingerprintForm,
  { fingerprint, publicKeyPem, certificatePem }: PublicFacts,
): string | undefined {
  if (isOfCertificate(form)) return certificatePem && publicFingerprint(certificatePem, form);
  if (form === "spki-sha256") return fingerprint;
  if (publicKeyPem === undefined) return undefined;
  if (form === SHORT_FORM) return shortFingerprintOf(publicKeyPem);
  return hasFingerprint(publicKeyPem, form) ? publicFingerprint(publicKeyPem, form) : undefined;
}
