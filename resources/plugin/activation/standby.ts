import { failure } from "../../errors";
import { isFingerprintOf } from "../../partners/acknowledgement";
import { isUnknown } from "../../rules/unknown";
import { nameOf, type KeyVersion } from "../../words/keyVersion";
import type { ActivationInputs } from "./activationInputs";
import { knownKeys, type ActivationFacts, type ActivationState } from "./activationState";

/** What is asked for, and what state keeps of how a spare was acknowledged. */
export interface WithStandby {
  readonly inputs: ActivationInputs;
  readonly fact: Pick<ActivationFacts, "standbyAcknowledged">;
}

/**
 * What is asked for, with the acknowledgement that the one of a spare has become. It counts once the spare is the candidate.
 * The `acknowledgedFingerprint` that stood there then names the key before: as long as nobody changes it, it is no sign that
 * this key has to be live again. Pure.
 *
 * @throws {@link PartnerKeysError} `ERR_UNKNOWN_FINGERPRINT` for a new `acknowledgedStandbyFingerprint` that names no key
 */
export function withStandby(inputs: ActivationInputs, before: Partial<ActivationState>): WithStandby {
  const { acknowledgedStandbyFingerprint: text, acknowledgedFingerprint: other, candidate, mode } = inputs;
  if (mode === "immediate" || mode === "published") return { inputs, fact: {} };
  assertNamesOne(inputs, before);
  const wasSpare = candidate.versionId === before.standbyKey?.versionId;
  if (wasSpare && text !== undefined && isFingerprintOf(text, candidate)) return acknowledging(inputs, candidate);
  const { standbyAcknowledged: former } = before;
  return former !== undefined && former.over === other ? acknowledging(inputs, former) : { inputs, fact: {} };
}

/** The id that is given belongs to the key that `acknowledgedFingerprint` names. */
function acknowledging(asked: ActivationInputs, { fingerprint }: Pick<KeyVersion, "fingerprint">): WithStandby {
  const { acknowledgedFingerprint: over, acknowledgedKeyId: _, ...inputs } = asked;
  if (over === fingerprint) return { inputs: asked, fact: {} };
  return {
    inputs: { ...inputs, acknowledgedFingerprint: fingerprint },
    fact: { standbyAcknowledged: { fingerprint, ...(over === undefined ? {} : { over }) } },
  };
}

/** What state has named a key once. A first run knows too little to refuse anything. */
function assertNamesOne(inputs: ActivationInputs, before: Partial<ActivationState>): void {
  const { acknowledgedStandbyFingerprint: text, standbyKey, candidate, secretArn } = inputs;
  const isAsked =
    text !== undefined && text !== before.acknowledgedStandbyFingerprint && before.candidate !== undefined;
  if (!isAsked || isUnknown([text, standbyKey, candidate])) return;
  const known: readonly KeyVersion[] = Object.values(knownKeys(before));
  const keys = [standbyKey, before.standbyKey, candidate, ...known];
  if (keys.some((key) => key !== undefined && isFingerprintOf(text, key))) return;
  throw failure("ERR_UNKNOWN_FINGERPRINT", {
    doing: `activating secret ${secretArn}`,
    what: `acknowledgedStandbyFingerprint ${text} names no key of this secret, nothing was moved`,
    advice:
      standbyKey === undefined
        ? "there is no spare: set standby to true, or take it out"
        : `once the partner has the spare, acknowledge ${nameOf(standbyKey)}`,
  });
}
