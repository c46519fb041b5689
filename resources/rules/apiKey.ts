import { objectOf, oneOf, text, wholeNumber } from "./rule";

/** `generate` of an ApiKey. At least 128 bits: fewer could be guessed. */
export const generateRule = objectOf(
  {
    bytes: wholeNumber(16, 1024, "bytes"),
    encoding: oneOf("base64", "base64url", "hex"),
    prefix: text("at most 64 printable ASCII characters without blanks", /^[\x21-\x7e]{0,64}$/),
  },
  [],
);
