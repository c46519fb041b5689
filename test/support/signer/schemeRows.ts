import { generateKeyPairSync, type KeyObject } from "node:crypto";
import {
  entraAssertion,
  netSuiteAssertion,
  oktaAssertion,
  salesforceAssertion,
  snowflakeToken,
  type Assertion,
  type SchemeEffects,
} from "../../../resources/signer/schemes";
import type { AssertingPartner } from "../../../emulator/partner";

const rsa = (modulusLength: number) => generateKeyPairSync("rsa", { modulusLength }).privateKey;
const ec = (namedCurve: string) => generateKeyPairSync("ec", { namedCurve }).privateKey;

/** Private keys by what they are called here. */
export const KEYS = {
  RSA: rsa(2048),
  "P-256": ec("P-256"),
  "P-384": ec("P-384"),
  "P-521": ec("P-521"),
  secp256k1: ec("secp256k1"),
  Ed25519: generateKeyPairSync("ed25519").privateKey,
} as const satisfies Record<string, KeyObject>;
export type KeyName = keyof typeof KEYS;

/** One partner that takes an assertion. */
export interface AssertionCase {
  readonly partner: AssertingPartner;
  /** The path that the assertion is sent to. */
  readonly path: string;
  /** The scheme for an endpoint, as a service makes it. */
  readonly make: (endpoint: string, effects?: SchemeEffects) => Assertion;
  /** `alg` of each kind of key that it signs with. */
  readonly signs: Partial<Record<KeyName, string>>;
  /** How the assertion is sent. */
  readonly request: (assertion: string) => RequestInit;
}

const CLIENT = { clientId: "client-1" };
const form = (fields: Record<string, string>): RequestInit => ({ method: "POST", body: new URLSearchParams(fields) });
const clientAssertion = (client_assertion: string) =>
  form({
    grant_type: "client_credentials",
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion,
  });
const EC = { "P-256": "ES256", "P-384": "ES384", "P-521": "ES512" } as const;

export const ASSERTIONS: readonly AssertionCase[] = [
  {
    partner: "okta",
    path: "/oauth2/v1/token",
    make: (tokenUrl, effects) => oktaAssertion({ ...CLIENT, tokenUrl }, effects),
    signs: { RSA: "RS256", ...EC },
    request: clientAssertion,
  },
  {
    partner: "entra",
    path: "/tenant-1/oauth2/v2.0/token",
    make: (tokenUrl, effects) => entraAssertion({ ...CLIENT, tokenUrl }, effects),
    signs: { RSA: "PS256" },
    request: clientAssertion,
  },
  {
    partner: "snowflake",
    path: "/api/v2/statements",
    make: (_, effects) => snowflakeToken({ account: "acme-prod", user: "signer" }, effects),
    signs: { RSA: "RS256", ...EC },
    request: (token) => ({ method: "POST", body: "{}", headers: { authorization: `Bearer ${token}` } }),
  },
  {
    partner: "salesforce",
    path: "/services/oauth2/token",
    make: (endpoint, effects) =>
      salesforceAssertion(
        { consumerKey: "consumer-1", username: "signer@acme.example", audience: new URL(endpoint).origin },
        effects,
      ),
    signs: { RSA: "RS256" },
    request: (assertion) => form({ grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion }),
  },
  {
    partner: "netsuite",
    path: "/services/rest/auth/oauth2/v1/token",
    make: (tokenUrl, effects) => netSuiteAssertion({ ...CLIENT, tokenUrl, scope: "rest_webservices" }, effects),
    signs: { RSA: "PS256", ...EC },
    request: clientAssertion,
  },
];
