import { nameOf, type KeyVersion } from "../../words/keyVersion";
import type { KeyPlan } from "../run/plans";
import { isImmediate, type ActivationInputs } from "./activationInputs";
import { knownKeys, type ActivationState, type KnownKeys } from "./activationState";
import { assertCompromisedKnown, withoutCompromised } from "./compromised";
import { decideLive } from "./decide";
import { losingLabels, newKeyGoesLive, wordsOfLosing } from "./incidentWords";
import { joined, liveName, promotion, wordsOfLost } from "./previewWords";

/** Stands for the key that is made in the run: nothing that somebody has written down names it. */
const MADE: KeyVersion = { versionId: "", fingerprint: "" };

/**
 * A key that is made in this very run has no fingerprint yet, and nobody can have acknowledged it. Throws where an
 * acknowledgement names none of the keys there are, as the update will.
 */
export function wordsOfNewKey(given: ActivationInputs, olds: ActivationState, keyPlan: KeyPlan | undefined): string {
  const before = knownKeys(olds);
  const asked = { ...given, candidate: MADE, secretArn: olds.secretArn };
  if (keyPlan !== undefined) assertCompromisedKnown(asked, before, olds);
  const { known, inputs, compromised } = withoutCompromised(asked, before, olds);
  const losing = losingLabels(before, compromised);
  if (keyPlan === "moved to another secret") return wordsOfMove(inputs, before, losing);
  const words = losing.live === undefined ? wordsOfRotation(inputs, known, keyPlan) : wordsOfSuccessor(inputs, known);
  return joined(wordsOfLosing(losing), words);
}

function wordsOfMove(inputs: ActivationInputs, known: KnownKeys, losing: KnownKeys): string {
  const { secretArn } = inputs;
  return isImmediate(inputs) || losing.live !== undefined
    ? `a new key goes live in another secret; ${secretArn} is given up`
    : `a new key is made in another secret, then up stops: ${liveName(known)} stays live in ${secretArn} until the new key is acknowledged`;
}

/** The live key is compromised, and the key that is made in this run is there to take its place. */
function wordsOfSuccessor(inputs: ActivationInputs, known: KnownKeys): string {
  const next = decideLive(inputs, known);
  if (next === MADE) return joined(newKeyGoesLive(inputs), wordsOfLost(known, next));
  return `a new key is made and stays pending; ${nameOf(next)} goes live`;
}

function wordsOfRotation(inputs: ActivationInputs, known: KnownKeys, keyPlan: KeyPlan | undefined): string {
  const live = liveName(known);
  const sure = keyPlan === "replaced" ? "" : "if the key is replaced: ";
  if (isImmediate(inputs)) return `${sure}a new key goes live; ${live} becomes the previous key`;
  const next = nextWithoutCandidate(inputs, known, keyPlan);
  if (next === undefined)
    return `whether acknowledgedFingerprint ${String(inputs.acknowledgedFingerprint)} names the key is not known yet`;
  const whatMoves =
    next.versionId === known.live?.versionId
      ? `${live} stays live until the new key is acknowledged`
      : promotion(next, known, [], inputs);
  const orStops =
    keyPlan === undefined ? "; where it is in another secret already, up stops until it is acknowledged" : "";
  return joined(`${sure}a new key is made and stays pending`, whatMoves, wordsOfLost(known, next)) + orStops;
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
