import { boolean, isRecord, objectOf, oneOf, text, wholeNumber, type Rule, type Rules } from "./rule";

/** `generate` of an ApiKey. At least 128 bits: fewer could be guessed. */
export const generateRule: Rule = objectOf(
  {
    bytes: wholeNumber(16, 1024, "bytes"),
    encoding: oneOf("base64", "base64url", "hex"),
    prefix: text("at most 64 printable ASCII characters without blanks", /^[\x21-\x7e]{0,64}$/),
  },
  [],
);

const NAME = text(
  "the name of an environment variable (letters, digits and _, no digit first)",
  /^[A-Za-z_][A-Za-z0-9_]{0,127}$/,
);
const PATH = text("the path of a file", /^[^\0\r\n]{1,1024}$/);

const SOURCES: Rules = { env: NAME, file: PATH };
const FIELDS: Rules = { ...SOURCES, verbatim: boolean, allowPrevious: boolean };
const fields = objectOf(FIELDS, []);

/** `issued` of an ApiKey: exactly one of `env` and `file`. Nothing of what is given is told, it may be the key. */
export const issuedRule: Rule = (value) => {
  const given = isRecord(value) ? Object.entries(value).filter(([, entry]) => entry !== undefined) : [];
  const sources = given.filter(([name]) => Object.hasOwn(SOURCES, name));
  const areKnown = given.every(([name]) => Object.hasOwn(FIELDS, name));
  if (sources.length === 1 && areKnown) return fields(value);
  return 'exactly one of { env: "NAME" } and { file: "path" }, where the key is read from, and verbatim or allowPrevious (true or false)';
};
