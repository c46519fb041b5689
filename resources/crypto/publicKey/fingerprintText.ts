import { visible } from "../keyText/plain";

/** A fingerprint without what a tool, a page or a person put around it. Which key it is of, nobody knows yet. */
export interface FingerprintText {
  /** As it is named; absent where no name stands there. */
  readonly algorithm?: "md5" | "sha1" | "sha256";
  /** Lower-case hex without separators, or base64 as it was written. */
  readonly digest: string;
}

const HEX = /^[0-9a-f]+$/i;
/** A line with a long comment; what is longer is something else. */
const MOST_CHARACTERS = 500;
/** `aa:bb`, `AA-BB`, `aa bb` */
const PAIRS = /^[0-9a-f]{2}([: -])(?:[0-9a-f]{2}\1){14,30}[0-9a-f]{2}$/i;
const QUOTES = /^["'`\u2018\u201c\u00ab<\s]+|["'`\u2019\u201d\u00bb>\s,;]+$/g;
const VALUE = String.raw`((?:[0-9a-f]{2}[: -])+[0-9a-f]{2}|[A-Za-z0-9+/_-]+={0,2})`;

/** Whole lines, as tools print them; the first group may name the algorithm, the second one is the fingerprint. */
const LINES: readonly RegExp[] = [
  // ssh-keygen -l: 256 SHA256:… comment (ED25519); before OpenSSH 6.8: 2048 aa:bb:… comment (RSA)
  new RegExp(String.raw`^\d{3,5} (?:(MD5|SHA256):)?${VALUE} .*\([A-Z0-9-]+\)$`, "i"),
  // openssl … -fingerprint: sha256 Fingerprint=AA:BB:…
  new RegExp(String.raw`^([A-Z0-9-]*) ?fingerprint ?[=:] ?${VALUE}$`, "i"),
  // openssl dgst: SHA2-256(stdin)= aabb…, and without a name: (stdin)= aabb…
  new RegExp(String.raw`^([A-Z0-9-]*) ?\(.*\) ?= ?${VALUE}$`, "i"),
  // sha256sum, sha1sum, md5sum, openssl dgst -r: aabb… *name
  /^()([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}) [ *]?\S.*$/i,
  // A line of this package: SHA256:… (…a8d4)
  new RegExp(String.raw`^(SHA256):${VALUE} \([^)]*\)$`),
  // SHA256:…, md5:aa:bb:…, sha-256=…
  new RegExp(String.raw`^(MD5|SHA-?1|SHA-?(?:2-)?256) ?[:=] ?${VALUE}$`, "i"),
  // The last digits, as this package and some pages show them: …a8d4
  /^()(?:\u2026|\.{3})([0-9a-f]{4})$/i,
];

const ALGORITHMS = [
  [/^md5$/i, "md5"],
  [/^sha-?1$/i, "sha1"],
  [/256$/, "sha256"],
] as const;

/** Takes off quotes, blanks, invisible characters, names of algorithms, and the rest of a line that a tool printed. */
export function fingerprintText(text: string): FingerprintText {
  if (text.length > MOST_CHARACTERS) return { digest: "" };
  const seen = visible(text)
    .replace(/[^\S\n]/g, " ")
    .replace(QUOTES, "");
  const [, name = "", value = seen] = LINES.map((line) => line.exec(seen)).find((found) => found !== null) ?? [];
  const algorithm = ALGORITHMS.find(([written]) => written.test(name))?.[1];
  const digest = PAIRS.test(value) ? value.replace(/[: -]/g, "") : value;
  return {
    digest: HEX.test(digest) ? digest.toLowerCase() : digest,
    ...(algorithm === undefined ? {} : { algorithm }),
  };
}
