import type { PartnerProfile } from "../profile";

/** API signing keys of Oracle Cloud Infrastructure. */
export const ORACLE_OCI = {
  name: "oracle-oci",
  title: "Oracle Cloud Infrastructure",
  keyPairs: [
    { keyPair: { rsa: { modulusLength: 2048 } }, privateKeyFormat: "pkcs8" },
    { keyPair: { rsa: { modulusLength: 3072 } }, privateKeyFormat: "pkcs8" },
    { keyPair: { rsa: { modulusLength: 4096 } }, privateKeyFormat: "pkcs8" },
  ],
  artifacts: ["spki-pem"],
  certificate: "none",
  signingRequest: "none",
  fingerprintForm: "spki-md5",
  shows: "the fingerprint in the list of API keys",
  keyId: { kind: "computed", from: "spki-md5", how: "TENANCY_OCID/USER_OCID/KEY_FINGERPRINT" },
  apiKey: "none",
  slots: 3,
  grace: "until the old key is deleted",
  where:
    "Profile > My profile > API keys; for another user Identity & Security > Domains > the domain > Users > the user > API keys",
  steps: [{ text: "Choose Add API key, then Paste a public key, paste this, and choose Add", isHandingOver: true }],
  goesWrong: [
    "A user has three API keys at most: delete one that nobody signs with first.",
    "A public key in the form of SSH is refused: the console takes PEM.",
    "The MD5 of the fingerprint cannot be computed where OpenSSL is a FIPS build.",
  ],
  signature: "HTTP signature (draft-cavage-http-signatures), rsa-sha256",
  scheme: "ociSignature",
  locksOut: "unknown",
  via: ["person", "api"],
  withoutKey: "unknown",
  sources: [
    {
      facts: ["keyPairs", "artifacts", "certificate", "signingRequest", "fingerprintForm", "apiKey", "slots", "grace"],
      source: "docs.oracle.com/iaas/Content/API/Concepts/apisigningkey.htm; oci-cli reference, iam user api-key",
      checked: "2026-11-30",
    },
    {
      facts: ["shows", "where", "steps", "goesWrong", "via"],
      source: "docs.oracle.com/iaas/Content/Identity/access/to_upload_an_API_signing_key.htm",
      checked: "2026-11-30",
    },
    {
      facts: ["keyId", "signature"],
      source:
        "OCI SDK reference of ApiKey; Oracle's Request Signatures; oracle/oci-typescript-sdk lib/common/lib/signer.ts",
      checked: "2026-11-30",
    },
  ],
} as const satisfies PartnerProfile;
