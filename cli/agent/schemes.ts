import { unusableKey, type Assertion } from "../../resources/partners/schemes/assertion";
import { entraAssertion } from "../../resources/partners/schemes/entra";
import { netSuiteAssertion } from "../../resources/partners/schemes/netsuite";
import { ociSignature } from "../../resources/partners/schemes/oci";
import { oktaAssertion } from "../../resources/partners/schemes/okta";
import { isKeyRefusal, type RefusingPartner } from "../../resources/partners/schemes/refusals";
import { salesforceAssertion } from "../../resources/partners/schemes/salesforce";
import type { RequestScheme, SchemeRequest } from "../../resources/partners/schemes/scheme";
import { snowflakeToken } from "../../resources/partners/schemes/snowflake";
import type { SigningKey } from "../../resources/signer";

/** A request to sign, as its caller sends it. */
export type ToSign = SchemeRequest;

/** What a request is sent with: headers to set, or an assertion that the caller puts where its partner wants it. */
export type Signed = { readonly headers: Readonly<Record<string, string>> } | { readonly assertion: string };

/** How an agent signs. */
export interface AgentScheme {
  /** Of a request its URL and body, also its method, or nothing of it: an assertion names the caller and an end. */
  readonly signs: "request" | "request with its method" | "assertion";
  /** Whether nothing can be signed without the id that the partner assigned to the key. */
  readonly needsKeyId?: true;
  /** Whether it sends the API key. */
  readonly needsApiKey?: true;
  /** @throws PartnerKeysError `ERR_KEY_UNUSABLE` */
  readonly sign: (key: SigningKey, request: ToSign) => Signed;
  /** "The partner does not know this key, and did nothing." `json` is asked for where the status fits. */
  readonly isRefusal: (status: number, json: () => Promise<unknown>) => Promise<boolean>;
  /** Of the signer's `fetch`, where it is not what the signer has by itself. */
  readonly ofFetch?: RequestScheme;
}

/** The options of a scheme as a command line has them: its own function judges them. */
type Make = (options: Readonly<Record<string, string>>) => AgentScheme;

const assertion =
  (partner: RefusingPartner, make: (options: never) => Assertion, more: Pick<AgentScheme, "needsKeyId"> = {}): Make =>
  (options) => {
    const sign = make(options as never);
    return { ...more, signs: "assertion", sign: (key) => ({ assertion: sign(key) }), ...refusalsOf(partner) };
  };

const refusalsOf = (partner: RefusingPartner): Pick<AgentScheme, "isRefusal"> => ({
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
  entra: assertion("entra", entraAssertion),
  snowflake: assertion("snowflake", snowflakeToken),
  salesforce: assertion("salesforce", salesforceAssertion),
  netsuite: assertion("netsuite", netSuiteAssertion, { needsKeyId: true }),
} as const satisfies Readonly<Record<string, Make>>;

export type SchemeName = keyof typeof SCHEMES;
