import type { PartnerProfile } from "../profile";

/** A self-generated API key of Binance. */
export const BINANCE = {
  name: "binance",
  title: "Binance",
  keyPairs: [
    { keyPair: { ed25519: {} }, privateKeyFormat: "pkcs8" },
    { keyPair: { rsa: { modulusLength: 2048 } }, privateKeyFormat: "pkcs8" },
    { keyPair: { rsa: { modulusLength: 4096 } }, privateKeyFormat: "pkcs8" },
  ],
  artifacts: ["spki-pem"],
  certificate: "none",
  signingRequest: "none",
  fingerprintForm: "none",
  shows: "a new API key",
  keyId: { kind: "assigned", how: "the API key" },
  apiKey: "with the key",
  slots: 1,
  grace: "until the old API key is deleted: the new one is another",
  where: "API Management > Create API > Self-generated",
  steps: [{ text: "Paste this as the public key", isHandingOver: true }],
  goesWrong: ["The FIX API takes Ed25519 only.", "An RSA key works with those APIs only that allow RSA."],
  signature: "Ed25519 or RSASSA-PKCS1-v1_5 with SHA-256 over the parameters of the request, base64",
  locksOut: "unknown",
  via: ["person"],
  withoutKey: "unknown",
  sources: [
    {
      facts: ["keyPairs", "artifacts", "certificate", "signingRequest", "signature"],
      source: "developers.binance.com/docs/binance-spot-api-docs/faqs/api_key_types",
      checked: "2026-11-30",
    },
    {
      facts: ["fingerprintForm", "shows", "keyId", "apiKey", "slots", "grace", "where", "steps", "goesWrong", "via"],
      source: "developers.binance.com: asymmetric key generator; dev.binance.vision, thread 13631",
      checked: "2026-11-29",
    },
  ],
} as const satisfies PartnerProfile;
