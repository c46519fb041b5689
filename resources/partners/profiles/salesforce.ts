import type { PartnerProfile } from "../profile";

/** The JWT bearer flow of an External Client App. */
export const SALESFORCE = {
  name: "salesforce",
  title: "Salesforce",
  keyPairs: [
    { keyPair: { rsa: { modulusLength: 2048 } }, privateKeyFormat: "pkcs8" },
    { keyPair: { rsa: { modulusLength: 3072 } }, privateKeyFormat: "pkcs8" },
    { keyPair: { rsa: { modulusLength: 4096 } }, privateKeyFormat: "pkcs8" },
  ],
  artifacts: ["x509-pem"],
  certificate: { subjectNeeds: [], validityDays: 365, mostDays: "unknown" },
  signingRequest: "none",
  fingerprintForm: "unknown",
  shows: "unknown",
  keyId: { kind: "none", how: "the consumer key names the app, in iss" },
  apiKey: "none",
  slots: 1,
  grace: "unknown",
  where: "Setup > App Manager > the External Client App > Edit Settings > OAuth Settings > Flow Enablement",
  steps: [
    { text: "Turn on Enable OAuth, then Enable JWT Bearer Flow, which is shown only then." },
    { text: "Choose Upload Files, and upload this as a .crt file", isHandingOver: true },
  ],
  goesWrong: [
    '"User hasn\'t approved this consumer" is the likeliest answer: the user of the JWT has to be authorized for the app.',
    "A certificate of an EC key is refused without a word.",
    "A certificate of 4 kB or more is refused.",
    "Connected Apps are deprecated: make an External Client App.",
  ],
  signature: "JWT, RS256, iss the consumer key, sub the user, aud the login URL",
  scheme: "salesforceAssertion",
  locksOut: "unknown",
  via: ["person", "api"],
  withoutKey: "unknown",
  sources: [
    {
      facts: ["where", "steps", "via"],
      source:
        "developer.salesforce.com: Create an External Client App in Your Org; Configure Advanced Authentication Flows",
      checked: "2026-11-30",
    },
    {
      facts: ["keyPairs", "artifacts", "keyId", "apiKey", "slots", "signature", "signingRequest"],
      source: "help.salesforce.com: OAuth 2.0 JWT Bearer Flow, Use Digital Signatures",
      checked: "2026-11-29",
    },
    {
      facts: ["certificate", "goesWrong"],
      source: "third-party guides, August 2026. 365 days are our choice",
      checked: "2026-11-29",
    },
  ],
} as const satisfies PartnerProfile;
