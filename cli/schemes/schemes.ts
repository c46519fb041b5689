import type { PROFILES } from "../../resources/partners/knownProfiles";
import { unusableKey, type Assertion } from "../../resources/partners/schemes/assertion";
import { entraAssertion, entraControl } from "../../resources/partners/schemes/entra";
import { netSuiteAssertion } from "../../resources/partners/schemes/netsuite";
import { ociSignature } from "../../resources/partners/schemes/oci";
import { oktaAssertion } from "../../resources/partners/schemes/okta";
import { isKeyRefusal, type RefusingPartner } from "../../resources/partners/schemes/refusals";
import { salesforceAssertion } from "../../resources/partners/schemes/salesforce";
import type { RequestScheme, SchemeKey, SchemeRequest } from "../../resources/partners/schemes/scheme";
import { snowflakeToken } from "../../resources/partners/schemes/snowflake";
import type { SigningKey } from "../../resources/signer";

/** A request to sign, as its caller sends it. */
export type ToSign = SchemeRequest;

/** What a request is sent with: headers to set, or an assertion that the caller puts where its partner wants it. */
export type Signed = { readonly headers: Readonly<Record<string, string>> } | { readonly assertion: string };

/** A key of the signer or of a probe. */
export type SchemeSigningKey = SchemeKey & Pick<SigningKey, "sign">;

/** How a command signs. */
export interface CommandScheme {
  /** Of a request its URL and body, also its method, or nothing of it: an assertion names the caller and an end. */
  readonly signs: "request" | "request with its method" | "assertion";
  /** Whether nothing can be signed without the id that the partner assigned to the key. */
  readonly needsKeyId?: true;
  /** Whether it sends the API key. */
  readonly needsApiKey?: true;
  /** @throws PartnerKeysError `ERR_KEY_UNUSABLE` */
  readonly sign: (key: SchemeSigningKey, request: ToSign) => Signed;
  /** Of a key that stands in for another one whose certificate it has, where `sign` refuses such a key. */
  readonly signControl?: CommandScheme["sign"];
  /** "The partner does not know this key, and did nothing." `json` is asked for where the status fits. */
  readonly isRefusal: (status: number, json: () => Promise<unknown>) => Promise<boolean>;
  /** Of the signer's `fetch`, where it is not what the signer has by itself. */
  readonly ofFetch?: RequestScheme;
}

/** The options of a scheme as a command line has them: its own function judges them. */
type Make = (options: Readonly<Record<string, string>>) => CommandScheme;

const assertion =
  (partner: RefusingPartner, make: (options: never) => Assertion, more: Pick<CommandScheme, "needsKeyId"> = {}): Make =>
  (options) => ({ ...more, signs: "assertion", sign: signing(make, options), ...refusalsOf(partner) });

const signing = (
  make: (options: never) => Assertion,
  options: Readonly<Record<string, string>>,
): CommandScheme["sign"] => {
  const sign = make(options as never);
  return (key) => ({ assertion: sign(key) });
};

const refusalsOf = (partner: RefusingPartner): Pick<CommandScheme, "isRefusal"> => ({
  isRefusal: async (status, json) => isKeyRefusal(partner, status, json),
});

/** By name. `qredo` has no options. */
export const SCHEMES = {
  qredo: () => ({
    signs: "request",
    needsApiKey: true,
    sign: (key, { url, body }) => ({ headers: { ...key.sign({ url, body }) } }),
    isRefusal: async (status) => Promise.resolve(status === 401),
  }),
  oci(options) {
    const scheme = ociSignature(options as never);
    return {
      signs: "request with its method",
      sign(key, request) {
        if (scheme.fits(key.privateKey)) return { headers: scheme.headers(request, key) };
        throw unusableKey(scheme.name, key, "is of another kind", `allowed: ${scheme.signsWith}`);
      },
      ...refusalsOf("oci"),
      ofFetch: scheme,
    };
  },
  okta: assertion("okta", oktaAssertion),
  entra: (options) => ({
    ...assertion("entra", entraAssertion)(options),
    signControl: signing(entraControl, options),
  }),
  snowflake: assertion("snowflake", snowflakeToken),
  salesforce: assertion("salesforce", salesforceAssertion),
  netsuite: assertion("netsuite", netSuiteAssertion, { needsKeyId: true }),
} as const satisfies Readonly<Record<string, Make>>;

export type SchemeName = keyof typeof SCHEMES;

/** The scheme of a profile, by what `pulumi-partner-keys/schemes` calls it. */
export const SCHEME_OF = {
  qredo: "qredo",
  ociSignature: "oci",
  oktaAssertion: "okta",
  entraAssertion: "entra",
  snowflakeToken: "snowflake",
  salesforceAssertion: "salesforce",
  netSuiteAssertion: "netsuite",
} as const satisfies Readonly<
  Record<Extract<(typeof PROFILES)[number], { readonly scheme: string }>["scheme"], SchemeName>
>;
