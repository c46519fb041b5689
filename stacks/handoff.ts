import { shortFingerprint, type KeyVersion } from "../resources";

const DAY = 24 * 60 * 60 * 1000;

/** When a key falls due (RFC 3339), or "" when it never does. */
export function rotationDueAt(createdAt: string, rotateAfterDays: number | undefined): string {
  if (rotateAfterDays === undefined) return "";
  return new Date(Date.parse(createdAt) + rotateAfterDays * DAY).toISOString();
}

/** What the person who talks to the partner's web app has to do, and how to tell that it worked. */
export function handoffSheet(
  partner: string,
  environment: string,
  live: KeyVersion,
  pending: KeyVersion | undefined,
): string {
  const where = `${partner} ${environment}`;
  if (pending?.publicKeyPem === undefined) {
    if (live.publicKeyPem === undefined) return `${where}: live key ${named(live)}. Nothing is pending.`;
    return `${where}: live key ${named(live)}. Nothing is pending. The partner's web app has to show ${short(live)}; if it does not, paste publicKeyPem there.`;
  }
  return [
    `${where}: a new key is pending, the live key ${named(live)} goes on signing.`,
    `1. Paste pendingPublicKeyPem into the partner's web app.`,
    `2. Check that it shows ${short(pending)}.`,
    `3. pulumi config set acknowledgedFingerprint ${pending.fingerprint}`,
    `4. pulumi up`,
  ].join("\n");
}

function short(key: KeyVersion): string {
  return key.publicKeyPem === undefined ? "its fingerprint" : `…${shortFingerprint(key.publicKeyPem)}`;
}

function named(key: KeyVersion): string {
  if (key.fingerprint === "") return `version ${key.versionId} (not made by this stack)`;
  return `${key.fingerprint} (${short(key)})`;
}
