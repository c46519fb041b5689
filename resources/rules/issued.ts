import { boolean, isRecord, nearest, objectOf, text, type Rule, type Rules } from "./rule";

const NAME = text(
  "the name of an environment variable (letters, digits and _, no digit first)",
  /^[A-Za-z_][A-Za-z0-9_]{0,127}$/,
);
const PATH = text("the path of a file", /^[^\0\r\n]{1,1024}$/);

const SOURCES: Rules = { env: NAME, file: PATH };

/** Exactly one of `env` and `file`. Nothing of what is given is told, it may be the key. */
function issuedWith(marks: readonly string[]): Rule {
  const fields: Rules = { ...SOURCES, ...Object.fromEntries(marks.map((mark) => [mark, boolean])) };
  const judge = objectOf(fields, []);
  return (value) => {
    const given = isRecord(value) ? Object.entries(value).filter(([, entry]) => entry !== undefined) : [];
    const sources = given.filter(([name]) => Object.hasOwn(SOURCES, name));
    const areKnown = given.every(([name]) => Object.hasOwn(fields, name));
    if (sources.length === 1 && areKnown) return judge(value);
    const unknown = given.map(([name]) => name).find((name) => !Object.hasOwn(fields, name));
    const meant = unknown === undefined ? undefined : nearest(unknown, Object.keys(fields));
    const hint = meant === undefined ? "" : ` (did you mean ${meant}?)`;
    const allowed = `exactly one of { env: "NAME" } and { file: "path" }, where the key is read from, and ${marks.join(" or ")} (true or false)${hint}`;
    return { allowed };
  };
}

/** `issued` of an ApiKey. */
export const issuedRule = issuedWith(["verbatim", "allowPrevious"]);
/** `issued` of a key pair, which is judged by its numbers and not by its looks. */
export const issuedPairRule = issuedWith(["allowPrevious"]);
