import { isEncrypted, readPrivateKey } from "./privateKey";
import { holdsPrivateKey } from "./shown";

/** The line that goes into a header, or what was given in its place, told without a character of it. */
export type ApiKeyRead = { readonly line: string } | { readonly isInstead: string };

/** JSON, or base64 of DER, a SEQUENCE of which begins with 0x30: reading the others would cost each request 0.2 ms. */
const MAY_BE_ONE = /^[M{"]/;

/**
 * The one judgement of what is sent as an API key: one line of printable ASCII, and no private key in any form. A header
 * goes to the partner, and `fetch` quotes a header that it refuses whole in its error.
 *
 * @param given of any type, since programs run unchecked. White space around the key is dropped
 */
export function readApiKey(given: unknown): ApiKeyRead {
  if (typeof given !== "string") return { isInstead: Buffer.isBuffer(given) ? "a Buffer" : `of type ${typeof given}` };
  const line = given.trim();
  if (line === "") return { isInstead: "empty" };
  if (holdsPrivateKey(line) || (MAY_BE_ONE.test(line) && readPrivateKey(line) !== undefined))
    return { isInstead: "a private key" };
  if (MAY_BE_ONE.test(line) && isEncrypted(line)) return { isInstead: "a private key with a passphrase" };
  if (/^[\x21-\x7e]+$/.test(line)) return { line };
  const fields = fieldsOf(line);
  if (fields === undefined) return { isInstead: "text with a blank, a line end or a character outside ASCII" };
  const [key, ...others] = fields;
  if (others.length > 0) return { isInstead: `JSON with ${fields.length} fields, allowed: one, which is the API key` };
  return typeof key === "string" && /^[\x21-\x7e]+$/.test(key)
    ? { line: key }
    : { isInstead: "JSON whose only field is no line of printable ASCII" };
}

/** JSON of more than one line is what `secretFields` makes. On one line it may be a key: what a partner issues is as it is. */
function fieldsOf(text: string): unknown[] | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    return Object.values(JSON.parse(text) as Readonly<Record<string, unknown>>);
  } catch {
    return undefined;
  }
}
