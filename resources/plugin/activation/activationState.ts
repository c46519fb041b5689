import type { KeyVersion } from "../../words/keyVersion";
import type { ActivationInputs } from "./activationInputs";

/** The keys an Activation knows. `live` is absent only before the first one was seen. */
export interface KnownKeys {
  readonly live?: KeyVersion;
  readonly pending?: KeyVersion;
  readonly previous?: KeyVersion;
}

export interface ActivationFacts {
  readonly live: KeyVersion | null;
  readonly pending: KeyVersion | null;
  readonly previous: KeyVersion | null;
  /** RFC 3339: when the live key went live. */
  readonly promotedAt: string;
  readonly drift: string;
  /**
   * The live key is known by the record in the tags alone, and nobody has acknowledged it since. Absent where that is not
   * so, and in state written before there was this fact.
   */
  readonly knownByTagsAlone?: true;
  /** A version that somebody else put live after ours; absent: none was found. */
  readonly foreignVersionId?: string;
}

/** The engine drops nulls on its way, so a key that is not there may be absent. */
export type ActivationState = ActivationInputs & Partial<ActivationFacts>;

export function knownKeys({ live, pending, previous }: Partial<ActivationFacts>): KnownKeys {
  return { ...(live ? { live } : {}), ...(pending ? { pending } : {}), ...(previous ? { previous } : {}) };
}

/**
 * What state keeps. A certificate is the longest part of it, so that of the candidate is kept once, with the key that the
 * candidate has become.
 */
export function stateOf(inputs: ActivationInputs, facts: ActivationFacts): ActivationState {
  const { certificatePem: _, ...candidate } = inputs.candidate;
  const isAmongKeys = Object.values(knownKeys(facts)).some(({ versionId }) => versionId === candidate.versionId);
  return { ...inputs, ...facts, ...(isAmongKeys ? { candidate } : {}) };
}

/** The candidate of a state, with its certificate. */
export function candidateOf(state: ActivationState): KeyVersion {
  const keys: readonly KeyVersion[] = Object.values(knownKeys(state));
  return keys.find(({ versionId }) => versionId === state.candidate.versionId) ?? state.candidate;
}
