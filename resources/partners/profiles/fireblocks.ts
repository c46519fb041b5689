import type { PartnerProfile } from "../profile";

/** An API user of Fireblocks. */
export const FIREBLOCKS = {
  name: "fireblocks",
  title: "Fireblocks",
  keyPairs: [{ keyPair: { rsa: { modulusLength: 4096 } }, privateKeyFormat: "pkcs8" }],
  artifacts: ["csr-pem"],
  certificate: "none",
  signingRequest: { subjectNeeds: ["organization"] },
  fingerprintForm: "unknown",
  shows: "the API key of the new API user, once the quorum has approved it",
  keyId: { kind: "assigned", how: "the API key: in a header, and in sub of the JWT" },
  apiKey: "with the key",
  slots: 1,
  grace: "until the old API user is deleted: the new one is another",
  where: "Fireblocks Console > Developer center > API users > Add API user",
  steps: [
    { text: "Enter a name of at most 30 characters, and the role of the old API user." },
    { text: "Upload this as the CSR file", isHandingOver: true },
    { text: "Wait until the quorum has approved the API user." },
  ],
  goesWrong: [
    "Another key than RSA of 4096 bits.",
    "The quorum has not approved: the API user has no API key until then.",
    "The new API user has a role of its own: give it that of the old one.",
  ],
  signature: "JWT, RS256, with uri, nonce, sub the API key, bodyHash, exp within 30 seconds",
  locksOut: "unknown",
  via: ["person", "api"],
  withoutKey: "unknown",
  sources: [
    {
      facts: ["keyPairs", "artifacts", "certificate", "signingRequest", "shows", "keyId", "apiKey", "slots", "grace"],
      source: "developers.fireblocks.com/docs/manage-api-keys, /docs/generate-a-csr-for-an-api-user",
      checked: "2026-11-30",
    },
    {
      facts: ["where", "steps", "goesWrong", "via"],
      source: "developers.fireblocks.com/docs/manage-api-keys; CreateApiUser of its API",
      checked: "2026-11-30",
    },
    { facts: ["signature"], source: "fireblocks-sdk-js src/api-token-provider.ts", checked: "2026-11-25" },
  ],
} as const satisfies PartnerProfile;
