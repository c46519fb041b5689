import { looksLikeKey } from "../crypto/issued/looksLikeKey";
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
const SOURCES = [objectOf({ env: NAME, ...FLAGS }, ["env"]), objectOf({ file: PATH, ...FLAGS }, ["file"])];

/** `issued` of an ApiKey: exactly one of `env` and `file`, neither of which is the key itself. */
export const issuedRule: Rule = (value) => {
  if (SOURCES.every((rule) => rule(value) !== undefined))
    return 'exactly one of { env: "NAME" } and { file: "path" }, where the key is read from, and verbatim or allowPrevious (true or false)';
  const { env, file } = value as { readonly env?: string; readonly file?: string };
  return looksLikeKey(env ?? file ?? "")
    ? "the name of the variable or the path of the file that holds the key. What is given looks like the key itself: if it " +
        "is, take it out and treat it as known to others"
    : undefined;
};
