import { QREDO } from "../qredo";

/** What an issued API key says of itself, where it is Base64 of JSON (Qredo's are: `{"key_id","key"}`). */
export interface IssuedKeyFacts {
  readonly keyId?: string;
  readonly sandbox?: boolean;
}

const PRINTABLE_ASCII = /^[\x21-\x7e]+$/;
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;
/** What UTF-16 is when it is read as UTF-8: a broken mark, or a NUL beside every character. */
const UTF_16 = /^\ufffd\ufffd|\0/;
const INVISIBLE = /[\ufeff\u200b-\u200f\u2028-\u202e\u2060-\u2064\u00ad]/;
/** Fewer characters than this cannot hold 96 bits in any usual encoding: a placeholder, not a key. */
export const MINIMUM_KEY_LENGTH = 16;
/** Bytes of a secret value (Secrets Manager, quotas); the characters that are allowed are a byte each. */
export const MAXIMUM_KEY_LENGTH = 65_536;

/**
 * Why a value is not usable as an API key, or `undefined` when it is. The reason never quotes the value.
 * `value` is already trimmed by {@link trimIssuedKey}.
 */
export function issuedKeyProblem(value: string): string | undefined {
  if (value === "") return "it is empty";
  if (UTF_16.test(value)) return "it is UTF-16, as > of Windows PowerShell writes it: save it again as UTF-8";
  if (INVISIBLE.test(value))
    return "it holds a byte order mark or another invisible character: save it again as plain ASCII";
  if (/[\r\n]/.test(value)) return "it has more than one line: an API key is one line";
  if (!PRINTABLE_ASCII.test(value)) return "it holds white space or a character outside printable ASCII";
  if (value.length < MINIMUM_KEY_LENGTH)
    return `it has ${value.length} characters: at least ${MINIMUM_KEY_LENGTH} are expected`;
  if (value.length > MAXIMUM_KEY_LENGTH)
    return `it has ${value.length} characters: Secrets Manager takes at most ${MAXIMUM_KEY_LENGTH}`;
  return undefined;
}

/**
 * Takes the ASCII white space off both ends (the newline an editor leaves). Not `String.trim`, which would also take a
 * byte order mark away silently: a file that has one was damaged on its way, and its owner should know.
 */
export function trimIssuedKey(text: string): string {
  const isBlank = (i: number) => " \t\r\n".includes(text.charAt(i));
  // Not by a pattern for the end: it would begin anew at each of many blanks in the middle
  let end = text.length;
  while (end > 0 && isBlank(end - 1)) end--;
  let start = 0;
  while (start < end && isBlank(start)) start++;
  return text.slice(start, end);
}

/** Reads what the key says of itself, leniently: most keys are opaque and say nothing. */
export function issuedKeyFacts(value: string): IssuedKeyFacts {
  if (!BASE64.test(value)) return {};
  let decoded: unknown;
  try {
    decoded = JSON.parse(Buffer.from(value, "base64").toString("utf8"));
  } catch {
    return {}; // not Base64 of JSON: an opaque key, which is the usual case
  }
  if (typeof decoded !== "object" || decoded === null) return {};
  const { [QREDO.issued.keyId]: keyId, [QREDO.issued.sandbox]: sandbox } = decoded as Record<string, unknown>;
  return {
    ...(typeof keyId === "string" ? { keyId } : {}),
    ...(typeof sandbox === "boolean" ? { sandbox } : {}),
  };
}

/**
 * Why a key does not belong to an environment, or `undefined`. A key that says nothing fits everywhere, and of an environment
 * with a name of the stack's own (`staging`) no key says anything.
 */
export function environmentProblem({ sandbox }: IssuedKeyFacts, environment: string | undefined): string | undefined {
  const { sandbox: name } = QREDO.issued;
  if (sandbox === true && environment === "production")
    return `it is a sandbox key ("${name}": true), but environment is "production"`;
  if (sandbox === false && environment === "sandbox")
    return `it is a production key ("${name}": false), but environment is "sandbox"`;
  return undefined;
}
