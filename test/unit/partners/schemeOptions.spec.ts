import * as assert from "node:assert/strict";
import {
  entraAssertion,
  netSuiteAssertion,
  ociSignature,
  oktaAssertion,
  salesforceAssertion,
  snowflakeToken,
} from "../../../resources/signer/schemes";

const client = { clientId: "client-1", tokenUrl: "https://partner.example/token" };
const salesforce = { consumerKey: "consumer-1", username: "signer", audience: "https://login.salesforce.com" };
const oci = { tenancy: "ocid1.tenancy.oc1..aaaa", user: "ocid1.user.oc1..aaaa" };
const URL_ALLOWED = "allowed: a URL with https:, http: only to this machine";

/** What a program that runs unchecked hands over, and the one message. */
const ROWS: readonly (readonly [string, () => unknown, string])[] = [
  [
    "no options",
    () => oktaAssertion(undefined as never),
    "making the scheme of Okta: options: nothing was given, allowed: an object with clientId, tokenUrl",
  ],
  [
    "a name that is nearly one",
    () => entraAssertion({ ...client, tokenURL: "https://x" } as never),
    "making the scheme of Microsoft Entra: tokenURL: unknown option, did you mean tokenUrl? allowed: clientId, tokenUrl",
  ],
  [
    "an empty client id and a URL without TLS",
    () => oktaAssertion({ clientId: " ", tokenUrl: "http://partner.example/token" }),
    `making the scheme of Okta: clientId: a value of type string (1 character, a blank at 1) is not allowed, allowed: a text that is not empty; tokenUrl: a value of type string (28 characters) is not allowed, ${URL_ALLOWED}`,
  ],
  [
    "no scope",
    () => netSuiteAssertion(client as never),
    "making the scheme of NetSuite: scope: undefined is not allowed, allowed: a text that is not empty",
  ],
  [
    "an audience that is no URL",
    () => salesforceAssertion({ ...salesforce, audience: "login.salesforce.com" }),
    `making the scheme of Salesforce: audience: a value of type string (20 characters) is not allowed, ${URL_ALLOWED}`,
  ],
  [
    "a number for an account",
    () => snowflakeToken({ account: 5, user: "u" } as never),
    "making the scheme of Snowflake: account: a value of type number is not allowed, allowed: a text that is not empty",
  ],
  [
    "the OCIDs the wrong way round",
    () => ociSignature({ tenancy: oci.user, user: oci.tenancy }),
    "making the scheme of Oracle OCI: tenancy: a value of type string (20 characters) is not allowed, allowed: an OCID, ocid1.tenancy.…; user: a value of type string (23 characters) is not allowed, allowed: an OCID, ocid1.user.…",
  ],
];

describe("options of a scheme", () => {
  for (const [what, make, message] of ROWS) {
    it(`are refused before a key is read: ${what}`, () => {
      assert.throws(make, { code: "ERR_INVALID_INPUT", message });
    });
  }

  it("are taken as the partner's pages have them, and on this machine without TLS", () => {
    oktaAssertion(client);
    oktaAssertion({ ...client, tokenUrl: "http://127.0.0.1:8080/token" });
    salesforceAssertion(salesforce);
    snowflakeToken({ account: "acme-prod", user: "signer" });
    ociSignature(oci);
  });
});
