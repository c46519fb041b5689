import { createPrivateKey, type JsonWebKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

interface HttpSignatureVectors {
  readonly publishedTestKey: JsonWebKey;
  readonly tenancy: string;
  readonly user: string;
  readonly date: string;
  readonly requests: readonly {
    readonly method: string;
    readonly url: string;
    readonly body: string;
    readonly headers: string;
    readonly signature: string;
  }[];
}

/** Published answers; `test/vectors/README.md` says from where. */
export const HTTP_SIGNATURES = JSON.parse(
  readFileSync(join(__dirname, "..", "vectors", "http-signature-kat.json"), "utf8"),
) as HttpSignatureVectors;

export const HTTP_SIGNATURE_KEY = createPrivateKey({ key: HTTP_SIGNATURES.publishedTestKey, format: "jwk" });
