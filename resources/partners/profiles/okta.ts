import type { PartnerProfile } from "../profile";

/** An API Services app of Okta that authenticates by `private_key_jwt`. */
export const OKTA = {
  name: "okta",
  title: "Okta",
  keyPairs: [
    { keyPair: { rsa: { modulusLength: 2048 } }, privateKeyFormat: "pkcs8" },
    { keyPair: { rsa: { modulusLength: 3072 } }, privateKeyFormat: "pkcs8" },
    { keyPair: { rsa: { modulusLength: 4096 } }, privateKeyFormat: "pkcs8" },
    { keyPair: { ec: { namedCurve: "P-256" } }, privateKeyFormat: "pkcs8" },
    { keyPair: { ec: { namedCurve: "P-384" } }, privateKeyFormat: "pkcs8" },
    { keyPair: { ec: { namedCurve: "P-521" } }, privateKeyFormat: "pkcs8" },
  ],
  artifacts: ["jwk", "jwks"],
  certificate: "none",
  signingRequest: "none",
  fingerprintForm: "jwk-thumbprint",
  shows: "the KID in the table of public keys",
  keyId: { kind: "chosen", as: "thumbprint", how: "kid of the JWK and of each JWT" },
  apiKey: "none",
  slots: "many",
  grace: "until it is deactivated or deleted",
  where: "Admin Console > Applications > Applications > the app > General > Client Credentials > Edit",
  steps: [
    { text: "Choose Public key / Private key, and Save keys in Okta." },
    { text: "Choose Add key, paste this, then Done and Save", isHandingOver: true },
  ],
  goesWrong: ["A PEM is pasted: the console takes a JWK.", "The kid of each key of an app has to be another one."],
  signature: "JWT, RS256 or ES256 and their longer forms, iss and sub the client id, kid in its header",
  scheme: "oktaAssertion",
  locksOut: "unknown",
  via: ["person", "api", "url"],
  withoutKey: "unknown",
  sources: [
    {
      facts: ["where", "steps", "shows", "via", "apiKey"],
      source: "help.okta.com: Manage secrets and keys for OIDC apps; Private key JWT",
      checked: "2026-11-30",
    },
    {
      facts: [
        "keyPairs",
        "artifacts",
        "certificate",
        "signingRequest",
        "fingerprintForm",
        "keyId",
        "slots",
        "grace",
        "goesWrong",
        "signature",
      ],
      source:
        "developer.okta.com/docs/guides/key-management, implement-oauth-for-okta-serviceapp, SDK reference of application keys",
      checked: "2026-11-29",
    },
  ],
} as const satisfies PartnerProfile;
