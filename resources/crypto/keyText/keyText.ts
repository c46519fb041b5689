import { bareBlock, isPrivate, leadingBase64, pemBlocks, wordsOf, type KeyBlock } from "./blocks";
import { withoutMargins } from "./margins";
import { hasTypographicDashes, visible, withoutTrace } from "./plain";

export { isPrivate, type KeyBlock } from "./blocks";

/** What a text holds. `isJson`: it is JSON, and neither a private key nor one of the fields that were asked for is in it. */
export interface KeyText {
  readonly blocks: readonly KeyBlock[];
  readonly isJson?: true;
}

/** Base64 of Base64 of JSON is what a CI variable makes of a Kubernetes secret; more is no accident. */
const MOST_WRAPPINGS = 6;
const QUOTED = /^(?:"[^]*"|'[^]*'|`[^]*`|\u201c[^]*\u201d|\u2018[^]*\u2019|\u00ab[^]*\u00bb|\$'[^]*')$/;
/** `export NAME=`, `name: |` and what else names a value; the value comes on the same line, or on the next one. The body of a key is longer. */
const NAMED =
  /^["'`\u2018\u201c\u00ab$]{0,2}(?:export |set |env |\$env:|- )?["']?[A-Za-z_][A-Za-z0-9_.-]{0,40}["']? ?[=:] ?[|>]?[-+]?(?:\s|\\{1,9}[nrt]){0,40}(?=["'`\u2018\u201c\u00ab$A-Za-z0-9+/{])/;

const DATA_URL = /^data:[A-Za-z0-9.+/;=-]{0,80};base64,/;
/** Beginning with the hyphens of a PEM. */
const HEX_OF_PEM = /^2d2d2d2d2d(?:\s*[0-9a-f]{2})+\s*$/i;

/**
 * The one reader of keys that people and programs hand over as text: it takes off what shells, env files, YAML, secret
 * UIs, mail, web pages and editors put around a key, and tells what they lost of it. It judges no key.
 *
 * @param fields where the text is JSON: names under which a public key stands. A private key is found under any name, because
 *   somebody else may have prescribed it
 */
export function keyText(text: string, fields: readonly string[], wrappings = MOST_WRAPPINGS): KeyText {
  const seen = visible(text);
  const json = jsonOf(seen);
  if (typeof json === "string" && wrappings > 0) return keyText(json, fields, wrappings - 1);
  if (typeof json === "object") return ofJson(json, fields, wrappings);
  const blocks = pemBlocks(withoutTrace(withoutMargins(seen)));
  if (blocks.length > 0) return { blocks: hasTypographicDashes(text) ? blocks.map(withDashes) : blocks };
  const inside = wrappings > 0 ? unwrapped(seen) : undefined;
  if (inside !== undefined) return keyText(inside, fields, wrappings - 1);
  const bare = bareBlock(withoutTrace(seen));
  return { blocks: bare === undefined ? [] : [bare] };
}

/** JSON that can be a wrapping: an object or a text in quotes, with text after it or with its own quotes escaped. */
function jsonOf(text: string): object | string | undefined {
  if (!/^[{"]/.test(text)) return undefined;
  const json = text.slice(0, text.lastIndexOf(text.startsWith("{") ? "}" : '"') + 1);
  for (const candidate of [json, json.replace(/\\(["\\])/g, "$1")]) {
    try {
      return (JSON.parse(candidate) as object | string | null) ?? undefined;
    } catch {
      continue; // it may be JSON without what is around it
    }
  }
  return undefined;
}

function ofJson(json: object, fields: readonly string[], wrappings: number): KeyText {
  if (wrappings === 0) return { blocks: [] };
  const bytes = bytesOf(json);
  if (bytes !== undefined) return keyText(bytes.toString(), fields, wrappings - 1);
  const found = Object.entries(json).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value !== "string") return [];
    const { blocks } = keyText(value, fields, wrappings - 1);
    return fields.includes(name) || blocks.some(isPrivate) ? [blocks] : [];
  });
  return found.length === 0 ? { blocks: [], isJson: true } : { blocks: found.flat() };
}

/** What `JSON.stringify` makes of a Buffer. */
function bytesOf(json: object): Buffer | undefined {
  const { type, data } = json as { readonly type?: unknown; readonly data?: unknown };
  return type === "Buffer" && Array.isArray(data) ? Buffer.from(data as number[]) : undefined;
}

/** One wrapping less, where what is left is still to be looked into. */
function unwrapped(text: string): string | undefined {
  if (text.length >= 2 && QUOTED.test(text)) return text.slice(text.startsWith("$") ? 2 : 1, -1);
  const [url = ""] = DATA_URL.exec(text) ?? [];
  if (url !== "") return text.slice(url.length);
  if (HEX_OF_PEM.test(text)) return Buffer.from(text.replace(/\s/g, ""), "hex").toString();
  const named = NAMED.exec(text);
  if (named !== null) return text.slice(named[0].length);
  const base64 = columns(leadingBase64(wordsOf(withoutTrace(text)))).join("");
  const decoded = Buffer.from(base64, "base64");
  // Bytes of a key have control characters at their beginning
  const inside = visible(decoded.toString(isWide(decoded) ? "utf16le" : "utf8"));
  // Where the padding is lost too, only the last line of a PEM tells that no other character is
  if (base64.length % 4 !== 0 && !inside.includes("-----BEGIN")) return undefined;
  return /^(?:[\t\n\r]|\P{Cc}){20}/u.test(inside) ? inside : undefined;
}

/** Lines of one width and a shorter one; the words of a prompt or a comment are no part of them. */
function columns(words: readonly string[]): readonly string[] {
  const [{ length: width } = ""] = words;
  const full = words.findIndex((word) => word.length !== width);
  const last = words[full];
  if (last === undefined) return words;
  const isLast = words.length === full + 1 || last.length % 4 === 0;
  return words.slice(0, last.length < width && isLast ? full + 1 : full);
}

/** UTF-16, as PowerShell's Unicode encoding is: every second byte of most characters is a zero. */
function isWide(bytes: Buffer): boolean {
  const SAMPLE = 64;
  return bytes.subarray(0, SAMPLE).filter((byte, i) => i % 2 === 1 && byte === 0).length > SAMPLE / 4;
}

function withDashes(block: KeyBlock): KeyBlock {
  if (block.lost === undefined) return block;
  return { ...block, lost: `${block.lost}, and an editor of documents made dashes of its hyphens` };
}
