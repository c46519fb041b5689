import { isDeepStrictEqual } from "node:util";
import type { Props } from "../check/checkInputs";
import { isUnknown } from "../check/rules";
import type { KeyVersion } from "../keys/liveRecord";
import {
  DEFAULT_MODE,
  knownKeys,
  type ActivationInputs,
  type ActivationState,
  type KnownKeys,
} from "./activationState";
import { decideLive, isRetirementDue, keysAfter, nameOf } from "./decide";
import { assertMoveAcknowledged } from "./renamedSecret";

export interface ActivationDiff {
  readonly changes: boolean;
  /** What the next `up` does to the keys, for the person who reads the preview; "" when nothing changes. */
  readonly plan: string;
}

const INPUTS = ["secretArn", "mode", "acknowledgedFingerprint", "retirePreviousAfterHours", "region", "owner"] as const;

/**
 * What happens to the key of the activation in the same run, as its own diff saw it: in a preview every output of a
 * resource that changes is unknown, also where the key stays. `undefined` when nothing was asked.
 */
export type KeyPlan = "kept" | "replaced" | "moved to another secret";

/** Pure. Throws what the update would throw, so that a preview fails where the update would. */
export function diffActivation(olds: ActivationState, news: Props, now: Date, keyPlan?: KeyPlan): ActivationDiff {
  const inputs = { ...news, mode: news["mode"] ?? DEFAULT_MODE };
  const before = { ...olds, mode: olds.mode ?? DEFAULT_MODE };
  const candidateChanged = !isDeepStrictEqual(versionOf(olds.candidate), versionOf(news["candidate"] as KeyVersion));
  const inputChanged = INPUTS.some((name) => !isDeepStrictEqual(before[name], (inputs as Props)[name]));
  const drifted = (olds.drift ?? "") !== "";
  const retires = olds.previous != null && isRetirementDue(news as unknown as ActivationInputs, olds.promotedAt, now);
  if (!candidateChanged && !inputChanged && !drifted && !retires) return { changes: false, plan: "" };
  const repair = drifted ? `drift, put back by up: ${String(olds.drift)}` : "";
  const plan = [repair, planOf(olds, news as unknown as ActivationInputs, now, keyPlan)]
    .filter((part) => part !== "")
    .join("; ");
  return { changes: true, plan };
}

function versionOf(candidate: KeyVersion | undefined): unknown {
  return isUnknown(candidate) ? candidate : candidate?.versionId;
}

function planOf(olds: ActivationState, inputs: ActivationInputs, now: Date, keyPlan: KeyPlan | undefined): string {
  const known = knownKeys(olds);
  const live = known.live === undefined ? "no key" : nameOf(known.live);
  if (isUnknown(inputs.candidate) || isUnknown(inputs.secretArn)) {
    if (keyPlan !== "kept") return planOfNewKey(inputs, known, olds.secretArn, keyPlan);
    const { candidate, secretArn } = olds;
    const next = decideLive({ ...inputs, candidate, secretArn }, known);
    // A forced replace is not seen by the key's diff: nothing is promised where nothing is asked for
    return next.versionId === known.live?.versionId ? "" : promotion(next, live);
  }
  if (olds.secretArn !== inputs.secretArn) {
    assertMoveAcknowledged(olds, inputs);
    return `${nameOf(inputs.candidate)} goes live in ${inputs.secretArn}; ${olds.secretArn} is given up`;
  }
  const next = decideLive(inputs, known);
  const { pending } = keysAfter(known, inputs.candidate, next, olds.candidate.versionId);
  const parts = [
    next.versionId === known.live?.versionId ? `${live} stays live` : promotion(next, live),
    pending === undefined ? "" : `${nameOf(pending)} is pending until it is acknowledged`,
    next.versionId === known.live?.versionId && known.previous && isRetirementDue(inputs, olds.promotedAt, now)
      ? `previous key ${nameOf(known.previous)} is retired`
      : "",
  ];
  return parts.filter((part) => part !== "").join("; ");
}

function promotion(next: KeyVersion, live: string): string {
  return `${nameOf(next)} goes live; ${live} becomes the previous key`;
}

/**
 * A key that is made in this very run has no fingerprint yet, and nobody can have acknowledged it. Throws where an
 * acknowledgement names none of the keys there are, as the update will.
 */
function planOfNewKey(
  inputs: ActivationInputs,
  known: KnownKeys,
  secretArn: string,
  keyPlan: KeyPlan | undefined,
): string {
  const live = known.live === undefined ? "no key" : nameOf(known.live);
  const isImmediate = (inputs.mode ?? DEFAULT_MODE) === "immediate";
  if (keyPlan === "moved to another secret") {
    return isImmediate
      ? `a new key goes live in another secret; ${secretArn} is given up`
      : `a new key is made in another secret, then up stops: ${live} stays live in ${secretArn} until the new key is acknowledged`;
  }
  const sure = keyPlan === "replaced" ? "" : "if the key is replaced: ";
  if (isImmediate) return `${sure}a new key goes live; ${live} becomes the previous key`;
  const next = nextWithoutCandidate(inputs, known, keyPlan);
  if (next === undefined)
    return `whether acknowledgedFingerprint ${String(inputs.acknowledgedFingerprint)} names the key is not known yet`;
  const whatMoves =
    next.versionId === known.live?.versionId
      ? `${live} stays live until the new key is acknowledged`
      : promotion(next, live);
  const orStops =
    keyPlan === undefined ? "; where it is in another secret already, up stops until it is acknowledged" : "";
  return `${sure}a new key is made and stays pending; ${whatMoves}${orStops}`;
}

/** The key that has to be live among those known before this run; `undefined` where that may be the key not known yet. */
function nextWithoutCandidate(
  inputs: ActivationInputs,
  known: KnownKeys,
  keyPlan: KeyPlan | undefined,
): KeyVersion | undefined {
  if (known.live === undefined) return undefined;
  try {
    return decideLive({ ...inputs, candidate: known.live }, known);
  } catch (error) {
    if (keyPlan === "replaced") throw error;
    return undefined;
  }
}
