import { jwkThumbprint } from "../../crypto/publicKey/jwk";
import { publicPemOf } from "../../crypto/publicKey/publicPem";
import { assertionOf, EFFECTS, type Assertion } from "./assertion";
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

const PARTNER = "Okta";

/**
 * `private_key_jwt` for Okta (RFC 7523): `kid` is the RFC 7638 thumbprint of the key, as the form `jwk` of its public half
 * has it; an id on record wins. It holds for 5 minutes; Okta takes an hour.
 * Source: developer.okta.com, "Implement OAuth for Okta with a service app" and "Build a JWT for client authentication",
 * 2026-11-25.
 *
 * @throws PartnerKeysError `ERR_INVALID_INPUT`
 *
 * @example
 * ```ts
 * import { oktaAssertion } from "pulumi-partner-keys/schemes";
 *
 * const tokenUrl = "https://acme.okta.com/oauth2/v1/token";
 * const assertion = oktaAssertion({ clientId: "0oa1example", tokenUrl });
 * ```
 */
export function oktaAssertion(options: ClientOptions, effects: SchemeEffects = EFFECTS): Assertion {
  checkSchemeOptions(PARTNER, options, CLIENT_OPTIONS);
  const { clientId, tokenUrl } = options;
  return assertionOf(
    {
      partner: PARTNER,
      algorithms: ["RS256", "ES256", "ES384", "ES512"],
      seconds: 300,
      header: ({ keyId, privateKey }) => ({ kid: keyId ?? jwkThumbprint(publicPemOf(privateKey)) }),
      claims: () => ({ iss: clientId, sub: clientId, aud: tokenUrl }),
    },
    effects,
  );
}
