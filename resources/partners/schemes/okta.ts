import { jwkThumbprint } from "../../crypto/publicKey/jwk";
import { publicPemOf } from "../../crypto/publicKey/publicPem";
import { EFFECTS, type Assertion } from "./assertion";
import { clientAssertion, type ClientOptions } from "./clientAssertion";
import type { SchemeEffects } from "./scheme";

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
  return clientAssertion(
    {
      partner: "Okta",
      algorithms: ["RS256", "ES256", "ES384", "ES512"],
      header: ({ keyId, privateKey }) => ({ kid: keyId ?? jwkThumbprint(publicPemOf(privateKey)) }),
    },
    options,
    effects,
  );
}
