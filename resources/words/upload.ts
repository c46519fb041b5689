import { publicArtifact, sourceOf, type PublicArtifact } from "../crypto/publicKey/publicArtifact";
import { PartnerKeysError } from "../errors";

/** What an upload can be written of. Absent or "": the key has none, or it is not known any more. */
export interface KeyTexts {
  readonly publicKeyPem?: string | undefined;
  readonly certificatePem?: string | undefined;
  readonly signingRequestPem?: string | undefined;
}

/**
 * Exactly what is pasted or uploaded for a key; "" where there is none. And where the key has no such form: while one kind of
 * key takes over from another, the form is already that of the new one, and the old key was uploaded long ago.
 */
export function uploadOf(key: KeyTexts, artifact: PublicArtifact = "spki-pem"): string {
  const pem = key[sourceOf(artifact)] ?? "";
  if (pem === "" || artifact === "spki-pem") return pem;
  try {
    return publicArtifact(pem, artifact);
  } catch (error) {
    if (error instanceof PartnerKeysError) return "";
    throw error;
  }
}
