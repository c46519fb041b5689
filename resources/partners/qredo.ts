import type { PartnerApi } from "./partnerApi";
import { rsaOverTimestamp } from "./schemes/rsaOverTimestamp";

/** Qredo's Partner API. */
export const QREDO = {
  name: "Qredo",
  keyTypes: ["RSA"],
  scheme: rsaOverTimestamp,
  headers: { apiKey: "x-api-key", timestamp: "x-timestamp", signature: "x-sign" },
  content: { accept: "application/json", "content-type": "application/json" },
  // Derived from the one published example (public PEM and screenshot)
  shortFingerprint: { form: "qredo", digits: 4 },
  issued: { keyId: "key_id", sandbox: "sandbox" },
} as const satisfies PartnerApi;
