import { CURRENT, PREVIOUS, holderOf } from "../../secrets/labels";
import { describeThere, versionIsThereAtLast } from "../../secrets/presence";
import type { SecretDescription } from "../../secrets/secretStore";
import { withLive } from "../../secrets/settled";
import { timeAtAws } from "../../secrets/timeAtAws";
import { nameOf, type KeyVersion } from "../../words/keyVersion";
import type { Context } from "../context";
import type { FoundSecrets } from "../run/foundSecrets";
import { tellReaders } from "../tellReaders";
import { assertDecided, type ForeignVersion } from "../foreignVersion";
import type { ActivationInputs } from "./activationInputs";
import { announcements } from "./announcements";
import { knownKeys, type ActivationFacts, type ActivationState, type KnownKeys } from "./activationState";
import { keyOfVersion, markAfter, markOf, tellKnownByTagsAlone } from "./knownByTags";
import { planActivation } from "./plan";
import { foreignLive } from "./readActivation";
import { reconcileLabels } from "./reconcileLabels";
import { refusalOfMove } from "./renamedSecret";
import { assertNotTakenOver, describeUsable } from "./usableSecret";

/** First activation on a secret: what is live there is kept, unless the mode or an acknowledgement says otherwise. */
export async function createActivation(
  inputs: ActivationInputs,
  context: Context,
  found: FoundSecrets,
): Promise<ActivationFacts> {
  return settleAsFound(await describeUsable(inputs, context), inputs, context, found);
}

async function settleAsFound(
  secret: SecretDescription,
  inputs: ActivationInputs,
  context: Context,
  found: FoundSecrets,
): Promise<ActivationFacts> {
  const current = holderOf(secret, CURRENT);
  if (current === undefined) return settle(secret, inputs, {}, context);
  const { candidate } = inputs;
  const live = keyOfVersion(secret, current, candidate);
  const mark = markOf(live, inputs);
  if (mark.knownByTagsAlone) {
    tellKnownByTagsAlone(secret, live, candidate, context);
    await tellReaders(secret, context, found);
  }
  // A candidate that was live before an older key was rolled back to does not wait for an acknowledgement again
  const wasLive = holderOf(secret, PREVIOUS) === candidate.versionId;
  return settle(secret, inputs, { live, ...mark, ...(wasLive ? { previous: candidate } : {}) }, context);
}

/** `contextOfOld`: the effects in the region of the secret that it stood on. */
export async function updateActivation(
  olds: ActivationState,
  news: ActivationInputs,
  context: Context,
  contextOfOld: Context,
  found: FoundSecrets,
): Promise<ActivationFacts> {
  if (olds.secretArn !== news.secretArn) {
    // Where the old secret was deleted for ever nothing stays live there, and the new key is: AWS made it so
    const refusal = refusalOfMove(olds, news);
    if (await describeThere(olds.secretArn, contextOfOld, olds.promotedAt)) {
      if (refusal !== undefined) throw refusal;
    } else {
      context.tell(
        `secret ${olds.secretArn} does not exist any more: ${nameOf(news.candidate)} in ${news.secretArn} takes its place`,
      );
    }
    return createActivation(news, context, found);
  }
  const { live, promotedAt, drift = "" } = olds;
  const seen = await describeUsable(news, context);
  // A refresh that found the label elsewhere has looked already
  const secret = live && drift === "" ? await withLive(seen, live.versionId, promotedAt, context) : seen;
  // Others took its labels and AWS discarded it: what is live now is kept, as on a secret that this state does not know
  if (live && !(await versionIsThereAtLast(secret, live.versionId, context)))
    return settleAsFound(secret, news, context, found);
  return settle(secret, news, olds, context);
}

async function settle(
  secret: SecretDescription,
  inputs: ActivationInputs,
  before: Partial<ActivationState>,
  context: Context,
): Promise<ActivationFacts> {
  const seen = await withoutPruned(secret, before, context);
  const foreign = await foreignLive(secret, before, inputs, context);
  assertDecided(`activating secret ${secret.arn}`, inputs, foreign?.versionId);
  const isAdopted = foreign !== undefined && foreign.versionId === inputs.adoptVersionId;
  const known = isAdopted ? withAdopted(seen, foreign) : seen;
  const plan = planActivation(inputs, known, isAdopted ? { candidate: inputs.candidate } : before, timeAtAws(context));
  const { keys, retired, promotedAt } = plan;
  assertNotTakenOver(secret, inputs, known);
  if (isAdopted) context.tell(adopted(secret, foreign));
  else tellWhatIsNotKnown(secret, inputs, keys.live, context);
  await reconcileLabels(secret, inputs.owner, keys, retired?.versionId, context);
  const { live, pending = null, previous = null } = keys;
  const isNew = before.candidate === undefined;
  if (!isAdopted)
    for (const line of announcements({ secret: secret.name, inputs, known, isNew, plan })) context.tell(line);
  return { live, pending, previous, promotedAt, drift: "", ...markAfter(isAdopted ? {} : before, inputs, plan) };
}

/** A version that somebody else made is live: the deployer reads no value, so nothing else is known of it. */
function withAdopted({ live, ...others }: KnownKeys, { versionId }: ForeignVersion): KnownKeys {
  return { ...others, live: { versionId, fingerprint: "" }, ...(live === undefined ? {} : { previous: live }) };
}

function adopted({ name }: SecretDescription, { versionId }: ForeignVersion): string {
  return `secret ${name}: version ${versionId}, which somebody else made, is adopted and stays live; its public half is not known here`;
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
    if (await versionIsThereAtLast(secret, key.versionId, context)) kept.push([name, key]);
  }
  return { ...(live ? { live } : {}), ...Object.fromEntries(kept) };
}

function tellWhatIsNotKnown(
  secret: SecretDescription,
  { acknowledgedFingerprint, adoptVersionId }: ActivationInputs,
  live: KeyVersion,
  { tell }: Context,
): void {
  if (acknowledgedFingerprint === undefined || live.fingerprint !== "" || live.versionId === adoptVersionId) return;
  tell(
    `secret ${secret.name}: acknowledgedFingerprint ${acknowledgedFingerprint} names no key that this stack made; ` +
      `version ${live.versionId}, which it did not make, stays live`,
  );
}
