import { readFileSync } from "node:fs";
import { join } from "node:path";

interface CertificateVectors {
  readonly ed25519Request: { readonly privatePkcs8Base64: string; readonly requestPem: string };
  readonly certificate: {
    readonly derBase64: string;
    readonly sha1Hex: string;
    readonly sha256Base64url: string;
  };
}

/** Published answers; `test/vectors/README.md` says from where. */
export const CERTIFICATE_VECTORS = JSON.parse(
  readFileSync(join(__dirname, "..", "vectors", "certificate-kat.json"), "utf8"),
) as CertificateVectors;
