import { failure } from "../errors";
import { CURRENT, holderOf } from "./labels";
import { isRecent, lookAgain, PATIENTLY, type Looking } from "./looking";
import type { SecretDescription, StageMove } from "./secretStore";

/**
 * What AWS shows of a secret. Where a version was put live moments ago (`promotedAt`, RFC 3339) and is not shown as live,
 * AWS may be late: it is asked again for a minute, and what it shows then is the truth.
 */
export async function withLive(
  secret: SecretDescription,
  versionId: string,
  promotedAt: string | undefined,
  looking: Looking,
): Promise<SecretDescription> {
  if (holderOf(secret, CURRENT) === versionId || !isRecent(promotedAt, looking)) return secret;
  let last = secret;
  const look = async () => {
    last = (await looking.openStore().describe(secret.arn)) ?? last;
    return holderOf(last, CURRENT) === versionId;
  };
  await lookAgain(look, looking, () => PATIENTLY);
  return last;
}

/** Moves a label, where perhaps AWS does not know everywhere yet what was written a moment ago. */
export async function moveThere(move: StageMove, looking: Looking): Promise<void> {
  let late: Error | undefined;
  const isMoved = await lookAgain(
    async () => {
      late = (await looking.openStore().moveStage(move))?.notYet;
      return late === undefined;
    },
    looking,
    () => PATIENTLY,
  );
  if (!isMoved) throw late ?? new Error("unreachable: what was not moved was late");
}

/**
 * Takes a secret back from its deletion.
 *
 * @returns what AWS shows of it then: the API reference does not say whether it lists the versions of a secret that is
 * scheduled, so nothing is judged by what was seen before
 */
export async function restoreThere(arn: string, looking: Looking): Promise<SecretDescription> {
  await looking.openStore().restore(arn);
  const look = async () => {
    const secret = await looking.openStore().describe(arn);
    return secret?.scheduledForDeletion === undefined ? secret : undefined;
  };
  const secret = await lookAgain(look, looking, () => PATIENTLY);
  if (secret !== undefined) return secret;
  throw failure("ERR_STORE_UNAVAILABLE", {
    doing: `restoring secret ${arn}`,
    what: "AWS took the order, and still shows the secret as scheduled for deletion",
    advice: "wait a minute and run the same command again",
  });
}
