import { PartnerKeysError } from "../errors";
import { publicFingerprint, type FingerprintForm } from "./fingerprintForms";
import { QREDO } from "./qredo";
import { SHORT_FINGERPRINT, shortFingerprintOf } from "./shortFingerprint";

/** A key by its public facts. `publicKeyPem` is absent for API keys, whose only fingerprint is the SHA-256 of the value. */
export interface PublicFacts {
  readonly fingerprint: string;
  readonly publicKeyPem?: string;
}

/** One meaning of a text: the fingerprint as {@link publicFingerprint} writes it in that form. */
interface Reading {
  readonly form: FingerprintForm;
  readonly fingerprint: string;
}

const { form: SHORT_FORM, digits: DIGITS } = QREDO.shortFingerprint;
const COLON_HEX = /^(?:[0-9a-f]{2}:){15}[0-9a-f]{2}$/i;
const HEX = /^[0-9a-f]{64}$/i;
const BASE64 = /^(?:SHA256:)?([A-Za-z0-9+/]{43})=?$/;
const BASE64URL = /^[A-Za-z0-9_-]{43}$/;

/** What a person can write, for messages. */
export const ACKNOWLEDGEABLE =
  'a fingerprint without blanks: "SHA256:" and 43 characters of base64 (with or without "="), 64 hex digits, 16 pairs of hex digits with colons (MD5), ' +
  `a JWK thumbprint, or the ${DIGITS} hex digits of ${QREDO.name}'s web app`;

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
  return text.endsWith("=") ? ["spki-sha256"] : formsOf(text);
}

function readingsOf(text: string): Reading[] {
  if (SHORT_FINGERPRINT.test(text)) return [{ form: SHORT_FORM, fingerprint: text.toLowerCase() }];
  if (COLON_HEX.test(text)) return [{ form: "spki-md5", fingerprint: text.toLowerCase() }];
  if (HEX.test(text))
    return [{ form: "spki-sha256", fingerprint: `SHA256:${Buffer.from(text, "hex").toString("base64")}` }];
  const [, digest] = BASE64.exec(text) ?? [];
  const readings: Reading[] = [];
  if (digest !== undefined) {
    readings.push({ form: "spki-sha256", fingerprint: `SHA256:${digest}=` });
    readings.push({ form: "openssh-sha256", fingerprint: `SHA256:${digest}` });
  }
  if (BASE64URL.test(text)) readings.push({ form: "jwk-thumbprint", fingerprint: text });
  return readings;
}

/** `undefined` where the key has no fingerprint of that form. That this machine cannot compute it is told, not hidden. */
function fingerprintIn(form: FingerprintForm, { fingerprint, publicKeyPem }: PublicFacts): string | undefined {
  if (form === "spki-sha256") return fingerprint;
  if (publicKeyPem === undefined) return undefined;
  if (form === SHORT_FORM) return shortFingerprintOf(publicKeyPem);
  try {
    return publicFingerprint(publicKeyPem, form);
  } catch (error) {
    if (form !== "spki-md5" && error instanceof PartnerKeysError) return undefined;
    throw error;
  }
}
