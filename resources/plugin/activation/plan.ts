import type { KeyVersion } from "../../words/keyVersion";
import { isImmediate, type ActivationInputs } from "./activationInputs";
import type { ActivationState, KnownKeys } from "./activationState";
import { withoutCompromised } from "./compromised";
import { decideLive } from "./decide";
import { isRetirementDue } from "./retirement";

/** What an activation does to the keys of its secret: the preview tells it, the update carries it out. */
export interface ActivationPlan {
  /** The keys once it is done. */
  readonly keys: KnownKeys & { readonly live: KeyVersion };
  /** Another key than before goes live. */
  readonly isPromotion: boolean;
  /** The previous key, where it loses its label. */
  readonly retired?: KeyVersion;
  /** RFC 3339: when the live key went live. */
  readonly promotedAt: string;
  /** Keys that no label may be on, as state keeps them. */
  readonly compromised: readonly KeyVersion[];
  /** The acknowledgement that is void, because it names a compromised key and none of the others. */
  readonly voided?: string;
}

/**
 * Pure. `known` are the keys of this secret before the change, `before` is the state of the last run.
 *
 * @throws {@link PartnerKeysError} as {@link withoutCompromised} and {@link decideLive}
 */
export function planActivation(
  inputs: ActivationInputs,
  known: KnownKeys,
  before: Partial<ActivationState>,
  now: Date,
): ActivationPlan {
  const alive = withoutCompromised(inputs, known, before);
  const isNew = inputs.candidate.versionId !== before.candidate?.versionId;
  // In immediate mode a key goes live because it is new, and none that was there when somebody else's version was adopted is
  const adopted = known.live?.fingerprint === "" && isImmediate(inputs) && !isNew ? known.live : undefined;
  const live = adopted ?? decideLive(alive.inputs, alive.known);
  const { previous, ...others } = keysAfter(alive.known, inputs.candidate, live, before.candidate?.versionId);
  const isPromotion = known.live?.versionId !== live.versionId;
  const promotedAt = isPromotion || before.promotedAt === undefined ? now.toISOString() : before.promotedAt;
  const isRetired = previous !== undefined && !isPromotion && isRetirementDue(inputs, { ...before, promotedAt }, now);
  return {
    keys: { ...others, live, ...(previous === undefined || isRetired ? {} : { previous }) },
    isPromotion,
    ...(isRetired ? { retired: previous } : {}),
    promotedAt,
    compromised: alive.compromised,
    ...(alive.voided === undefined ? {} : { voided: alive.voided }),
  };
}

/**
 * The keys after `live` was decided: the key that lost its place becomes the previous one.
 *
 * `lastCandidate`: version id of the candidate of the last run. One that is still the candidate and was not pending then
 * has had its time: it was rolled back from, and retired since.
 */
export function keysAfter(
  known: KnownKeys,
  candidate: KeyVersion,
  live: KeyVersion,
  lastCandidate?: string,
): KnownKeys {
  const moved = known.live !== undefined && known.live.versionId !== live.versionId;
  // Without a live key it was compromised, and the previous one may have taken its place
  const kept = known.previous?.versionId === live.versionId ? undefined : known.previous;
  const previous = moved ? known.live : kept;
  const wasSettled = candidate.versionId === lastCandidate && candidate.versionId !== known.pending?.versionId;
  const isPending =
    !wasSettled && candidate.versionId !== live.versionId && candidate.versionId !== previous?.versionId;
  return { live, ...(isPending ? { pending: candidate } : {}), ...(previous === undefined ? {} : { previous }) };
}
