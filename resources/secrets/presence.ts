import { failure } from "../errors";
import { CURRENT, holderOf } from "./labels";
import type { SecretDescription, SecretStore, StageMove } from "./secretStore";
import { timeAtAws, type Timed } from "./timeAtAws";

interface Looking extends Timed {
  readonly store: SecretStore;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/**
 * Secrets Manager is eventually consistent (user guide, troubleshooting) and names no bound. The provider of Terraform
 * waits up to two minutes for it (terraform-provider-aws, service/secretsmanager/wait.go), so what was written within
 * five is not believed to be gone.
 */
const RECENT_MILLISECONDS = 5 * 60 * 1000;
/** Before what nobody wrote lately is believed not to be there. */
const BRIEFLY = [1_000, 2_000];
/** A minute, for what must be there; then it is for the person to run the command again. */
const PATIENTLY = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000];

function isRecent(writtenAt: string | undefined, looking: Looking): boolean {
  return Math.abs(timeAtAws(looking).getTime() - Date.parse(writtenAt ?? "")) < RECENT_MILLISECONDS;
}

/** Looks again, as long as `pauses` says after the first look. */
async function lookAgain<T>(
  look: () => Promise<T>,
  { wait }: Pick<Looking, "wait">,
  pauses: () => readonly number[],
): Promise<T> {
  let seen = await look();
  if (seen) return seen;
  for (const pause of pauses()) {
    await wait(pause);
    seen = await look();
    if (seen) break;
  }
  return seen;
}

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
  return lookFor(`secret ${secretId}`, writtenAt, () => looking.store.describe(secretId), looking);
}

/** A secret that must be there, perhaps from a moment ago. */
export function describeAwaited(secretId: string, looking: Looking): Promise<SecretDescription | undefined> {
  return lookAgain(
    () => looking.store.describe(secretId),
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
  const look = () => looking.store.hasVersion(secret.arn, versionId);
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
    () => looking.store.hasVersion(secret.arn, versionId),
    looking,
    () => PATIENTLY,
  );
}

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
    last = (await looking.store.describe(secret.arn)) ?? last;
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
      late = (await looking.store.moveStage(move))?.notYet;
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
  await looking.store.restore(arn);
  const look = async () => {
    const secret = await looking.store.describe(arn);
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
