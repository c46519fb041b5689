/** What the bytes of a key are, by their structure and not by a name that stands over them. */
export type Encoding =
  "pkcs8" | "pkcs1" | "sec1" | "openssh" | "encrypted" | "spki" | "pkcs1-public" | "certificate" | "unknown";

/** `openssh-key-v1`, the first bytes of OpenSSH's own form (PROTOCOL.key). */
const OPENSSH = Buffer.from("openssh-key-v1\0");
const SEQUENCE = 0x30;
const INTEGER = 0x02;

/**
 * The tags of the elements in the outer SEQUENCE: RFC 5208 (version, algorithm, key), RFC 8017 (version, numbers; two
 * numbers), RFC 5915 (version, key), RFC 5280 (algorithm, key; body, algorithm, signature), RFC 5958 (encrypted).
 */
const STRUCTURES: readonly (readonly [tags: RegExp, encoding: Encoding])[] = [
  [/^version 30 04/, "pkcs8"],
  [/^version 04/, "sec1"],
  [/^version 02/, "pkcs1"],
  [/^02 02$/, "pkcs1-public"],
  [/^30 03$/, "spki"],
  [/^30 04$/, "encrypted"],
  [/^30 30 03$/, "certificate"],
];

/** `unknown` also where bytes are missing: {@link sizeOf} tells that. */
export function encodingOf(bytes: Buffer): Encoding {
  if (bytes.subarray(0, OPENSSH.length).equals(OPENSSH)) return "openssh";
  const outer = elementOf(bytes);
  if (outer?.tag !== SEQUENCE) return "unknown";
  const tags: string[] = [];
  for (let at = outer.start; at < Math.min(outer.end, bytes.length);) {
    const element = elementOf(bytes, at);
    if (element === undefined) break;
    const isVersion = tags.length === 0 && element.tag === INTEGER && element.end - element.start === 1;
    tags.push(isVersion ? "version" : element.tag.toString(16).padStart(2, "0"));
    at = element.end;
  }
  const structure = tags.join(" ");
  return STRUCTURES.find(([tags]) => tags.test(structure))?.[1] ?? "unknown";
}

/** How many bytes there have to be, as the first ones say; `undefined` where they are no beginning of a key. */
export function sizeOf(bytes: Buffer): number | undefined {
  if (!bytes.subarray(0, OPENSSH.length).equals(OPENSSH)) {
    const outer = elementOf(bytes);
    return outer?.tag === SEQUENCE ? outer.end : undefined;
  }
  let end = OPENSSH.length;
  // Cipher, KDF and its options; the number of keys, which is one; the public key, the private section
  for (const skipped of [0, 0, 0, 4, 0]) {
    if (bytes.length < end + skipped + 4) return undefined;
    end += skipped + 4 + bytes.readUInt32BE(end + skipped);
  }
  return end;
}

/** An element of DER: a tag, a length of one to four bytes, a content. */
function elementOf(
  bytes: Buffer,
  at = 0,
): { readonly tag: number; readonly start: number; readonly end: number } | undefined {
  const [tag, length] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || length === undefined) return undefined;
  if (length < 0x80) return { tag, start: at + 2, end: at + 2 + length };
  const more = length - 0x80;
  if (more < 1 || more > 3 || at + 2 + more > bytes.length) return undefined;
  const start = at + 2 + more;
  return { tag, start, end: start + bytes.readUIntBE(at + 2, more) };
}
