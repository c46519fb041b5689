import type { PartnerProfile } from "../profile";

/** The client credentials flow (M2M) of NetSuite. */
export const NETSUITE = {
  name: "netsuite",
  title: "NetSuite",
  keyPairs: [
    { keyPair: { ec: { namedCurve: "P-256" } }, privateKeyFormat: "pkcs8" },
    { keyPair: { ec: { namedCurve: "P-384" } }, privateKeyFormat: "pkcs8" },
    { keyPair: { ec: { namedCurve: "P-521" } }, privateKeyFormat: "pkcs8" },
    { keyPair: { rsa: { modulusLength: 3072 } }, privateKeyFormat: "pkcs8" },
    { keyPair: { rsa: { modulusLength: 4096 } }, privateKeyFormat: "pkcs8" },
  ],
  artifacts: ["x509-pem"],
  certificate: { subjectNeeds: [], validityDays: 365, mostDays: 730 },
  signingRequest: "none",
  fingerprintForm: "none",
  shows: "the Certificate ID of the new line",
  keyId: { kind: "assigned", how: "the Certificate ID, which is the kid of each JWT" },
  apiKey: "none",
  slots: "many",
  grace: "until it is revoked or its certificate ends",
  where: "Setup > Integration > Manage Authentication > OAuth 2.0 Client Credentials (M2M) Setup",
  steps: [
    { text: "Choose Create New, then the entity, the role and the application." },
    { text: "Upload this as a .pem, .cer or .crt file", isHandingOver: true },
  ],
  goesWrong: [
    "RSA of 2048 bits is refused.",
    "A certificate that is valid for more than two years is cut to two years.",
    "The application is not offered: check Client Credentials (Machine to Machine) Grant on its integration record.",
    "The refresh of a sandbox clears the setup, and nothing of it is copied from production.",
    "One certificate is for one combination of application, role and entity.",
  ],
  signature: "JWT, ES256, ES384, ES512, PS256, PS384 or PS512, kid the Certificate ID, exp within 60 minutes",
  scheme: "netSuiteAssertion",
  locksOut: "unknown",
  via: ["person", "api"],
  withoutKey: "unknown",
  sources: [
    {
      facts: ["where", "steps", "goesWrong", "apiKey", "signingRequest"],
      source: "docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_162686838198.html",
      checked: "2026-11-30",
    },
    {
      facts: ["keyPairs", "certificate", "keyId", "signature"],
      source: "docs.oracle.com NetSuite help, subsect_162755332391, section_162790605110. 365 days are our choice",
      checked: "2026-11-29",
    },
    {
      facts: ["artifacts", "fingerprintForm", "shows", "slots", "grace", "via"],
      source: "docs.oracle.com NetSuite help, article_0209112025, section_161235023782, article_92130837826",
      checked: "2026-11-29",
    },
  ],
} as const satisfies PartnerProfile;
