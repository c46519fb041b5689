import { assertionOf, EFFECTS, type Assertion } from "./assertion";
import { checkSchemeOptions, HTTPS, TEXT } from "./schemeOptions";
import type { SchemeEffects } from "./scheme";

/** Who calls Salesforce. */
export interface SalesforceOptions {
  /** Consumer key of the app that has the certificate. */
  readonly consumerKey: string;
  /** User name that the app acts for. */
  readonly username: string;
  /** `https://login.salesforce.com`, of a sandbox `https://test.salesforce.com`, or the URL of the site. */
  readonly audience: string;
}

const PARTNER = "Salesforce";

/**
 * The JWT of Salesforce's bearer flow: `assertion` with `grant_type` `urn:ietf:params:oauth:grant-type:jwt-bearer`. It holds
 * for 2 minutes, as those of Salesforce's own named credentials.
 * Source: help.salesforce.com, "OAuth 2.0 JWT Bearer Flow for Server-to-Server Integration"; developer.salesforce.com,
 * "OAuth 2.0 Bearer Flow JWT Claims", 2026-11-30.
 *
 * @throws PartnerKeysError `ERR_INVALID_INPUT`
 *
 * @example
 * ```ts
 * import { salesforceAssertion } from "pulumi-partner-keys/schemes";
 *
 * const audience = "https://login.salesforce.com";
 * const assertion = salesforceAssertion({ consumerKey: "3MVG", username: "signer@acme.example", audience });
 * ```
 */
export function salesforceAssertion(options: SalesforceOptions, effects: SchemeEffects = EFFECTS): Assertion {
  checkSchemeOptions(PARTNER, options, { consumerKey: TEXT, username: TEXT, audience: HTTPS });
  const { consumerKey, username, audience } = options;
  return assertionOf(
    {
      partner: PARTNER,
      algorithms: ["RS256"],
      seconds: 120,
      claims: () => ({ iss: consumerKey, sub: username, aud: audience }),
    },
    effects,
  );
}
