import { createPrivateKey, type JsonWebKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

interface PartnerApiVectors {
  readonly publishedTestKey: { readonly jwk: JsonWebKey; readonly spkiSha256Base64: string };
  readonly signedRequests: readonly {
    readonly timestamp: string;
    readonly url: string;
    readonly body: string;
    readonly xSign: string;
  }[];
  readonly webAppFingerprint: { readonly publicKeyPem: string; readonly shown: string };
}

/** Answers that came from elsewhere; `test/vectors/README.md` says from where. */
export const VECTORS = JSON.parse(
  readFileSync(join(__dirname, "..", "vectors", "partner-api-kat.json"), "utf8"),
) as PartnerApiVectors;

/** The published throw-away key as a PEM file. */
export function publishedTestKeyPem(type: "pkcs1" | "pkcs8"): string {
  return createPrivateKey({ key: VECTORS.publishedTestKey.jwk, format: "jwk" })
    .export({ type, format: "pem" })
    .toString();
}
