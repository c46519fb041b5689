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
} as const;

export type Refusal = keyof typeof REFUSALS;
