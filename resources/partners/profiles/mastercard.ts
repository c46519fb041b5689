import type { PartnerProfile } from "../profile";

/** The OAuth keys of a project of Mastercard Developers. */
export const MASTERCARD = {
  name: "mastercard",
  title: "Mastercard",
  keyPairs: [
    { keyPair: { rsa: { modulusLength: 2048 } }, privateKeyFormat: "pkcs8" },
    { keyPair: { rsa: { modulusLength: 3072 } }, privateKeyFormat: "pkcs8" },
    { keyPair: { rsa: { modulusLength: 4096 } }, privateKeyFormat: "pkcs8" },
  ],
  artifacts: ["csr-pem"],
  certificate: "none",
  signingRequest: { subjectNeeds: [] },
  fingerprintForm: "none",
  shows: "the key with its end and, by the version of OAuth, its consumer key or its kid",
  keyId: { kind: "assigned", how: "the kid with OAuth 2.0; the consumer key with OAuth 1.0a" },
  apiKey: "none",
  slots: "many",
  grace: "until it is revoked, or ends after a year",
  where: "Mastercard Developers > the project > Sandbox credentials or Production credentials > Add project key",
  steps: [
    { text: "Choose Use an existing private key." },
    { text: "Enter a Key alias, upload this as a CSR File, and choose Create key", isHandingOver: true },
  ],
  goesWrong: [
    "A key ends a year after it was added: rotate before.",
    "Which sizes of RSA key are taken was not found. 2048 bits are our choice.",
    "The consumer key of OAuth 1.0a is another one for another key: the service has to sign with both of the same key.",
  ],
  signature: "OAuth 1.0a, RSA-SHA256, with the consumer key; or OAuth 2.0, JWT with kid",
  locksOut: "unknown",
  via: ["person"],
  withoutKey: "unknown",
  sources: [
    {
      facts: ["keyPairs", "keyId", "apiKey", "slots", "grace", "signature", "shows", "fingerprintForm", "goesWrong"],
      source: "developer.mastercard.com/platform/documentation/credential-management/oauth-key-management",
      checked: "2026-11-30",
    },
    {
      facts: ["artifacts", "certificate", "signingRequest", "where", "steps", "via"],
      source: "developer.mastercard.com/mdes-token-connect/documentation/tutorials-and-guides/add-key",
      checked: "2026-11-30",
    },
  ],
} as const satisfies PartnerProfile;
