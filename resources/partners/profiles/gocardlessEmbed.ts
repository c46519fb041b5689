import type { PartnerProfile } from "../profile";
import { TRUELAYER } from "./truelayer";

/** API request signing of GoCardless Embed: a key as TrueLayer's. */
export const GOCARDLESS_EMBED = {
  ...TRUELAYER,
  name: "gocardless-embed",
  title: "GoCardless Embed",
  fingerprintForm: "unknown",
  shows: "unknown",
  keyId: "unknown",
  apiKey: "unknown",
  slots: "unknown",
  grace: "unknown",
  where: "GoCardless dashboard",
  steps: "unknown",
  goesWrong: ["A key of another curve than P-521 is refused: ES512 is the only algorithm."],
  signature: "ES512 over a signature base, in Gc-Signature and Gc-Signature-Input",
  sources: [
    {
      facts: ["keyPairs", "artifacts", "certificate", "signingRequest", "where", "goesWrong", "signature", "via"],
      source: "developer.gocardless.com/gc-embed/api-request-signing",
      checked: "2026-11-30",
    },
  ],
} as const satisfies PartnerProfile;
