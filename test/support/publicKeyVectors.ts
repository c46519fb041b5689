import { createPublicKey, type JsonWebKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

interface PublicKeyVectors {
  readonly jwkThumbprint: readonly { readonly name: string; readonly jwk: JsonWebKey; readonly thumbprint: string }[];
  readonly openSshFingerprint: readonly {
    readonly name: string;
    readonly blob: string;
    readonly fingerprint: string;
  }[];
  readonly spkiMd5: { readonly spkiBase64: string; readonly fingerprint: string };
  readonly ed25519: { readonly privatePkcs8Base64: string; readonly spkiBase64: string };
}

/** Published answers; `test/vectors/README.md` says from where. */
export const PUBLIC_KEY_VECTORS = JSON.parse(
  readFileSync(join(__dirname, "..", "vectors", "public-key-kat.json"), "utf8"),
) as PublicKeyVectors;

export function pemOfJwk(key: JsonWebKey): string {
  return createPublicKey({ key, format: "jwk" }).export({ type: "spki", format: "pem" }).toString();
}

export function pemOfSpki(base64: string): string {
  return `-----BEGIN PUBLIC KEY-----\n${(base64.match(/.{1,64}/g) ?? []).join("\n")}\n-----END PUBLIC KEY-----\n`;
}
