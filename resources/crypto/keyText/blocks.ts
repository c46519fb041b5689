import { encodingOf, sizeOf, type Encoding } from "./encoded";

/** A key, certificate or request that was found in a text. */
export interface KeyBlock {
  /** What its PEM lines name; absent for a body alone. */
  readonly label?: string;
  readonly encoding: Encoding;
  readonly bytes: Buffer;
  /** What was lost on the way; follows "whose" or "its", and quotes nothing. */
  readonly lost?: string;
}

const PRIVATE = new Set<Encoding>(["pkcs8", "pkcs1", "sec1", "openssh", "encrypted"]);

/** Whatever the PEM lines say: bytes of a private key are one. */
export function isPrivate({ encoding, label }: KeyBlock): boolean {
  return PRIVATE.has(encoding) || label?.endsWith("PRIVATE KEY") === true;
}

const LABELS = [
  "PRIVATE KEY",
  "RSA PRIVATE KEY",
  "EC PRIVATE KEY",
  "OPENSSH PRIVATE KEY",
  "ENCRYPTED PRIVATE KEY",
  "PUBLIC KEY",
  "RSA PUBLIC KEY",
];
const BEGIN = /-----\s?BEGIN([A-Z0-9\s]{1,60})-----/g;
const END = /-----\s?END([A-Z0-9\s]{1,60})-----/;
const BEGIN_OF_SORTS = /BEGIN\s?((?:[A-Z]{1,10}\s?){0,3}(?:PRIVATE|PUBLIC)\s?KEY)/;
/** What stands between the characters of a body: line ends, indentation, quotes, marks of quoted lines, of comments. */
const FILLERS = /[\s"'`\u2018\u2019\u201c\u201d\u00ab\u00bb>|#$\\,;]+/;
const ALL_FILLERS = new RegExp(FILLERS, "g");
/** Headers inside a PEM (RFC 1421), which say how it is encrypted. */
const HEADERS = /^[ \t]{0,40}[A-Za-z][A-Za-z0-9-]{0,40}: .*$/gm;
const ENCRYPTED = /Proc-Type:\s?4,\s?ENCRYPTED/;

/** Every PEM in a text, with what is missing of it. What stands around them does not matter. */
export function pemBlocks(text: string): readonly KeyBlock[] {
  const begins = [...text.matchAll(BEGIN)];
  if (begins.length === 0) return withoutBegin(text);
  return begins.map((begin, i) => {
    const label = labelOf(begin[1]);
    const inside = text.slice(begin.index + begin[0].length, begins[i + 1]?.index);
    const end = END.exec(inside);
    if (ENCRYPTED.test(inside)) return { label, encoding: "encrypted", bytes: NOTHING };
    const block = blockOf(end === null ? inside : inside.slice(0, end.index), label);
    const lost = end === null ? "END line is missing or damaged" : endsOtherwise(end[1], label);
    return lost === undefined ? block : { ...block, lost };
  });
}

const NOTHING = Buffer.alloc(0);

function withoutBegin(text: string): readonly KeyBlock[] {
  const nothing = { encoding: "unknown", bytes: NOTHING } as const;
  const [, begin] = BEGIN_OF_SORTS.exec(text) ?? [];
  if (begin !== undefined) return [{ ...nothing, label: labelOf(begin), lost: "BEGIN line is damaged" }];
  const [, end] = END.exec(text) ?? [];
  return end === undefined ? [] : [{ ...nothing, label: labelOf(end), lost: "BEGIN line is missing" }];
}

function endsOtherwise(end: string | undefined, label: string): string | undefined {
  return labelOf(end) === label ? undefined : "BEGIN line and END line name two different things";
}

/** Blanks do not tell labels apart: what takes the line ends out of a text may take them too. */
function labelOf(written = ""): string {
  const letters = (text: string) => text.replace(/\s/g, "");
  return LABELS.find((label) => letters(label) === letters(written)) ?? written.trim().replace(/\s+/g, " ");
}

function blockOf(body: string, label: string): KeyBlock {
  const base64 = withLineEndsThatAreN(body.replace(HEADERS, "").replace(ALL_FILLERS, "")).replace(/={0,2}$/, "");
  const bytes = Buffer.from(base64, "base64");
  const lost = lossOf(base64, bytes);
  return { label, encoding: encodingOf(bytes), bytes, ...(lost === undefined ? {} : { lost }) };
}

function lossOf(base64: string, bytes: Buffer): string | undefined {
  if (base64 === "") return "body is missing";
  if (/\*{3}|[\u2022\u25cf]{3}/.test(base64)) return "body is masked (***), as a log shows a secret";
  if (/\.{2}|\u2026/.test(base64)) return "body is shortened (...)";
  if (!/^[A-Za-z0-9+/]+$/.test(base64)) return "body holds characters that no PEM has";
  const size = sizeOf(bytes);
  if (size === undefined) return "body does not begin as a key does";
  // 6 bits a character: a rest of one holds no byte
  if (size === bytes.length && base64.length % 4 !== 1) return undefined;
  return size > bytes.length
    ? `body is cut: it has ${bytes.length} bytes, and says ${size}`
    : `body has more characters than its ${size} bytes need`;
}

/** A shell that took the backslashes of `\n` away left the letter, before the first line and after each one. */
function withLineEndsThatAreN(body: string): string {
  if (!body.startsWith("n")) return body; // no key begins so
  for (const columns of [64, 70, 76]) {
    const lines = new RegExp(`n(?:([A-Za-z0-9+/]{${columns}})(?=n)|([A-Za-z0-9+/]{1,${columns}}={0,2})n$)`, "gy");
    const found = [...body.matchAll(lines)];
    if (found.at(-1)?.[2] !== undefined) return found.map(([, line, last]) => line ?? last).join("");
  }
  return body;
}

/**
 * The bytes of a body without PEM lines. Its first bytes say how many there are: what follows is text that does not
 * matter, as long as it is apart from the body and no second one.
 */
export function bareBlock(text: string): KeyBlock | undefined {
  const words = wordsOf(text);
  const body = leadingBase64(words);
  const bytes = Buffer.from(body.join(""), "base64");
  const size = sizeOf(bytes);
  if (size === undefined || (bytes.length < 20 && size < 20)) return undefined;
  const characters = Math.ceil((size * 4) / 3);
  let taken = 0;
  let count = 0;
  while (count < body.length && taken < characters) taken += body[count++]?.replace(/=+$/, "").length ?? 0;
  const whole = bytes.subarray(0, size);
  const encoding = encodingOf(whole);
  if (encoding === "unknown") return undefined;
  const rest = words.slice(count);
  if (taken === characters && !rest.some((word) => /[A-Za-z0-9+/_-]{40}/.test(word))) return { encoding, bytes: whole };
  const lost =
    taken < characters
      ? `body is cut: it has ${bytes.length} bytes, and says ${size}`
      : `body has more characters than its ${size} bytes need`;
  return { encoding, bytes: whole, lost };
}

/** A text without what stands between the parts of a body. */
export function wordsOf(text: string): readonly string[] {
  return text.split(FILLERS).filter((word) => word !== "");
}

/** The first words that are base64, up to one with padding. */
export function leadingBase64(words: readonly string[]): readonly string[] {
  const end = words.findIndex((word) => !/^[A-Za-z0-9+/_-]+$/.test(word));
  if (end === -1) return words;
  return /^[A-Za-z0-9+/_-]+={1,2}$/.test(words[end] ?? "") ? words.slice(0, end + 1) : words.slice(0, end);
}
