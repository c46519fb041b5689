import { PartnerKeysError } from "../../errors";
import type { Context } from "../context";
import { CURRENT, holderOf, LATEST, PENDING, type SecretDescription } from "../store/secretStore";
import { DEFAULT_RECOVERY_WINDOW_IN_DAYS, type KeyInputs, type KeyState } from "./keyInputs";
import type { RunKnowledge } from "./keyRun";
import { OWNER_TAG } from "./ownership";

/**
 * Deletes the secret only when the version being deleted is the newest one we wrote: a key that was replaced is
 * superseded, not destroyed. What stays behind is said in one line.
 */
export async function deleteKey<I extends KeyInputs>(
  state: KeyState<I>,
  { store, tell }: Context,
  run: RunKnowledge,
): Promise<void> {
  if (state.secretName === undefined) return tell(`secret ${state.secretArn} is not ours: it and its versions stay`);
  const secret = await store.describe(state.secretArn);
  if (secret === undefined || secret.scheduledForDeletion) return;
  const owner = secret.tags[OWNER_TAG];
  if (owner !== undefined && owner !== state.owner)
    return tell(`secret ${secret.name} stays: it now belongs to ${owner}`);
  const newest = newestVersion(secret);
  if (newest !== undefined && newest !== state.versionId) {
    // Where a resource stands for the newer version no command is named: somebody would copy it after a rotation
    const advice = run.isInUse(newest) ? "" : `; this run does not manage that one: ${howToRemove(secret)}`;
    return tell(`secret ${secret.name} stays: version ${state.versionId} was superseded by ${newest}${advice}`);
  }
  if (mayStillSign(state, run)) {
    return tell(
      `secret ${secret.name} stays: no Activation went over to the new secret in this run, so its key may be live; ${howToRemove(secret)}`,
    );
  }
  if (run.awaitsSuccessor(state.versionId)) {
    // deleteBeforeReplace, asked for here or by a resource that this one depends on: the live key goes on signing
    return tell(`secret ${secret.name} stays for the key that replaces version ${state.versionId}`);
  }
  if (state.deletionProtection === true) {
    throw new PartnerKeysError(
      "ERR_DELETION_PROTECTED",
      `deleting secret ${secret.name}: deletionProtection is on, nothing was deleted; ` +
        "set deletionProtection to false, run pulumi up, then delete it",
    );
  }
  const days = state.recoveryWindowInDays ?? DEFAULT_RECOVERY_WINDOW_IN_DAYS;
  const gone = await store.delete(secret.arn, days);
  if (days > 0 && gone !== undefined) tell(`secret ${secret.name} can be restored until ${gone.toISOString()}`);
}

/**
 * A key that an Activation has to put live was moved to another secret, and no Activation was seen there in this run (it
 * ran with `--target`): then the old key is the one that signs.
 */
function mayStillSign(state: KeyState<KeyInputs>, run: RunKnowledge): boolean {
  const now = run.secretOf(state.owner);
  return state.publishAs === "pending" && now !== undefined && now !== state.secretArn && !run.isActivated(now);
}

function howToRemove({ name }: SecretDescription): string {
  return `if nothing uses it any more, remove it with aws secretsmanager delete-secret --secret-id ${name}`;
}

/** A secret with one version has no label of ours: CreateSecret cannot set one, and AWS made that version current. */
function newestVersion(secret: SecretDescription): string | undefined {
  return holderOf(secret, LATEST) ?? holderOf(secret, PENDING) ?? holderOf(secret, CURRENT);
}
