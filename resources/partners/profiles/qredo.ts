import type { PartnerProfile } from "../profile";
import { QREDO } from "../qredo";

/** Qredo's Partner API. */
export const QREDO_PROFILE = {
  name: "qredo",
  title: QREDO.name,
  keyPairs: [{ keyPair: { rsa: { modulusLength: 2048 } }, privateKeyFormat: "pkcs1" }],
  artifacts: ["spki-pem"],
  certificate: "none",
  signingRequest: "none",
  fingerprintForm: QREDO.shortFingerprint.form,
  shows: "the last 4 digits of the Public Key Fingerprint, and LIVE on the card of the environment",
  keyId: { kind: "none", how: "the API key names the caller" },
  apiKey: "issued",
  slots: 1,
  grace: "none",
  where: "Web App > the card Production or Sandbox",
  steps: [
    { text: "Generate the API key of the environment, if there is none: without one the card shows no public key." },
    { text: "Choose Add Public Key or Replace Public Key, paste this, and choose Upload", isHandingOver: true },
  ],
  goesWrong: [
    "The web app hashes the text that was pasted: with another line end or blank it shows other digits.",
    "Regenerate API Key replaces the API key for every organization that the user is administrator of.",
    "The documentation announces that the Partner API is deprecated. Nothing was found that it is still served.",
  ],
  signature:
    "RSASSA-PKCS1-v1_5 with SHA-256 over timestamp, URL and body, base64url, in x-sign beside x-timestamp and x-api-key",
  scheme: "qredo",
  locksOut: "unknown",
  via: ["person"],
  withoutKey: "unknown",
  sources: [
    {
      facts: ["keyPairs", "artifacts", "certificate", "signingRequest", "apiKey", "keyId", "via", "goesWrong"],
      source: "Qredo's public documentation repository, partner-api/generate-keys.md",
      checked: "2026-11-25",
    },
    {
      facts: ["signature"],
      source: "Qredo's public documentation repository, partner-api/sign-api-calls.md",
      checked: "2026-11-25",
    },
    {
      facts: ["fingerprintForm", "shows", "slots", "grace", "where", "steps"],
      source: "docs/getting-started.md and the screenshots of Qredo's signing agent",
      checked: "2026-11-25",
    },
  ],
} as const satisfies PartnerProfile;
