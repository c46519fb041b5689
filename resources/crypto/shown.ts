import { isPrivate, keyText, PRIVATE_FIELDS } from "./keyText/keyText";

/**
 * The beginning of an unencrypted private key in DER: a version 0 or 1 right after the length, which takes one byte, two
 * or three (RFC 5208, 8017, 5915).
 */
const DER_IN_BASE64 = /M(?:[A-Z][A-Za-z0-9+/_-]CAQ[AE]|I[GH][A-Za-z0-9+/_-]AgE[AB]|II[A-Za-z0-9+/_-]{3}IBA)/;
/** The same in hex, not in the middle of it: a certificate request has such a beginning further inside. */
const DER_IN_HEX = /(?<![0-9a-f])30(?:[0-7][0-9a-f]|81[0-9a-f]{2}|82[0-9a-f]{4})02010[01][0-9a-f]{40}/i;
const PEM = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY/;
/** `openssh-key-v1` in base64: a PEM that lost its first line. */
const OPENSSH = /b3BlbnNzaC1rZXktdjE/;
/** The private member of a JWK (RFC 7518, 6.2.2.1 and 6.3.2.1; RFC 8037), which has the type of the key beside it. */
const JWK = { test: (text: string) => /\bkty\b/.test(text) && hasMemberD(text.replace(/\\[nrt]/g, " ")) };
const PRIVATE_KEYS = [PEM, DER_IN_BASE64, DER_IN_HEX, OPENSSH, JWK];

const BASE64 = /[A-Za-z0-9+/_-]{40,}/g;

/** A refused value as a message shows it. Somebody may have given a key by mistake, and a small one is no longer than a line. */
export function shown(value: unknown, most = 100): string {
  return shownText(written(value), most);
}

/** The same of a text that stands in a message as it is: the name of a field or of a tag, which people give too. */
export function shownText(text: string, most = 100): string {
  if (holdsPrivateKey(text)) return "a private key (not shown)";
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** Each run of what is no word is walked once: a pattern that may begin anywhere in it takes the square of its length. */
function hasMemberD(text: string): boolean {
  for (const [, before = ""] of text.matchAll(/(?<!\W)(\W+)d(?=\W*:)/g)) if (/[{,\s]/.test(before)) return true;
  return false;
}

/** Whether a private key is in a text, in any wrapping; also one of which a part was lost. */
export function holdsPrivateKey(text: string): boolean {
  return looksPrivate(text) || keyText(text, PRIVATE_FIELDS).blocks.some(isPrivate);
}

/** As it is, and as CI systems and Kubernetes keep a file: in base64, a stored form of base64 twice. */
function looksPrivate(text: string, inside = 2): boolean {
  if (PRIVATE_KEYS.some((looks) => looks.test(text)) || DER_IN_HEX.test(text.replace(/[:\s]|\\n/g, ""))) return true;
  if (inside === 0) return false;
  const runs = text.match(BASE64) ?? [];
  return runs.some((run) => looksPrivate(Buffer.from(run, "base64").toString("latin1"), inside - 1));
}

function written(value: unknown): string {
  // JSON has no NaN and no bigint, and writes bytes out
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (ArrayBuffer.isView(value)) return value.constructor.name;
  try {
    const json = JSON.stringify(value) as string | undefined;
    return json ?? typeof value;
  } catch {
    return typeof value; // it holds itself, or a bigint
  }
}
