/**
 * The text in one line, without what nobody needs to see: a proxy's user and password, a token. Each pattern walks the text
 * once: whoever answers decides how long it is.
 */
export function oneLine(text: string): string {
  return (
    text
      .replace(/\/\/[^\s/@]*@/g, "//")
      .replace(/[\w.-]+/g, withoutToken)
      // A wrong signature is explained by what was signed: the headers, the session token among them
      .replace(/(x-amz-security-token:)\s*\S+/gi, "$1<token>")
      .replace(/\s+/g, " ")
      .trim()
      .slice(0, 1_000)
      .replace(/\.$/, "")
  );
}

/** A JSON Web Token begins with `{"` in base64url, and has its parts apart by dots (RFC 7519). */
function withoutToken(word: string): string {
  const at = word.search(/\beyJ/);
  return at === -1 || !word.includes(".", at) ? word : `${word.slice(0, at)}<token>`;
}
