import type { FingerprintForm } from "../partners/fingerprintForms";
import type { PublicArtifact } from "../crypto/publicKey/publicArtifact";
import { nameOf, shownFor, type KeyVersion } from "./keyVersion";
import { uploadOf, type KeyTexts } from "./upload";

/** What the partner's web app shows and takes. */
export interface WebApp {
  /** The fingerprint that it shows, as in {@link nameOf}. */
  readonly form?: FingerprintForm | undefined;
  /** What is pasted there. */
  readonly artifact?: PublicArtifact | undefined;
}

/** What is known of the keys of a secret. */
export interface KnownToHandoff {
  readonly live?: (KeyVersion & KeyTexts) | undefined;
  readonly pending?: (KeyVersion & KeyTexts) | undefined;
  /** Only the tags of the secret tell of the live key: anybody who may write them may have. */
  readonly knownByTagsAlone?: boolean | undefined;
}

/**
 * What the person who talks to the partner's web app has to do, and how to tell that it worked; "" where no key is live
 * yet (a run with `--target`, a unit test). `where`: partner and environment.
 */
export function handoffSheet(
  where: string,
  { live, pending, knownByTagsAlone = false }: KnownToHandoff,
  { form, artifact = "spki-pem" }: WebApp = {},
): string {
  if (live === undefined) return "";
  // A key of an earlier kind may have no such form
  const asUpload = (key: KeyTexts) => artifact !== "spki-pem" && uploadOf(key, artifact) !== "";
  const byTags = `the live key ${nameOf(live, form)} is known by tags alone: compare with what the partner has.`;
  const ifItHas = `If the partner has the live key: pulumi config set acknowledgedFingerprint ${live.fingerprint}, then pulumi up.`;
  if (pending?.publicKeyPem === undefined) {
    if (knownByTagsAlone) return `${where}: ${byTags} Nothing is pending.\n${ifItHas} If not, paste it nowhere.`;
    const isLive = `${where}: live key ${nameOf(live, form)}. Nothing is pending.`;
    if (live.publicKeyPem === undefined) return isLive;
    const output = asUpload(live) ? "the output upload" : "publicKeyPem";
    return `${isLive} The partner's web app has to show ${shownFor(live, form)}; if it does not, paste ${output} there.`;
  }
  return [
    knownByTagsAlone
      ? `${where}: this stack made the key ${nameOf(pending, form)}, which is pending; ${byTags}`
      : `${where}: a new key is pending, the live key ${nameOf(live, form)} goes on signing.`,
    `1. Paste ${asUpload(pending) ? "the output pendingUpload" : "pendingPublicKeyPem"} into the partner's web app.`,
    `2. Check that it shows ${shownFor(pending, form)}.`,
    `3. pulumi config set acknowledgedFingerprint ${pending.fingerprint}`,
    `4. pulumi up`,
    ...(knownByTagsAlone ? [ifItHas] : []),
  ].join("\n");
}
