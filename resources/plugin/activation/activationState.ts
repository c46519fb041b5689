import type { KeyVersion } from "../../words/keyVersion";
import { wholeCandidate, type ActivationInputs } from "./activationInputs";

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
  /** RFC 3339: when a run saw the pending and the live key in the published JWKS. Absent: none did, or none waits. */
  readonly publishedSince?: string;
  /** RFC 3339: the day on which the previous version was last read, as the last look found it. Absent: nobody looked, or read. */
  readonly previousReadAt?: string;
  /** A version that somebody else put live after ours; absent: none was found. */
  readonly foreignVersionId?: string;
  /**
   * Keys that were named in `compromised`, the newest first: never live, pending or previous again. Whole as long as the list
   * names them, later version and fingerprint. Absent: none was.
   */
  readonly compromisedKeys?: readonly KeyVersion[];
  /**
   * The key that went live because it was acknowledged as a spare, and the `acknowledgedFingerprint` that was given then
   * (absent: none). Absent: none did, or another acknowledgement was given since.
   */
  readonly standbyAcknowledged?: { readonly fingerprint: string; readonly over?: string };
}

/** The engine drops nulls on its way, so a key that is not there may be absent. */
export type ActivationState = Omit<ActivationInputs, "candidate"> &
  Partial<ActivationFacts> & {
    /** Its version alone where it is among the keys of the facts. State of earlier versions has the whole key here too. */
    readonly candidate: Partial<KeyVersion> & Pick<KeyVersion, "versionId">;
  };

export function knownKeys({ live, pending, previous }: Partial<ActivationFacts>): KnownKeys {
  return { ...(live ? { live } : {}), ...(pending ? { pending } : {}), ...(previous ? { previous } : {}) };
}

/** What state keeps: a candidate that has become one of the keys is written down once. */
export function stateOf(inputs: ActivationInputs, facts: ActivationFacts): ActivationState {
  const { versionId } = inputs.candidate;
  const isAmongKeys = Object.values(knownKeys(facts)).some((key: KeyVersion) => key.versionId === versionId);
  return { ...inputs, ...facts, ...(isAmongKeys ? { candidate: { versionId } } : {}) };
}

/** The candidate of a state, whole. */
export function candidateOf(state: ActivationState): KeyVersion {
  const { versionId } = state.candidate;
  const keys: readonly KeyVersion[] = Object.values(knownKeys(state));
  return keys.find((key) => key.versionId === versionId) ?? wholeCandidate({ fingerprint: "", ...state.candidate });
}

/** The certificate of the key of a version, where the state tells it. */
export function certificateIn(state: Partial<ActivationState> | undefined, versionId: string): string | undefined {
  const { live, pending, previous, candidate } = state ?? {};
  const keys = [live, pending, previous, candidate];
  return keys.find((key) => key?.versionId === versionId)?.certificatePem;
}
