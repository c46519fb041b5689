import { failure } from "../../errors";
import { CURRENT, LATEST, holderOf } from "../../secrets/labels";
import { describeThere, versionIsThere } from "../../secrets/presence";
import type { SecretDescription } from "../../secrets/secretStore";
import { OWNER_TAG, isOfStack } from "../../secrets/tags";
import type { Context } from "../context";
import type { ActivationInputs } from "./activationInputs";
import type { KnownKeys } from "./activationState";

/** The secret to activate a key of: it exists, is restored where it is ours, and has the candidate among its versions. */
export async function describeUsable(inputs: ActivationInputs, context: Context): Promise<SecretDescription> {
  const { store, tell } = context;
  const { secretArn, candidate } = inputs;
  const doing = `activating secret ${secretArn}`;
  const secret = await describeThere(secretArn, context);
  if (secret === undefined) {
    throw failure("ERR_SECRET_NOT_FOUND", {
      doing,
      what: "it does not exist",
      advice: "run pulumi refresh, then pulumi up",
    });
  }
  if (secret.scheduledForDeletion) {
    // A destroy that was killed right after AWS took the order leaves the key in state and its secret scheduled
    if (!isOfStack(secret.tags, inputs.owner)) {
      throw failure("ERR_SECRET_SCHEDULED_FOR_DELETION", {
        doing,
        what: "its owner scheduled it for deletion",
        advice: "restore it there, then run pulumi up",
      });
    }
    await store.restore(secretArn);
    tell(`secret ${secret.name} was scheduled for deletion: restored with the same key`);
  }
  if (!(await versionIsThere(secret, candidate.versionId, context))) {
    throw failure("ERR_INVALID_INPUT", {
      doing,
      what: `candidate.versionId ${candidate.versionId} is not a version of this secret, nothing was moved`,
      advice:
        "give secretArn and candidate from the same key resource, or, where AWS discarded the version, run pulumi refresh, then pulumi up",
    });
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
  throw failure("ERR_SECRET_NOT_OURS", {
    doing: `activating secret ${secret.arn}`,
    what: `${String(secret.tags[OWNER_TAG])} took it over and put version ${String(current)} live, nothing was moved`,
    advice: "take the key and its Activation out of the program (the secret stays)",
  });
}
