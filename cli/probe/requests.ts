import type { CommandScheme, SchemeName, SchemeSigningKey } from "../schemes/schemes";

/** One request of a probe, as it is sent. */
export interface Asking {
  readonly url: string;
  readonly init: RequestInit;
}

/** What of the command line says where and how the partner is asked. */
export interface Question {
  readonly name: SchemeName;
  /** As it is signed and sent; absent: the token endpoint of the scheme. */
  readonly url?: string | undefined;
  readonly options: Readonly<Record<string, string>>;
  /** Of a token, as OAuth calls it. */
  readonly scope?: string | undefined;
}

interface Endpoint {
  /** Where the scheme gets a token. Absent: a GET of a URL that the command line names. */
  readonly tokenUrl?: (options: Question["options"]) => string | undefined;
  readonly init: (assertion: string, question: Question) => RequestInit;
  /** Whether the request for a token names a scope beside the assertion. */
  readonly takesScope?: true;
}

const GRANT = "urn:ietf:params:oauth:";
const form = (fields: Readonly<Record<string, string | undefined>>): RequestInit => {
  const given = Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined);
  return { method: "POST", body: new URLSearchParams(given) };
};
/** RFC 7523, section 2.2. */
const clientAssertion: Endpoint = {
  tokenUrl: ({ tokenUrl }) => tokenUrl,
  init: (client_assertion, { scope, options: { clientId } }) =>
    form({
      grant_type: "client_credentials",
      client_id: clientId,
      scope,
      client_assertion_type: `${GRANT}client-assertion-type:jwt-bearer`,
      client_assertion,
    }),
};

/** Of each scheme of assertions, as the examples of docs/resources/schemes.md send them. */
const ENDPOINTS: Readonly<Partial<Record<SchemeName, Endpoint>>> = {
  okta: { ...clientAssertion, takesScope: true },
  entra: { ...clientAssertion, takesScope: true },
  netsuite: clientAssertion,
  salesforce: {
    tokenUrl: ({ audience }) => audience && new URL("/services/oauth2/token", audience).href,
    // RFC 7523, section 2.1
    init: (assertion) => form({ grant_type: `${GRANT}grant-type:jwt-bearer`, assertion }),
  },
  snowflake: {
    init: (token) => ({
      headers: { authorization: `Bearer ${token}`, "x-snowflake-authorization-token-type": "KEYPAIR_JWT" },
    }),
  },
};

export const takesScope = (name: SchemeName) => ENDPOINTS[name]?.takesScope === true;

/** Whether the partner is asked for a token, where the command line names no URL. */
export const hasTokenUrl = (name: SchemeName) => ENDPOINTS[name]?.tokenUrl !== undefined;

/** What the partner is asked at. The scheme has judged its options. */
export function askedUrl({ name, url, options }: Question): string {
  return url ?? ENDPOINTS[name]?.tokenUrl?.(options) ?? "";
}

/** @throws PartnerKeysError `ERR_KEY_UNUSABLE` */
export function asking(question: Question, sign: CommandScheme["sign"], key: SchemeSigningKey): Asking {
  const url = askedUrl(question);
  const signed = sign(key, { method: "GET", url, headers: new Headers(), body: "" });
  if ("headers" in signed) return { url, init: { headers: { ...signed.headers } } };
  return { url, init: ENDPOINTS[question.name]?.init(signed.assertion, question) ?? {} };
}
