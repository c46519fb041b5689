import { failure } from "../errors";
import { BRIEFLY, isRecent, lookAgain, PATIENTLY, type Looking } from "./looking";
import type { SecretDescription } from "./secretStore";

/** As {@link lookAgain}; what was written moments ago (RFC 3339) and is not there is an error to repeat. */
async function lookFor<T>(
  what: string,
  writtenAt: string | undefined,
  look: () => Promise<T>,
  looking: Looking,
): Promise<T> {
  const seen = await lookAgain(look, looking, () => (isRecent(writtenAt, looking) ? PATIENTLY : BRIEFLY));
  if (seen || !isRecent(writtenAt, looking)) return seen;
  throw failure("ERR_STORE_UNAVAILABLE", {
    doing: `looking for ${what}`,
    what: `AWS does not show it, and it was written minutes ago (${String(writtenAt)}): AWS may be late, nothing was changed`,
    advice: "wait a minute and run the same command again; where somebody deleted it, wait five",
  });
}

/**
 * The secret; `undefined` only where it is really not there. `writtenAt`: when something was last written there, as state
 * knows it.
 */
export function describeThere(
  secretId: string,
  looking: Looking,
  writtenAt?: string,
): Promise<SecretDescription | undefined> {
  return lookFor(`secret ${secretId}`, writtenAt, () => looking.openStore().describe(secretId), looking);
}

/** A secret that must be there, perhaps from a moment ago. */
export function describeAwaited(secretId: string, looking: Looking): Promise<SecretDescription | undefined> {
  return lookAgain(
    () => looking.openStore().describe(secretId),
    looking,
    () => PATIENTLY,
  );
}

/** Whether a version exists, with or without a label. `writtenAt`: when it was made. */
export async function versionIsThere(
  secret: SecretDescription,
  versionId: string,
  looking: Looking,
  writtenAt?: string,
): Promise<boolean> {
  if (secret.stages[versionId] !== undefined) return true;
  const look = () => looking.openStore().hasVersion(secret.arn, versionId);
  return lookFor(`version ${versionId} of secret ${secret.arn}`, writtenAt, look, looking);
}

/** The same, where AWS may have discarded it, or may not show it yet. */
export async function versionIsThereAtLast(
  secret: SecretDescription,
  versionId: string,
  looking: Looking,
): Promise<boolean> {
  if (secret.stages[versionId] !== undefined) return true;
  return lookAgain(
    () => looking.openStore().hasVersion(secret.arn, versionId),
    looking,
    () => PATIENTLY,
  );
}
