import { assertionOf, type Assertion, type AssertionRow } from "./assertion";
import { checkSchemeOptions, HTTPS, TEXT } from "./schemeOptions";
import type { SchemeEffects } from "./scheme";

/** A client at a token endpoint. */
export interface ClientOptions {
  /** Client id of the app: `iss` and `sub`. */
  readonly clientId: string;
  /** The token endpoint: `aud`, and where you send the JWT. */
  readonly tokenUrl: string;
}

export const CLIENT_OPTIONS = { clientId: TEXT, tokenUrl: HTTPS };

/** `private_key_jwt` (RFC 7523): the client is issuer and subject. It holds for 5 minutes. */
export function clientAssertion(
  row: Pick<AssertionRow, "partner" | "algorithms" | "header">,
  options: ClientOptions,
  effects: SchemeEffects,
): Assertion {
  checkSchemeOptions(row.partner, options, CLIENT_OPTIONS);
  const { clientId, tokenUrl } = options;
  const claims = () => ({ iss: clientId, sub: clientId, aud: tokenUrl });
  return assertionOf({ ...row, seconds: 300, claims }, effects);
}
