import type { FingerprintForm } from "../crypto/publicKey/fingerprintForms";
import { nameOf, shownFor, type KeyVersion } from "./keyVersion";

/**
 * What the person who talks to the partner's web app has to do, and how to tell that it worked; "" where no key is live
 * yet (a run with `--target`, a unit test). `form`: the
 * fingerprint that the web app shows, as in {@link nameOf}.
 */
export function handoffSheet(
  partner: string,
  environment: string,
  live: KeyVersion | undefined,
  pending: KeyVersion | undefined,
  form?: FingerprintForm,
): string {
  if (live === undefined) return "";
  const where = `${partner} ${environment}`;
  if (pending?.publicKeyPem === undefined) {
    const isLive = `${where}: live key ${nameOf(live, form)}. Nothing is pending.`;
    if (live.publicKeyPem === undefined) return isLive;
    return `${isLive} The partner's web app has to show ${shownFor(live, form)}; if it does not, paste publicKeyPem there.`;
  }
  return [
    `${where}: a new key is pending, the live key ${nameOf(live, form)} goes on signing.`,
    `1. Paste pendingPublicKeyPem into the partner's web app.`,
    `2. Check that it shows ${shownFor(pending, form)}.`,
    `3. pulumi config set acknowledgedFingerprint ${pending.fingerprint}`,
    `4. pulumi up`,
  ].join("\n");
}
