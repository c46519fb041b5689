import type { Context } from "../context";
import { fromLiveRecord, type KeyVersion } from "../keys/liveRecord";
import { CURRENT, holderOf, PREVIOUS, type SecretDescription } from "../store/secretStore";
import {
  knownKeys,
  type ActivationInputs,
  type ActivationOutputs,
  type ActivationState,
  type KnownKeys,
} from "./activationState";
import { decideLive, isRetirementDue, keysAfter } from "./decide";
import { assertMoveAcknowledged } from "./renamedSecret";
import { reconcileLabels } from "./reconcileLabels";
import { assertNotTakenOver, describeUsable } from "./usableSecret";

/** First activation on a secret: what is live there is kept, unless the mode or an acknowledgement says otherwise. */
export async function createActivation(inputs: ActivationInputs, context: Context): Promise<ActivationOutputs> {
  return settleAsFound(await describeUsable(inputs, context), inputs, context);
}

async function settleAsFound(
  secret: SecretDescription,
  inputs: ActivationInputs,
  context: Context,
): Promise<ActivationOutputs> {
  const current = holderOf(secret, CURRENT);
  if (current === undefined) return settle(secret, inputs, {}, context);
  const { candidate } = inputs;
  const live = keyOfVersion(secret, current, candidate);
  // A candidate that was live before an older key was rolled back to does not wait for an acknowledgement again
  const wasLive = holderOf(secret, PREVIOUS) === candidate.versionId;
  return settle(secret, inputs, wasLive ? { live, previous: candidate } : { live }, context);
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
  // Others took its labels and AWS discarded it: what is live now is kept, as on a secret that this state does not know
  const { live } = olds;
  if (live && !(await isStillThere(secret, live, context))) return settleAsFound(secret, news, context);
  return settle(secret, news, olds, context);
}

async function isStillThere(secret: SecretDescription, key: KeyVersion, { store }: Context): Promise<boolean> {
  return secret.stages[key.versionId] !== undefined || (await store.hasVersion(secret.arn, key.versionId));
}

async function settle(
  secret: SecretDescription,
  inputs: ActivationInputs,
  before: Partial<ActivationState>,
  context: Context,
): Promise<ActivationOutputs> {
  const known = await withoutPruned(secret, before, context);
  const live = decideLive(inputs, known);
  assertNotTakenOver(secret, inputs, known);
  tellWhatIsNotKnown(secret, inputs, live, context);
  const keys = keysAfter(known, inputs.candidate, live, before.candidate?.versionId);
  const isPromotion = known.live?.versionId !== live.versionId;
  const promotedAt = isPromotion || before.promotedAt === undefined ? context.now().toISOString() : before.promotedAt;
  const retired = !isPromotion && isRetirementDue(inputs, promotedAt, context.now()) ? keys.previous : undefined;
  const kept: KnownKeys = retired === undefined ? keys : withoutPrevious(keys);
  await reconcileLabels(secret, inputs.owner, kept, retired?.versionId, context);
  return {
    live,
    pending: kept.pending ?? null,
    previous: kept.previous ?? null,
    promotedAt,
    drift: "",
  };
}

function withoutPrevious({ previous: _previous, ...keys }: KnownKeys): KnownKeys {
  return keys;
}

/**
 * AWS may have discarded a version that lost its label: a previous one that was retired, or a pending one whose label
 * went to a newer key in this run. Then it cannot go live any more.
 */
async function withoutPruned(
  secret: SecretDescription,
  before: Partial<ActivationState>,
  context: Context,
): Promise<KnownKeys> {
  const { live, ...others } = knownKeys(before);
  const kept: [string, KeyVersion][] = [];
  for (const [name, key] of Object.entries(others)) {
    if (await isStillThere(secret, key, context)) kept.push([name, key]);
  }
  return { ...(live ? { live } : {}), ...Object.fromEntries(kept) };
}

function tellWhatIsNotKnown(
  secret: SecretDescription,
  { acknowledgedFingerprint }: ActivationInputs,
  live: KeyVersion,
  { tell }: Context,
): void {
  if (acknowledgedFingerprint === undefined || live.fingerprint !== "") return;
  tell(
    `secret ${secret.name}: acknowledgedFingerprint ${acknowledgedFingerprint} names no key that this stack made; ` +
      `version ${live.versionId}, which it did not make, stays live`,
  );
}

/** What is known of a version that this activation did not put live itself. */
function keyOfVersion(secret: SecretDescription, versionId: string, candidate: KeyVersion): KeyVersion {
  if (versionId === candidate.versionId) return candidate;
  const recorded = fromLiveRecord(secret.tags);
  return recorded?.versionId === versionId ? recorded : { versionId, fingerprint: "" };
}
