import { publicJwk, type JwkOptions } from "../crypto/publicKey/jwk";
import type { PublicArtifact } from "../crypto/publicKey/publicArtifact";
import { PartnerKeysError } from "../errors";
import type { KeyVersion } from "./keyVersion";

/**
 * What a partner fetches, JSON. A key whose public half is not known is left out. A verifier reads keys by `kid`, so that is
 * always the thumbprint, whatever the artifact says: two keys never share it.
 */
export function jwksText(
  keys: readonly (KeyVersion | null | undefined)[],
  artifact: PublicArtifact | undefined,
): string {
  const alg = typeof artifact === "object" && "alg" in artifact ? artifact.alg : undefined;
  const pems = keys.flatMap((key) => key?.publicKeyPem ?? []);
  return pems.length === 0 ? "" : JSON.stringify({ keys: pems.map((pem) => jwkOf(pem, alg)) }, null, 2);
}

/** While one kind of key takes over from another, the algorithm is already that of the new one. */
function jwkOf(pem: string, alg: string | undefined): object {
  const options: JwkOptions = alg === undefined ? {} : { alg };
  try {
    return publicJwk(pem, { ...options, use: "sig" });
  } catch (error) {
    if (error instanceof PartnerKeysError) return publicJwk(pem);
    throw error;
  }
}
