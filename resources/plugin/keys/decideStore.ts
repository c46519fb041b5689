import type { KeyInputs } from "../../kinds/keyInputs";
import { holderOf, LATEST, STANDBY } from "../../secrets/labels";
import type { SecretDescription } from "../../secrets/secretStore";
import { OWNER_TAG } from "../../secrets/tags";
import type { Step } from "../steps";
import { metadataSteps } from "./metadata";
import { firstVersionRecord, stageOf, type NewVersion } from "./newVersion";
import type { Place } from "./place";

/** What is done to store a key in a secret of ours, in this order. */
export interface StoreDecision {
  /** The secret is made what is declared. */
  readonly claim: readonly Step[];
  /** What has to be known of the version before it is there. */
  readonly record: readonly Step[];
  /** The labels that the version is published with: nothing after it can fail. */
  readonly stages: readonly string[];
  readonly tell: readonly string[];
}

const WHOSE_IT_MAY_BE =
  "if you have not forced that, the resource moved (docs/refactor.md), or another backend has a stack of this name (docs/limits.md)";

/**
 * Pure. `place`: what was seen, and is ours to write to. `secret`: the same, after it was brought back where it was
 * scheduled for deletion. `isNew`: state knew no such resource.
 */
export function decideStore(
  place: Place,
  secret: SecretDescription,
  version: NewVersion,
  isNew: boolean,
): StoreDecision {
  const { inputs } = version;
  const spare = holderOf(secret, STANDBY);
  // AWS makes the first version of a secret live whatever labels are asked for
  const isFirst = Object.keys(secret.stages).length === 0;
  return {
    claim: metadataSteps(secret, place.former, inputs),
    record: [
      ...(isFirst && inputs.publishAs === "pending" ? [{ do: "tag", tags: firstVersionRecord(version) } as const] : []),
      // The next spare takes the label; where there is none, nobody else would
      ...(spare !== undefined && inputs.standby !== true ? [{ do: "move", stage: STANDBY, from: spare } as const] : []),
    ],
    stages: [stageOf(inputs), LATEST],
    tell: [
      ...(place.isFound && !place.secret.scheduledForDeletion ? [found(place.secret, inputs, isNew)] : []),
      ...(spare === undefined ? [] : [notTaken(secret, spare, place.former)]),
    ],
  };
}

/** Nobody here can read the spare: what is not known of it from state is not known at all. */
function notTaken({ name }: SecretDescription, spare: string, former: KeyInputs | undefined): string {
  const why =
    former === undefined
      ? "state told nothing of it"
      : "the key is declared otherwise now, or the spare is compromised";
  return `secret ${name}: the spare, version ${spare}, did not become the key, because ${why}; it is given up, and a new key was made`;
}

/** Ours by its tag, but not in this state: the state was lost, or an earlier run was killed. */
function found({ name, tags }: SecretDescription, { owner }: KeyInputs, isNew: boolean): string {
  const isOurs = tags[OWNER_TAG] === owner;
  return (
    `secret ${name} exists and ${isOurs ? "is ours" : "was adopted"}: it got a new version` +
    (isNew && isOurs ? `; ${WHOSE_IT_MAY_BE}` : "")
  );
}
