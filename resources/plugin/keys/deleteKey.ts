import { accountIn } from "../../aws/arn";
import { failure, PartnerKeysError } from "../../errors";
import { CURRENT, LATEST, PENDING, holderOf } from "../../secrets/labels";
import { describeThere } from "../../secrets/presence";
import type { SecretDescription } from "../../secrets/secretStore";
import { OWNER_TAG } from "../../secrets/tags";
import type { Context } from "../context";
import type { Run } from "../run/run";
import type { Who } from "../run/who";
import { DEFAULT_RECOVERY_WINDOW_IN_DAYS, type KeyInputs, type KeyState } from "../../kinds/keyInputs";
import { isNameless } from "./namelessKey";

/**
 * Deletes the secret only when the version being deleted is the newest one we wrote: a key that was replaced is
 * superseded, not destroyed. What stays behind is said in one line, but for a rotation as it should be.
 */
export async function deleteKey<I extends KeyInputs>(
  who: Who,
  state: KeyState<I>,
  context: Context,
  run: Run,
): Promise<void> {
  const { openStore, tell } = context;
  const successor = run.keys.placeOf(who, state.versionId);
  // This run has put the newer version there and described the secret for that: nothing is left to ask AWS, or to tell
  if (successor?.secretArn === state.secretArn && successor.versionId !== state.versionId) return;
  if (isNameless(state))
    return tell(
      `key of ${state.owner}: state names no version of a secret for it, so nothing was deleted; ` +
        `look whether secret ${String(state.secretName ?? state.secretId)} holds one (docs/recover.md)`,
    );
  if (state.secretName === undefined) return tell(`secret ${state.secretArn} is not ours: it and its versions stay`);
  const secret = await describeWhereReachable(who, state, context, run);
  if (secret === undefined || secret.scheduledForDeletion) return;
  const owner = secret.tags[OWNER_TAG];
  if (owner !== undefined && owner !== state.owner)
    return tell(`secret ${secret.name} stays: it now belongs to ${owner}`);
  const why = whyItStays(secret, who, state, run) ?? (await strangersKey(secret, state.versionId, context));
  if (why !== undefined) return tell(`secret ${secret.name} stays${why}`);
  if (state.deletionProtection === true) {
    throw failure("ERR_DELETION_PROTECTED", {
      doing: `deleting secret ${secret.name}`,
      what: "deletionProtection is on, nothing was deleted",
      advice:
        "to delete it, set deletionProtection to false (put its code back where that is gone), run pulumi up, then delete it; " +
        "to keep the secret and forget its key, take the commands of docs/remove.md",
    });
  }
  const days = state.recoveryWindowInDays ?? DEFAULT_RECOVERY_WINDOW_IN_DAYS;
  const gone = await openStore().delete(secret.arn, days);
  if (days > 0 && gone !== undefined) tell(`secret ${secret.name} can be restored until ${gone.toISOString()}`);
}

/** Wrong credentials made the key in another account: those that are right for its successor cannot remove it there. */
async function describeWhereReachable(
  who: Who,
  state: KeyState<KeyInputs>,
  context: Context,
  run: Run,
): Promise<SecretDescription | undefined> {
  try {
    return await describeThere(state.secretArn, context, state.createdAt);
  } catch (error) {
    const now = run.keys.placeOf(who, state.versionId)?.secretArn;
    const isDenied = error instanceof PartnerKeysError && error.code === "ERR_STORE_DENIED";
    if (!isDenied || now === undefined || accountIn(now) === accountIn(state.secretArn)) throw error;
    context.tell(`secret ${state.secretArn} stays: it is in another account; ${howToRemove(state.secretArn)}`);
    return undefined;
  }
}

/** The rest of the line that says why a secret is not deleted with this version; `undefined` where it is. */
function whyItStays(secret: SecretDescription, who: Who, state: KeyState<KeyInputs>, run: Run): string | undefined {
  const remove = howToRemove(secret.arn);
  const now = run.keys.placeOf(who, state.versionId);
  const movedTo = now !== undefined && now.secretArn !== secret.arn ? now.secretArn : undefined;
  const newest = newestVersion(secret);
  if (newest !== undefined && newest !== state.versionId) {
    // Where a resource stands for the newer version no command is named: somebody would copy it after a rotation
    const advice = run.keys.isInUse(newest) ? "" : `; this run does not manage that one: ${remove}`;
    return `: version ${state.versionId} was superseded by ${newest}${advice}`;
  }
  const successor = run.keys.awaitedSuccessor(state.versionId);
  if (successor !== undefined) {
    // deleteBeforeReplace, asked for here or by a resource that this one depends on: the live key goes on signing
    return successor.stays
      ? ` for the key that replaces version ${state.versionId}`
      : `: its key was to be deleted before the one that replaces it is made in another secret; ${remove}`;
  }
  if (movedTo === undefined) return undefined;
  if (state.publishAs === "pending" && !run.plans.isActivated(movedTo)) {
    // Run with --target: the Activation still stands on this secret, whose key is the one that signs
    return `: no Activation went over to ${movedTo} in this run, so its key may be live; ${remove}`;
  }
  // Nothing in the program can take the protection off any more: it has moved on with the key
  return state.deletionProtection === true
    ? `: its key moved to ${movedTo}, and deletionProtection was on; ${remove}`
    : undefined;
}

/** A key that somebody else made after ours, and that is read or about to be: it is not ours to delete. */
async function strangersKey(
  secret: SecretDescription,
  versionId: string,
  { openStore }: Context,
): Promise<string | undefined> {
  const others = [CURRENT, PENDING].filter((stage) => ![undefined, versionId].includes(holderOf(secret, stage)));
  if (others.length === 0) return undefined;
  // Ours is the newest that this package wrote; an older one with a label is its predecessor
  const dates = await openStore().versionDates(secret.arn);
  const dateOf = (id: string | undefined) => dates.get(id ?? "")?.getTime() ?? 0;
  const stage = others.find((one) => dateOf(holderOf(secret, one)) > dateOf(versionId));
  return stage === undefined
    ? undefined
    : `: ${stage} is on version ${String(holderOf(secret, stage))}, which somebody else made after ${versionId}; ` +
        howToRemove(secret.arn);
}

function howToRemove(secretArn: string): string {
  return `if nothing uses it any more, remove it with aws secretsmanager delete-secret --secret-id ${secretArn}`;
}

/** A secret with one version has no label of ours: CreateSecret cannot set one, and AWS made that version current. */
function newestVersion(secret: SecretDescription): string | undefined {
  return holderOf(secret, LATEST) ?? holderOf(secret, PENDING) ?? holderOf(secret, CURRENT);
}
