import type { PartnerProfile } from "../profile";

/** An app registration of Microsoft Entra ID that authenticates with a certificate. */
export const MICROSOFT_ENTRA = {
  name: "microsoft-entra",
  title: "Microsoft Entra",
  keyPairs: [
    { keyPair: { rsa: { modulusLength: 2048 } }, privateKeyFormat: "pkcs8" },
    { keyPair: { rsa: { modulusLength: 3072 } }, privateKeyFormat: "pkcs8" },
    { keyPair: { rsa: { modulusLength: 4096 } }, privateKeyFormat: "pkcs8" },
  ],
  artifacts: ["x509-pem", "x509-der-base64"],
  certificate: { subjectNeeds: [], validityDays: 365, mostDays: "unknown" },
  signingRequest: "none",
  fingerprintForm: "x509-sha1",
  shows: "the thumbprint, the start date and the end of the certificate",
  keyId: { kind: "computed", from: "x509-sha256", how: "x5t#S256 of the certificate" },
  apiKey: "none",
  slots: "many",
  grace: "until its certificate ends or is deleted",
  where: "Microsoft Entra admin center > App registrations > the app > Certificates & secrets > Certificates",
  steps: [
    {
      text: "Choose Upload certificate, upload this as a .pem, .cer or .crt file, give it a description, and choose Add",
      isHandingOver: true,
    },
  ],
  goesWrong: [
    "A policy of the tenant forbids certificates, or shortens how long they are valid.",
    "Microsoft does not recommend self-signed certificates, and prefers federated identity credentials.",
    "A display name has 90 characters at most.",
  ],
  signature: "JWT, PS256, x5t#S256 in its header",
  scheme: "entraAssertion",
  locksOut: "unknown",
  via: ["person", "api"],
  withoutKey: "a federated identity credential of the app",
  sources: [
    {
      facts: ["artifacts", "certificate", "goesWrong", "via", "withoutKey", "apiKey", "signingRequest"],
      source: "learn.microsoft.com/graph/applications-how-to-add-certificate. 365 days are our choice",
      checked: "2026-11-30",
    },
    {
      facts: ["where", "steps"],
      source: "Microsoft's page on adding credentials to an app registration (how-to-add-credentials)",
      checked: "2026-11-30",
    },
    {
      facts: ["fingerprintForm", "shows", "slots", "grace"],
      source: "learn.microsoft.com: keyCredential of Microsoft Graph",
      checked: "2026-11-29",
    },
    {
      facts: ["keyPairs", "keyId", "signature"],
      source:
        "MicrosoftDocs/entra-docs docs/identity-platform/certificate-credentials.md; msal-node docs/certificate-credentials.md",
      checked: "2026-11-25",
    },
  ],
} as const satisfies PartnerProfile;
