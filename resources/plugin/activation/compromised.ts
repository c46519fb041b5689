import { isFingerprintOf } from "../../partners/acknowledgement";
import { failure, type PartnerKeysError } from "../../errors";
import { nameOf, type KeyVersion } from "../../words/keyVersion";
import type { ActivationInputs } from "./activationInputs";
import { candidateOf, knownKeys, type ActivationState, type KnownKeys } from "./activationState";

/** The keys of a secret without those that are compromised. */
export interface Alive {
  /** `live` is absent where the live key is compromised. */
  readonly known: KnownKeys;
  /** What is asked for, without an acknowledgement of a compromised key: that is void. */
  readonly inputs: ActivationInputs;
  /** The acknowledgement that is void. */
  readonly voided?: string;
  /** As state keeps them, the newest first. */
  readonly compromised: readonly KeyVersion[];
}

/**
 * A key is compromised once `compromised` has named it, whether it still does or not. Pure.
 *
 * @throws {@link PartnerKeysError} `ERR_INVALID_INPUT` for a candidate or a spare that is: its key resource has to make another one
 */
export function withoutCompromised(
  inputs: ActivationInputs,
  known: KnownKeys,
  before: Partial<ActivationState>,
): Alive {
  const remembered = before.compromisedKeys ?? [];
  const isDead = ({ fingerprint }: KeyVersion) =>
    isNamed(inputs, fingerprint) || remembered.some((key) => key.fingerprint === fingerprint);
  const refused = [inputs.candidate, inputs.standbyKey].find((key) => key !== undefined && isDead(key));
  if (refused !== undefined) throw keyRefused(inputs, refused);
  const dead = keysOf(known, before).filter(isDead);
  const alive = Object.entries<KeyVersion>({ ...known }).filter(([, key]) => !isDead(key));
  const keys = Object.fromEntries(alive) as KnownKeys;
  return {
    known: keys,
    ...(isVoid(inputs, keys, dead) ? withoutAcknowledgement(inputs) : { inputs }),
    compromised: dead.map((key) => (isNamed(inputs, key.fingerprint) ? key : bare(key))),
  };
}

/** What the list names and nobody knows: a typing error, or a key whose labels went long ago. */
export function unknownCompromised(
  { compromised = [], candidate, standbyKey }: ActivationInputs,
  known: KnownKeys,
  before: Partial<ActivationState>,
): string[] {
  const fingerprints = [candidate, standbyKey, ...keysOf(known, before)].map((key) => key?.fingerprint);
  return compromised.filter((named) => !fingerprints.includes(named));
}

/** Throws where the list names a key that nobody knows. `known`: the keys of this secret, which state knows. */
export function assertCompromisedKnown(
  inputs: ActivationInputs,
  known: KnownKeys,
  before: Partial<ActivationState>,
): void {
  const unknown = unknownCompromised(inputs, known, before);
  if (unknown.length === 0) return;
  const keys = Object.entries<KeyVersion>({ ...known }).map(([role, key]) => `${nameOf(key)} (${role})`);
  throw failure("ERR_UNKNOWN_FINGERPRINT", {
    doing: `activating secret ${inputs.secretArn}`,
    what: `compromised ${unknown.join(", ")} names no key of this secret, nothing was moved`,
    advice:
      `name one of ${keys.join(", ")}; an older key has no label any more, so take it out; ` +
      "PartnerCredentials has compromised for the key pair and compromisedApiKeys for the API key",
  });
}

function isNamed({ compromised = [] }: Pick<ActivationInputs, "compromised">, fingerprint: string): boolean {
  return compromised.includes(fingerprint);
}

/** Every key that this state has known, each version once. */
function keysOf(known: KnownKeys, before: Partial<ActivationState>): KeyVersion[] {
  const { candidate, standbyKey, compromisedKeys = [] } = before;
  const last = candidate === undefined ? [] : [candidateOf({ ...before, candidate } as ActivationState)];
  // One that AWS has discarded since is no key of the secret any more, but state names it
  const named = Object.values({ ...knownKeys(before), ...known } as Record<string, KeyVersion>);
  const all = [...named, ...last, ...(standbyKey === undefined ? [] : [standbyKey]), ...compromisedKeys];
  return all.filter((key, i) => all.findIndex(({ versionId }) => versionId === key.versionId) === i);
}

/** It names a compromised key, and none of the others. */
function isVoid(
  { acknowledgedFingerprint, candidate }: ActivationInputs,
  alive: KnownKeys,
  dead: readonly KeyVersion[],
): boolean {
  if (acknowledgedFingerprint === undefined) return false;
  const names = (key: KeyVersion) => isFingerprintOf(acknowledgedFingerprint, key);
  return dead.some(names) && ![candidate, ...Object.values(alive as Record<string, KeyVersion>)].some(names);
}

function withoutAcknowledgement(asked: ActivationInputs): Pick<Alive, "inputs" | "voided"> {
  const { acknowledgedFingerprint: voided, acknowledgedKeyId: _, ...inputs } = asked;
  return { inputs, ...(voided === undefined ? {} : { voided }) };
}

function bare({ versionId, fingerprint }: KeyVersion): KeyVersion {
  return { versionId, fingerprint };
}

function keyRefused({ secretArn, candidate }: ActivationInputs, key: KeyVersion): PartnerKeysError {
  return failure("ERR_INVALID_INPUT", {
    doing: `activating secret ${secretArn}`,
    what: `its ${key === candidate ? "newest key" : "spare"} ${nameOf(key)} is compromised, nothing was moved`,
    advice:
      "name it in compromised of the key resource as well, which then makes another one (PartnerCredentials does both)",
  });
}
