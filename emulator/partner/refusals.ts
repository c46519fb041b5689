/** How partners say that they do not take a signature: status and body. From their public documentation. */
export const REFUSALS = {
  /** Qredo: 401, "errPartnerAuth". */
  qredo: { status: 401, body: { code: 401, msg: "errPartnerAuth", detail: { reason: "signature" } } },
  /** Binance: 400 with a code. */
  "bad request": { status: 400, body: { code: -1022, msg: "Signature for this request is not valid." } },
  /** Payrexx: 403. */
  forbidden: { status: 403, body: { status: "error", message: "The API Signature is wrong" } },
  /** Bybit: 200 with a code. */
  "ok with a code": { status: 200, body: { retCode: 10004, retMsg: "error sign!" } },
  /** Okta's token endpoint, for a key id that it does not know. */
  okta: {
    status: 401,
    body: { error: "invalid_client", error_description: "The client_assertion JWT kid is invalid." },
  },
  /** Microsoft Entra's token endpoint. */
  entra: {
    status: 401,
    body: {
      error: "invalid_client",
      error_description:
        "AADSTS700027: The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found.]",
      error_codes: [700027],
    },
  },
  snowflake: {
    status: 401,
    body: { code: "390144", message: "JWT token is invalid. [0ce9eb56-821d-4ca9-a774-04ae89a0cf5a]" },
  },
  salesforce: { status: 400, body: { error: "invalid_grant", error_description: "invalid assertion" } },
  netsuite: { status: 400, body: { error: "invalid_grant" } },
  /** Oracle Cloud Infrastructure. */
  oci: {
    status: 401,
    body: {
      code: "NotAuthenticated",
      message: "The required information to complete authentication was not provided or was incorrect.",
    },
  },
} as const;

export type Refusal = keyof typeof REFUSALS;
