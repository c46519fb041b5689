import { PartnerKeysError } from "../../errors";
import type { Context } from "../context";
import { fromLiveRecord, type KeyVersion } from "../keys/liveRecord";
import { OWNER_TAG } from "../keys/ownership";
import { CURRENT, holderOf, type SecretDescription } from "../store/secretStore";
import { knownKeys, type ActivationInputs, type ActivationOutputs, type ActivationState } from "./activationState";
import { decideLive, isRetirementDue, keysAfter } from "./decide";
import { assertMoveAcknowledged } from "./renamedSecret";
import { reconcileLabels } from "./reconcileLabels";

/** First activation on a secret: what is live there is kept, unless the mode or an acknowledgement says otherwise. */
export async function createActivation(inputs: ActivationInputs, context: Context): Promise<ActivationOutputs> {
  const secret = await describeUsable(inputs, context);
  const current = holderOf(secret, CURRENT);
  return settle(
    secret,
    inputs,
    current === undefined ? {} : { live: keyOfVersion(secret, current, inputs.candidate) },
    context,
  );
}

export async function updateActivation(
  olds: ActivationState,
  news: ActivationInputs,
  context: Context,
): Promise<ActivationOutputs> {
  if (olds.secretArn !== news.secretArn) {
    assertMoveAcknowledged(olds, news);
    return createActivation(news, context);
  }
  const secret = await describeUsable(news, context);
  return settle(secret, news, olds, context);
}

async function settle(
  secret: SecretDescription,
  inputs: ActivationInputs,
  before: Partial<ActivationOutputs>,
  context: Context,
): Promise<ActivationOutputs> {
  const known = await withoutPrunedPrevious(secret, before, context);
  const live = decideLive(inputs, known);
  const keys = keysAfter(known, inputs.candidate, live);
  const isPromotion = known.live?.versionId !== live.versionId;
  const promotedAt = isPromotion || before.promotedAt === undefined ? context.now().toISOString() : before.promotedAt;
  const retired = !isPromotion && isRetirementDue(inputs, promotedAt, context.now()) ? keys.previous : undefined;
  await reconcileLabels(secret, retired === undefined ? keys : withoutPrevious(keys), retired?.versionId, context);
  return {
    live,
    pending: keys.pending ?? null,
    previous: retired === undefined ? (keys.previous ?? null) : null,
    promotedAt,
    drift: "",
  };
}

function withoutPrevious({ previous: _previous, ...keys }: ReturnType<typeof keysAfter>) {
  return keys;
}

/** AWS may have discarded a previous version that lost its label long ago: then there is nothing to roll back to. */
async function withoutPrunedPrevious(
  secret: SecretDescription,
  before: Partial<ActivationOutputs>,
  { store }: Context,
): Promise<ReturnType<typeof knownKeys>> {
  const known = knownKeys(before);
  const { previous } = known;
  if (previous === undefined || secret.stages[previous.versionId] !== undefined) return known;
  return (await store.hasVersion(secret.arn, previous.versionId)) ? known : withoutPrevious(known);
}

/** What is known of a version that this activation did not put live itself. */
function keyOfVersion(secret: SecretDescription, versionId: string, candidate: KeyVersion): KeyVersion {
  if (versionId === candidate.versionId) return candidate;
  const recorded = fromLiveRecord(secret.tags);
  return recorded?.versionId === versionId ? recorded : { versionId, fingerprint: "" };
}

async function describeUsable(inputs: ActivationInputs, { store, tell }: Context): Promise<SecretDescription> {
  const { secretArn, candidate } = inputs;
  const secret = await store.describe(secretArn);
  if (secret === undefined) {
    throw new PartnerKeysError(
      "ERR_SECRET_NOT_FOUND",
      `activating secret ${secretArn}: it does not exist; run pulumi refresh, then pulumi up`,
    );
  }
  if (secret.scheduledForDeletion) {
    // A destroy that was killed right after AWS took the order leaves the key in state and its secret scheduled
    if (!isOfOurStack(secret, inputs.owner)) {
      throw new PartnerKeysError(
        "ERR_SECRET_SCHEDULED_FOR_DELETION",
        `activating secret ${secretArn}: its owner scheduled it for deletion; restore it there, then run pulumi up`,
      );
    }
    await store.restore(secretArn);
    tell(`secret ${secret.name} was scheduled for deletion: restored with the same key`);
  }
  const exists =
    secret.stages[candidate.versionId] !== undefined || (await store.hasVersion(secretArn, candidate.versionId));
  if (!exists) {
    throw new PartnerKeysError(
      "ERR_INVALID_INPUT",
      `activating secret ${secretArn}: candidate.versionId ${candidate.versionId} is not a version of this secret, nothing was moved; ` +
        "give secretArn and candidate from the same key resource",
    );
  }
  return secret;
}

/** Whether the owner tag (`<project>/<stack>/<resource name>`) names a resource of the same stack. */
function isOfOurStack(secret: SecretDescription, owner: string): boolean {
  const stackOf = (resource: string) => resource.split("/").slice(0, 2).join("/");
  const tag = secret.tags[OWNER_TAG];
  return tag !== undefined && stackOf(tag) === stackOf(owner);
}
