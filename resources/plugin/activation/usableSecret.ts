import { failure } from "../../errors";
import { describeAwaited, versionIsThereAtLast } from "../../secrets/presence";
import type { SecretDescription } from "../../secrets/secretStore";
import { restoreThere } from "../../secrets/settled";
import type { Sheet } from "../../secrets/sheet";
import { isOfStack } from "../../secrets/tags";
import { scheduledByOwner } from "../../words/scheduled";
import type { Context } from "../context";
import type { ActivationInputs } from "./activationInputs";
import type { KnownKeys } from "./activationState";

/** The secret to activate a key of: it exists, is restored where it is ours, and has the candidate among its versions. */
export async function describeUsable(inputs: ActivationInputs, context: Context): Promise<SecretDescription> {
  const { secretArn, candidate } = inputs;
  const doing = `activating secret ${secretArn}`;
  const seen = await describeAwaited(secretArn, context);
  if (seen === undefined) {
    throw failure("ERR_SECRET_NOT_FOUND", {
      doing,
      what: "it does not exist",
      advice: "run pulumi refresh, then pulumi up",
    });
  }
  let secret = seen;
  if (seen.scheduledForDeletion) {
    // A destroy that was killed right after AWS took the order leaves the key in state and its secret scheduled
    if (!isOfStack(seen.tags, inputs.owner)) {
      throw failure("ERR_SECRET_SCHEDULED_FOR_DELETION", {
        doing,
        what: scheduledByOwner(seen.scheduledForDeletion),
        advice: "restore it there, then run pulumi up",
      });
    }
    secret = await restoreThere(secretArn, context);
    context.tell(`secret ${secret.name} was scheduled for deletion: restored with the same key`);
  }
  if (!(await versionIsThereAtLast(secret, candidate.versionId, context))) {
    throw failure("ERR_INVALID_INPUT", {
      doing,
      what: `candidate.versionId ${candidate.versionId} is not a version of this secret, nothing was moved`,
      advice:
        "give secretArn and candidate from the same key resource, or, where AWS discarded the version, run pulumi refresh, then pulumi up",
    });
  }
  if (secret.stages[candidate.versionId] !== undefined) return secret;
  // It has no label, or is from a moment ago: then the labels that were shown are older than it
  return (await describeAwaited(secretArn, context)) ?? secret;
}

/** With `adopt` another stack made the secret its own and put its key live: that is no drift to put back. */
export function assertNotTakenOver(
  secret: SecretDescription,
  sheet: Sheet,
  { owner, candidate }: ActivationInputs,
  known: KnownKeys,
): void {
  const ours = [candidate, known.live, known.pending, known.previous].map((key) => key?.versionId);
  if (isOfStack(secret.tags, owner) || sheet.live !== sheet.newest || ours.includes(sheet.live)) return;
  throw failure("ERR_SECRET_NOT_OURS", {
    doing: `activating secret ${secret.arn}`,
    what: `${String(sheet.owner)} took it over and put version ${String(sheet.live)} live, nothing was moved`,
    advice: "take the key and its Activation out of the program (the secret stays)",
  });
}
