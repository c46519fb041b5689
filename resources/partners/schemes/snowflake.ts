import { assertionOf, EFFECTS, type Assertion } from "./assertion";
import { checkSchemeOptions, TEXT } from "./schemeOptions";
import type { SchemeEffects } from "./scheme";

/** Who calls Snowflake. */
export interface SnowflakeOptions {
  /** Account identifier: `<organization>-<account>`, or the account locator, whose region after the first dot is dropped. */
  readonly account: string;
  /** Name of the user that the key was added to. */
  readonly user: string;
}

const PARTNER = "Snowflake";

/**
 * The JWT of Snowflake's key pair authentication, sent as bearer token with
 * `X-Snowflake-Authorization-Token-Type: KEYPAIR_JWT`. The issuer names account, user and fingerprint of the key. It holds for
 * 2 minutes, as that of the Node driver; Snowflake takes an hour.
 * Source: docs.snowflake.com/developer-guide/sql-api/authenticating; snowflake-connector-nodejs
 * lib/authentication/auth_keypair.js, 2026-11-25.
 *
 * @throws PartnerKeysError `ERR_INVALID_INPUT`
 *
 * @example
 * ```ts
 * import { snowflakeToken } from "pulumi-partner-keys/schemes";
 *
 * const token = snowflakeToken({ account: "acme-prod", user: "SIGNER" });
 * ```
 */
export function snowflakeToken(options: SnowflakeOptions, effects: SchemeEffects = EFFECTS): Assertion {
  checkSchemeOptions(PARTNER, options, { account: TEXT, user: TEXT });
  // As the SQL API's own example: of a locator the region is no part of the issuer, of a replicated account what follows the hyphen
  const [account = ""] = options.account.split(options.account.includes(".global") ? "-" : ".");
  const subject = `${account}.${options.user}`.toUpperCase();
  return assertionOf(
    {
      partner: PARTNER,
      algorithms: ["RS256", "ES256", "ES384", "ES512"],
      seconds: 120,
      claims: ({ fingerprint }) => ({ iss: `${subject}.${fingerprint}`, sub: subject }),
    },
    effects,
  );
}
