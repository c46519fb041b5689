import { X509Certificate } from "node:crypto";
import { publicFingerprint } from "../fingerprintForms";
import { EFFECTS, unusableKey, type Assertion } from "./assertion";
import { clientAssertion, type ClientOptions } from "./clientAssertion";
import type { SchemeEffects, SchemeKey } from "./scheme";

const PARTNER = "Microsoft Entra";

/**
 * `private_key_jwt` for Microsoft Entra: PS256, and `x5t#S256` of the certificate, which stands in the secret beside the key
 * (`certificate` and `secretFormat: "json"` of the key). It holds for 5 minutes.
 * Source: MicrosoftDocs/entra-docs, docs/identity-platform/certificate-credentials.md, 2025-01-04.
 *
 * @param options `tokenUrl` is `https://login.microsoftonline.com/<tenant id>/oauth2/v2.0/token`
 * @throws PartnerKeysError `ERR_INVALID_INPUT`
 *
 * @example
 * ```ts
 * import { entraAssertion } from "pulumi-partner-keys/schemes";
 *
 * const tokenUrl = "https://login.microsoftonline.com/acme.example/oauth2/v2.0/token";
 * const assertion = entraAssertion({ clientId: "application-id", tokenUrl });
 * ```
 */
export function entraAssertion(options: ClientOptions, effects: SchemeEffects = EFFECTS): Assertion {
  return entraOf(isOf, options, effects);
}

/** The same under a certificate that may be that of another key: Entra has to refuse it. For the control of a probe. */
export function entraControl(options: ClientOptions, effects: SchemeEffects = EFFECTS): Assertion {
  return entraOf(() => true, options, effects);
}

function entraOf(
  mayStandUnder: (certificatePem: string, key: SchemeKey) => boolean,
  options: ClientOptions,
  effects: SchemeEffects,
): Assertion {
  return clientAssertion(
    {
      partner: PARTNER,
      algorithms: ["PS256"],
      header: (key) => {
        const { certificatePem } = key;
        if (certificatePem === undefined || !mayStandUnder(certificatePem, key)) {
          const advice = 'make the key with certificate and secretFormat "json"; a key that exists gets none';
          throw unusableKey(PARTNER, key, "has no certificate of its own in its secret", advice);
        }
        return { "x5t#S256": publicFingerprint(certificatePem, "x509-sha256") };
      },
    },
    options,
    effects,
  );
}

/** Entra would not know why a signature is wrong. */
function isOf(certificatePem: string, { privateKey }: SchemeKey): boolean {
  try {
    return new X509Certificate(certificatePem).checkPrivateKey(privateKey);
  } catch {
    return false;
  }
}
