import { PartnerKeysError } from "../../errors";
import type { Context } from "../context";
import { lookAgain } from "../keys/lookAgain";
import { isOfStack, OWNER_TAG } from "../keys/ownership";
import { CURRENT, holderOf, LATEST, type SecretDescription } from "../store/secretStore";
import type { ActivationInputs, KnownKeys } from "./activationState";

/** The secret to activate a key of: it exists, is restored where it is ours, and has the candidate among its versions. */
export async function describeUsable(inputs: ActivationInputs, context: Context): Promise<SecretDescription> {
  const { store, tell } = context;
  const { secretArn, candidate } = inputs;
  const secret = await lookAgain(() => store.describe(secretArn), Boolean, context);
  if (secret === undefined) {
    throw new PartnerKeysError(
      "ERR_SECRET_NOT_FOUND",
      `activating secret ${secretArn}: it does not exist; run pulumi refresh, then pulumi up`,
    );
  }
  if (secret.scheduledForDeletion) {
    // A destroy that was killed right after AWS took the order leaves the key in state and its secret scheduled
    if (!isOfStack(secret.tags, inputs.owner)) {
      throw new PartnerKeysError(
        "ERR_SECRET_SCHEDULED_FOR_DELETION",
        `activating secret ${secretArn}: its owner scheduled it for deletion; restore it there, then run pulumi up`,
      );
    }
    await store.restore(secretArn);
    tell(`secret ${secret.name} was scheduled for deletion: restored with the same key`);
  }
  const exists =
    secret.stages[candidate.versionId] !== undefined ||
    (await lookAgain(() => store.hasVersion(secretArn, candidate.versionId), Boolean, context));
  if (!exists) {
    throw new PartnerKeysError(
      "ERR_INVALID_INPUT",
      `activating secret ${secretArn}: candidate.versionId ${candidate.versionId} is not a version of this secret, nothing was moved; ` +
        "give secretArn and candidate from the same key resource, or, where AWS discarded the version, run pulumi refresh, then pulumi up",
    );
  }
  return secret;
}

/** With `adopt` another stack made the secret its own and put its key live: that is no drift to put back. */
export function assertNotTakenOver(
  secret: SecretDescription,
  { owner, candidate }: ActivationInputs,
  known: KnownKeys,
): void {
  const current = holderOf(secret, CURRENT);
  const ours = [candidate, known.live, known.pending, known.previous].map((key) => key?.versionId);
  if (isOfStack(secret.tags, owner) || current !== holderOf(secret, LATEST) || ours.includes(current)) return;
  throw new PartnerKeysError(
    "ERR_SECRET_NOT_OURS",
    `activating secret ${secret.arn}: ${String(secret.tags[OWNER_TAG])} took it over and put version ${String(current)} live, ` +
      "nothing was moved; take the key and its Activation out of the program (the secret stays)",
  );
}
