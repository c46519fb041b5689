import { publicArtifact, type PublicArtifact } from "../crypto/publicKey/publicArtifact";
import { PartnerKeysError } from "../errors";

/**
 * Exactly what is pasted or uploaded for a key; "" where there is none. And where the key has no such form: while one kind of
 * key takes over from another, the form is already that of the new one, and the old key was uploaded long ago.
 */
export function uploadOf(publicKeyPem: string, artifact: PublicArtifact = "spki-pem"): string {
  if (publicKeyPem === "" || artifact === "spki-pem") return publicKeyPem;
  try {
    return publicArtifact(publicKeyPem, artifact);
  } catch (error) {
    if (error instanceof PartnerKeysError) return "";
    throw error;
  }
}
