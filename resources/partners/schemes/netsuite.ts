import { assertionOf, EFFECTS, unusableKey, type Assertion } from "./assertion";
import { CLIENT_OPTIONS, type ClientOptions } from "./clientAssertion";
import { checkSchemeOptions, TEXT } from "./schemeOptions";
import type { SchemeEffects } from "./scheme";

/** A client of NetSuite. */
export interface NetSuiteOptions extends ClientOptions {
  /** `restlets`, `rest_webservices`, `suite_analytics`, or several with commas. */
  readonly scope: string;
}

const PARTNER = "NetSuite";

/**
 * The JWT of NetSuite's client credentials flow: `kid` is the certificate id that NetSuite assigned to this very key, its
 * `keyId`. It holds for 5 minutes; NetSuite takes less than 60.
 * Source: docs.oracle.com, NetSuite online help, section_162790605110, 2026-11-29.
 *
 * @param options `tokenUrl` is `https://<account>.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token`
 * @throws PartnerKeysError `ERR_INVALID_INPUT`
 *
 * @example
 * ```ts
 * import { netSuiteAssertion } from "pulumi-partner-keys/schemes";
 *
 * const tokenUrl = "https://123456.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token";
 * const assertion = netSuiteAssertion({ clientId: "client-1", tokenUrl, scope: "rest_webservices" });
 * ```
 */
export function netSuiteAssertion(options: NetSuiteOptions, effects: SchemeEffects = EFFECTS): Assertion {
  checkSchemeOptions(PARTNER, options, { ...CLIENT_OPTIONS, scope: TEXT });
  const { clientId, tokenUrl, scope } = options;
  return assertionOf(
    {
      partner: PARTNER,
      algorithms: ["PS256", "ES256", "ES384", "ES512"],
      seconds: 300,
      header: (key) => {
        if (key.keyId === undefined) {
          const advice = "give createSigner a read that returns keyId, readWithKeyId() for example";
          throw unusableKey(PARTNER, key, "has no id on record that the partner assigned", advice);
        }
        return { kid: key.keyId };
      },
      claims: () => ({ iss: clientId, aud: tokenUrl, scope }),
    },
    effects,
  );
}
