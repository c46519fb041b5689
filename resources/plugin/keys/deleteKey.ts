import { PartnerKeysError } from "../../errors";
import type { Context } from "../context";
import { CURRENT, holderOf, LATEST, PENDING, type SecretDescription } from "../store/secretStore";
import { DEFAULT_RECOVERY_WINDOW_IN_DAYS, type KeyInputs, type KeyState } from "./keyInputs";
import { OWNER_TAG } from "./ownership";

/**
 * Deletes the secret only when the version being deleted is the newest one we wrote: a key that was replaced is
 * superseded, not destroyed. What stays behind is said in one line.
 *
 * `isInUse` tells of a version whether a resource of this run stands for it. Where one does, the line names no command
 * that removes the secret: somebody would copy it after a rotation, and delete the live key.
 */
export async function deleteKey<I extends KeyInputs>(
  state: KeyState<I>,
  { store, tell }: Context,
  isInUse: (versionId: string) => boolean,
): Promise<void> {
  if (state.secretName === undefined) return tell(`secret ${state.secretArn} is not ours: it and its versions stay`);
  const secret = await store.describe(state.secretArn);
  if (secret === undefined || secret.scheduledForDeletion) return;
  const owner = secret.tags[OWNER_TAG];
  if (owner !== undefined && owner !== state.owner)
    return tell(`secret ${secret.name} stays: it now belongs to ${owner}`);
  const newest = newestVersion(secret);
  if (newest !== undefined && newest !== state.versionId) {
    const remove = `; this run does not manage that one: if nothing else does, remove the secret with aws secretsmanager delete-secret --secret-id ${secret.name}`;
    return tell(
      `secret ${secret.name} stays: version ${state.versionId} was superseded by ${newest}${isInUse(newest) ? "" : remove}`,
    );
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

/** A secret with one version has no label of ours: CreateSecret cannot set one, and AWS made that version current. */
function newestVersion(secret: SecretDescription): string | undefined {
  return holderOf(secret, LATEST) ?? holderOf(secret, PENDING) ?? holderOf(secret, CURRENT);
}
