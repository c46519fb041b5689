import { PartnerKeysError } from "../errors";
import type { SecretDescription, SecretStore, StageMove } from "./secretStore";

interface Looking {
  readonly store: SecretStore;
  readonly wait: (milliseconds: number) => Promise<void>;
}

const PAUSES = [1_000, 2_000];

/**
 * Asks AWS up to three times before "it is not there" is believed. Secrets Manager is eventually consistent (user guide,
 * troubleshooting): a secret or version that was written a moment ago may not be told yet, and taking that for "gone"
 * would make a new key that nobody asked for.
 */
async function lookAgain<T>(look: () => Promise<T>, { wait }: Looking): Promise<T> {
  for (const pause of PAUSES) {
    const seen = await look();
    if (seen) return seen;
    await wait(pause);
  }
  return look();
}

/** The secret; `undefined` only where it is really not there. */
export function describeThere(secretId: string, looking: Looking): Promise<SecretDescription | undefined> {
  return lookAgain(() => looking.store.describe(secretId), looking);
}

/** Whether a version exists, with or without a label. */
export async function versionIsThere(secret: SecretDescription, versionId: string, looking: Looking): Promise<boolean> {
  if (secret.stages[versionId] !== undefined) return true;
  return lookAgain(() => looking.store.hasVersion(secret.arn, versionId), looking);
}

/** Moves a label, to a version perhaps that was written a moment ago and that AWS does not know everywhere yet. */
export async function moveThere(move: StageMove, looking: Looking): Promise<void> {
  let notFound: unknown;
  const isMoved = await lookAgain(async () => {
    try {
      await looking.store.moveStage(move);
      return true;
    } catch (error) {
      if (!(error instanceof PartnerKeysError && error.code === "ERR_SECRET_NOT_FOUND")) throw error;
      notFound = error;
      return false;
    }
  }, looking);
  if (!isMoved) throw notFound;
}
