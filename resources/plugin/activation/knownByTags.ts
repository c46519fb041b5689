import { isFingerprintOf } from "../../partners/acknowledgement";
import type { SecretDescription } from "../../secrets/secretStore";
import type { Sheet } from "../../secrets/sheet";
import { nameOf, type KeyVersion } from "../../words/keyVersion";
import type { Context } from "../context";
import type { ActivationInputs } from "./activationInputs";
import type { ActivationFacts } from "./activationState";
import type { ActivationPlan } from "./plan";

/** The mark in state: whoever may tag the secret may have written the record of the live key. */
export type ByTags = Pick<ActivationFacts, "knownByTagsAlone">;

/** What is known of a version that this activation did not put live itself. */
export function keyOfVersion({ recorded }: Sheet, versionId: string, candidate: KeyVersion): KeyVersion {
  if (versionId === candidate.versionId) return candidate;
  return recorded?.versionId === versionId ? recorded : { versionId, fingerprint: "" };
}

/** Of a live key that state knows nothing of. One without a record is told as a version that this stack did not make. */
export function markOf(live: KeyVersion, { candidate }: ActivationInputs): ByTags {
  return live === candidate || live.fingerprint === "" ? {} : { knownByTagsAlone: true };
}

/** A person who acknowledges the key has compared it; another key that goes live is one that this stack made or compared. */
export function markAfter(
  { knownByTagsAlone }: ByTags,
  { acknowledgedFingerprint }: ActivationInputs,
  { keys, isPromotion }: ActivationPlan,
): ByTags {
  const isCompared = acknowledgedFingerprint !== undefined && isFingerprintOf(acknowledgedFingerprint, keys.live);
  return knownByTagsAlone === true && !isPromotion && !isCompared ? { knownByTagsAlone } : {};
}

/** This state has never seen the key. */
export function tellKnownByTagsAlone(
  secret: SecretDescription,
  live: KeyVersion,
  candidate: KeyVersion,
  { tell }: Context,
): void {
  tell(
    `secret ${secret.name}: its live key ${nameOf(live)} is known by tags alone, which anybody who may tag the secret can ` +
      `write: compare it with what the partner has before you upload it. The key that this stack made is ${nameOf(candidate)}`,
  );
}
