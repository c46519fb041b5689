import { ABOUT_TAGS, MOST_TAGS, TAG_VALUE_LENGTH, type Tags } from "./tags";

/** Facts about one version of a secret, by name. */
export type Facts = Readonly<Record<string, string>>;

export interface About {
  readonly versionId: string;
  readonly facts: Facts;
}

/** The id that the partner gave the key. */
export const KEY_ID = "key-id";
/** RFC 3339: when the key went live. */
export const PROMOTED = "promoted";
/** What acknowledged the key, as it was given. */
export const ACKNOWLEDGED = "acknowledged";
/** RFC 3339. Absent beside a promotion: the key has no certificate. */
export const CERTIFICATE_ENDS = "certificate-ends";
/** How many facts did not fit. */
const LEFT_OUT = "left-out";

/** Characters of a tag that stand for themselves (API reference, Tag). `=` begins an escape, a blank ends a fact. */
const PLAIN = /^[A-Za-z0-9+\-._:/@]$/;

/**
 * The value of a tag: the version id, then `name=value` for each fact, with blanks between. A character that a tag cannot have,
 * a blank and `=` are `=` and two hex digits for each byte of UTF-8. Facts come in the order of their names.
 *
 * @returns `undefined` where it is longer than a tag can be
 */
export function aboutText({ versionId, facts }: About): string | undefined {
  const listed = Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = [versionId, ...listed.map(([name, value]) => `${name}=${escaped(value)}`)].join(" ");
  return text.length <= TAG_VALUE_LENGTH ? text : undefined;
}

/** As {@link aboutText}, without the last of `others` that do not fit beside `kept`; then it says how many it left out. */
export function aboutWithin(versionId: string, kept: Facts, others: Facts): string | undefined {
  const listed = Object.entries(others).filter(([name]) => name !== LEFT_OUT);
  for (let count = listed.length; count >= 0; count--) {
    const left = listed.length - count;
    const facts = {
      ...Object.fromEntries(listed.slice(0, count)),
      ...kept,
      ...(left > 0 && { [LEFT_OUT]: `${left}` }),
    };
    const text = aboutText({ versionId, facts });
    if (text !== undefined) return text;
  }
  return aboutText({ versionId, facts: kept });
}

/** Whether facts of a version were left out, because its tags have no room for them. */
export function isLeftOut(tags: Tags, versionId: string): boolean {
  const facts = factsOf(tags, versionId);
  return facts === undefined ? Object.keys(tags).length >= MOST_TAGS : facts[LEFT_OUT] !== undefined;
}

/** What a tag says of a version; facts that it does not name are not known. A text that somebody edited says what it can. */
export function readAbout(text: string): About {
  const [versionId = "", ...facts] = text.split(" ");
  const pairs = facts.map((fact) => [fact.split("=", 1)[0] ?? "", unescaped(fact.replace(/^[^=]*=?/, ""))] as const);
  return { versionId, facts: Object.fromEntries(pairs.filter(([name]) => name !== "")) };
}

/** The tag that names a version. */
export function aboutTagOf(tags: Tags, versionId: string): string | undefined {
  return Object.values(ABOUT_TAGS).find((tag) => aboutIn(tags, tag)?.versionId === versionId);
}

/** What the tags of a secret say of one version. */
export function factsOf(tags: Tags, versionId: string): Facts | undefined {
  const tag = aboutTagOf(tags, versionId);
  return tag === undefined ? undefined : aboutIn(tags, tag)?.facts;
}

function aboutIn(tags: Tags, tag: string): About | undefined {
  const text = tags[tag];
  return text === undefined ? undefined : readAbout(text);
}

function escaped(value: string): string {
  return [...Buffer.from(value, "utf8")]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return PLAIN.test(character) ? character : `=${byte.toString(16).padStart(2, "0")}`;
    })
    .join("");
}

function unescaped(text: string): string {
  const bytes = text.replace(/=([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
