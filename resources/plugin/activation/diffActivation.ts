import { isUnknown } from "../../rules/unknown";
import { nameOf, type KeyVersion } from "../../words/keyVersion";
import { changedInputs, type Props } from "../../rules/inputTable";
import type { KeyPlan } from "../run/plans";
import { assertDecided } from "../foreignVersion";
import { ACTIVATION_INPUTS, wholeInputs, type ActivationInputs } from "./activationInputs";
import { candidateOf, knownKeys, type ActivationState } from "./activationState";
import { assertCompromisedKnown } from "./compromised";
import { losingLabels, wordsOfLosing, wordsOfVoid } from "./incidentWords";
import { withKeyIds } from "./keyIds";
import { wordsOfNewKey } from "./newKeyWords";
import { planActivation } from "./plan";
import { joined, liveName, promotion, wordsOfLost } from "./previewWords";
import { jwksQuestion, type JwksQuestion } from "./published";
import { withStandby } from "./standby";

export interface ActivationDiff {
  readonly changes: boolean;
  /** What the next `up` does to the keys, for the person who reads the preview; "" when nothing changes. */
  readonly plan: string;
}

/**
 * Pure. Throws what the update would throw, so that a preview fails where the update would.
 *
 * `keyPlan`: what happens to the key of the activation in the same run, as its own diff saw it. In a preview every output
 * of a resource that changes is unknown, also where the key stays. `undefined` when nothing was asked. `successor`: the spare
 * that takes its place.
 */
export function diffActivation(
  olds: ActivationState & Props,
  news: Props,
  now: Date,
  keyPlan?: KeyPlan,
  successor?: KeyVersion,
): ActivationDiff {
  if (!asksForUpdate(olds, news, now)) return { changes: false, plan: "" };
  const inputs = asInputs(news, olds, successor);
  assertDecided(`activating secret ${olds.secretArn}`, inputs, olds.foreignVersionId);
  if (olds.foreignVersionId !== undefined && olds.foreignVersionId === inputs.adoptVersionId)
    return { changes: true, plan: `version ${olds.foreignVersionId}, which somebody else put live, is adopted by up` };
  return { changes: true, plan: joined(repairOf(olds), wordsOf(olds, inputs, now, keyPlan)) };
}

/** The same, for a person who refreshes: that decides nothing and retires nothing, it tells what it found. */
export function diffAfterRefresh(olds: ActivationState & Props, news: Props, now: Date): ActivationDiff {
  return { changes: asksForUpdate(olds, news, now), plan: repairOf(olds) };
}

function asksForUpdate(olds: ActivationState & Props, news: Props, now: Date): boolean {
  if (hasDrifted(olds) || changedInputs(ACTIVATION_INPUTS, olds, news).length > 0) return true;
  const inputs = asInputs(news, olds);
  const isRetired = () => planActivation(inputs, knownKeys(olds), olds, now).retired !== undefined;
  return (olds.previous != null && isRetired()) || question(olds, inputs, now) !== undefined;
}

function question(olds: ActivationState, inputs: ActivationInputs, now: Date): JwksQuestion | undefined {
  if (isUnknown([inputs.jwksUrl, inputs.publishedForHours])) return undefined;
  return jwksQuestion(inputs, knownKeys(olds), olds, now);
}

/** A candidate that is not known in this preview is known all the same where it is the spare. */
function asInputs(news: Props, olds: ActivationState, successor?: KeyVersion): ActivationInputs {
  const given = wholeInputs(news as unknown as ActivationInputs);
  const isSpare = successor !== undefined && isUnknown(given.candidate);
  const asked = isSpare ? { ...given, candidate: successor, secretArn: olds.secretArn } : given;
  return withStandby(asked, olds).inputs;
}

function hasDrifted({ drift = "" }: ActivationState): boolean {
  return drift !== "";
}

function repairOf(olds: ActivationState): string {
  const wayOut = olds.foreignVersionId === undefined ? ", put back by up" : "";
  return hasDrifted(olds) ? `drift${wayOut}: ${String(olds.drift)}` : "";
}

function wordsOf(olds: ActivationState, inputs: ActivationInputs, now: Date, keyPlan: KeyPlan | undefined): string {
  const known = knownKeys(olds);
  const live = liveName(known);
  // Of an upload in the same run, say: what it will name, and whether it is a mistake, nobody can tell yet
  const undecided = (
    ["acknowledgedFingerprint", "acknowledgedStandbyFingerprint", "acknowledgedKeyId", "mode", "compromised"] as const
  ).find((name) => isUnknown(inputs[name]));
  if (undecided !== undefined) return `${live} stays live, or another key goes live: ${undecided} is not known yet`;
  if (isUnknown(inputs.candidate) || isUnknown(inputs.secretArn)) {
    if (keyPlan !== "kept") return wordsOfNewKey(inputs, olds, keyPlan);
    const kept = { ...inputs, candidate: candidateOf(olds), secretArn: olds.secretArn };
    assertCompromisedKnown(kept, known, olds);
    const plan = planActivation(kept, known, olds, now);
    const next = plan.keys.live;
    // A forced replace is not seen by the key's diff: nothing is promised where nothing is asked for
    const moves = next.versionId === known.live?.versionId ? "" : promotion(next, known, plan.compromised, inputs);
    return joined(wordsOfLosing(losingLabels(known, plan.compromised)), moves);
  }
  if (olds.secretArn !== inputs.secretArn) {
    return `${nameOf(inputs.candidate)} goes live in ${inputs.secretArn}; ${olds.secretArn} is given up`;
  }
  // What the tags have on record nobody asks here
  assertCompromisedKnown(inputs, known, olds);
  const plan = withKeyIds(inputs, planActivation(inputs, known, olds, now), { known, tags: {} });
  const { keys, isPromotion, retired, voided } = plan;
  return joined(
    wordsOfLosing(losingLabels(known, plan.compromised)),
    isPromotion ? promotion(keys.live, known, plan.compromised, inputs) : `${live} stays live`,
    keys.live.keyId === olds.live?.keyId || isPromotion ? "" : `the partner's id of it is ${String(keys.live.keyId)}`,
    keys.pending === undefined ? "" : `${nameOf(keys.pending)} is pending until ${untilWhen(inputs)}`,
    question(olds, inputs, now) === undefined ? "" : `up asks ${String(inputs.jwksUrl)} whether it holds both keys`,
    keys.pending?.versionId === known.pending?.versionId ? "" : wordsOfLost(known, keys.live, plan.compromised),
    retired === undefined ? "" : `previous key ${nameOf(retired)} is retired${unlessRead(inputs)}`,
    voided === undefined ? "" : wordsOfVoid(voided),
  );
}

/** Who has read it since, a diff cannot ask. */
function unlessRead({ retirePreviousWhenUnreadForDays: days }: ActivationInputs): string {
  return days === undefined ? "" : ", unless somebody has read it since the last look";
}

function untilWhen({ mode, acknowledgedFingerprint, jwksUrl, publishedForHours }: ActivationInputs): string {
  if (mode !== "published" || acknowledgedFingerprint !== undefined) return "it is acknowledged";
  if (isUnknown([jwksUrl, publishedForHours])) return "the JWKS has held it for the hours that are not known yet";
  return `${String(jwksUrl)} has held it for ${String(publishedForHours)} hours`;
}
