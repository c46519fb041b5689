import { isPrivate, keyText } from "./keyText/keyText";

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

/**
 * One character less than the shortest API key that is taken has (`MINIMUM_KEY_LENGTH` of `partners/issued/issuedKey.ts`): where
 * a word of a few belongs, whoever wrote a key there gave a longer text. The longest such word is a region, of 14 characters.
 */
const MOST_CHARACTERS = 15;
const MOST_ENTRIES = 8;

/**
 * A refused value as a message shows it where a number, a switch or a word of a few belongs. A text that is longer than
 * those words is described as by {@link unshown}, because it may be a key.
 */
export function shown(value: unknown): string {
  return isShort(value) ? written(value) : unshown(value);
}

/**
 * A refused value of which no character may be seen, so that a person finds the mistake all the same. What is empty hides
 * nothing.
 */
export function unshown(value: unknown): string {
  const text = written(value);
  if (holdsPrivateKey(text)) return "a private key (not shown)";
  if (['""', "[]", "{}", "null", "undefined"].includes(text)) return text;
  if (typeof value === "string") return `a value of type string (${marksOf(value)})`;
  return `a value of type ${Array.isArray(value) ? "array" : typeof value}`;
}

/** Names are shown that read like one: of a field, a tag or an argument, in whose place somebody may have put a key too. */
export function shownName(name: string): string {
  if (holdsPrivateKey(name)) return "a private key (not shown)";
  const isName = name.length <= MOST_CHARACTERS || readsLikeName(name);
  return isName ? name : `a name of ${name.length} characters (not shown)`;
}

function isShort(value: unknown): boolean {
  if (typeof value === "string") return value.length <= MOST_CHARACTERS;
  if (typeof value === "bigint") return String(value).length <= MOST_CHARACTERS;
  if (Array.isArray(value))
    return value.length <= MOST_ENTRIES && value.every((one) => !Array.isArray(one) && isShort(one));
  return value === null || ["undefined", "number", "boolean"].includes(typeof value);
}

/** In the order in which people look for a mistake. The place of a character tells nothing of the others. */
const MARKS: readonly (readonly [RegExp, string])[] = [
  [/[\r\n]/, "a line end"],
  [/[^\S\r\n]/, "a blank"],
  [/\P{ASCII}/u, "a character beyond ASCII"],
  [/(?=\p{ASCII})[^\s\w/+=.@:-]/u, "a sign"],
];

function marksOf(text: string): string {
  const marks = MARKS.map(([mark, name]) => [text.search(mark), name] as const).filter(([at]) => at >= 0);
  const told = marks.map(([at, name]) => `, ${name} at ${at + 1}`);
  return `${text.length} ${text.length === 1 ? "character" : "characters"}${told.join("")}`;
}

const MOST_IN_NAME = 64;
const WORD = /\p{Lu}?\p{Ll}+|\p{Lu}+|\p{L}+|\p{N}/gu;
const MOST_IN_WORD = 20;

/** Letters and digits in one piece that are long enough for a key are read more strictly than words with blanks between. */
const LONG_RUN = /[\p{L}\p{N}_-]{16,}/gu;

/** A name is made of words. What is random changes between cases and digits at every other character; a digit is no word. */
function readsLikeName(text: string): boolean {
  if (text.length > MOST_IN_NAME) return false;
  return areWords(text, 3) && (text.match(LONG_RUN) ?? []).every((run) => areWords(run, 4.5));
}

function areWords(text: string, least: number): boolean {
  const lengths = (text.match(WORD) ?? []).map((word) => word.length);
  const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  return average >= least && Math.max(...lengths) <= MOST_IN_WORD;
}

/** Each run of what is no word is walked once: a pattern that may begin anywhere in it takes the square of its length. */
function hasMemberD(text: string): boolean {
  for (const [, before = ""] of text.matchAll(/(?<!\W)(\W+)d(?=\W*:)/g)) if (/[{,\s]/.test(before)) return true;
  return false;
}

/** Whether a private key is in a text, in any wrapping; also one of which a part was lost. */
export function holdsPrivateKey(text: string): boolean {
  return looksPrivate(text) || keyText(text, []).blocks.some(isPrivate);
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
