import type { FingerprintForm } from "../partners/fingerprintForms";
import type { PublicArtifact } from "../crypto/publicKey/publicArtifact";
import { nameOf, shownFor, type KeyVersion } from "./keyVersion";
import { uploadOf } from "./upload";

/** What the partner's web app shows and takes. */
export interface WebApp {
  /** The fingerprint that it shows, as in {@link nameOf}. */
  readonly form?: FingerprintForm | undefined;
  /** What is pasted there. */
  readonly artifact?: PublicArtifact | undefined;
}

/**
 * What the person who talks to the partner's web app has to do, and how to tell that it worked; "" where no key is live
 * yet (a run with `--target`, a unit test).
 */
export function handoffSheet(
  partner: string,
  environment: string,
  live: KeyVersion | undefined,
  pending: KeyVersion | undefined,
  { form, artifact = "spki-pem" }: WebApp = {},
): string {
  if (live === undefined) return "";
  const where = `${partner} ${environment}`;
  // A key of an earlier kind may have no such form
  const asUpload = (pem: string) => artifact !== "spki-pem" && uploadOf(pem, artifact) !== "";
  if (pending?.publicKeyPem === undefined) {
    const isLive = `${where}: live key ${nameOf(live, form)}. Nothing is pending.`;
    if (live.publicKeyPem === undefined) return isLive;
    const output = asUpload(live.publicKeyPem) ? "the output upload" : "publicKeyPem";
    return `${isLive} The partner's web app has to show ${shownFor(live, form)}; if it does not, paste ${output} there.`;
  }
  return [
    `${where}: a new key is pending, the live key ${nameOf(live, form)} goes on signing.`,
    `1. Paste ${asUpload(pending.publicKeyPem) ? "the output pendingUpload" : "pendingPublicKeyPem"} into the partner's web app.`,
    `2. Check that it shows ${shownFor(pending, form)}.`,
    `3. pulumi config set acknowledgedFingerprint ${pending.fingerprint}`,
    `4. pulumi up`,
  ].join("\n");
}
