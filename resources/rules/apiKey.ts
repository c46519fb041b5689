import { boolean, objectOf, oneOf, text, wholeNumber, type Rule } from "./rule";

/** `generate` of an ApiKey. At least 128 bits: fewer could be guessed. */
export const generateRule: Rule = objectOf(
  {
    bytes: wholeNumber(16, 1024, "bytes"),
    encoding: oneOf("base64", "base64url", "hex"),
    prefix: text("at most 64 printable ASCII characters without blanks", /^[\x21-\x7e]{0,64}$/),
  },
  [],
);

const NAME = text("the name of an environment variable", /^[A-Za-z_][A-Za-z0-9_]{0,127}$/);
const PATH = text("the path of a file", /^[^\0\r\n]{1,1024}$/);

const FLAGS = { verbatim: boolean, allowPrevious: boolean };

/** `issued` of an ApiKey: exactly one of `env` and `file`. */
export const issuedRule: Rule = (value) =>
  objectOf({ env: NAME, ...FLAGS }, ["env"])(value) === undefined ||
  objectOf({ file: PATH, ...FLAGS }, ["file"])(value) === undefined
    ? undefined
    : 'exactly one of { env: "NAME" } and { file: "path" }, where the key is read from, and verbatim or allowPrevious (true or false)';
