import type { KeyVersion } from "../keys/liveRecord";

export type ActivationMode = "acknowledged" | "immediate";

/** The checked inputs of an Activation. */
export interface ActivationInputs {
  readonly secretArn: string;
  readonly candidate: KeyVersion;
  readonly mode?: ActivationMode;
  readonly acknowledgedFingerprint?: string;
  readonly retirePreviousAfterHours?: number;
  readonly region: string;
  readonly owner: string;
}

/** The keys an Activation knows. `live` is absent only before the first one was seen. */
export interface KnownKeys {
  readonly live?: KeyVersion;
  readonly pending?: KeyVersion;
  readonly previous?: KeyVersion;
}

export interface ActivationOutputs {
  readonly live: KeyVersion | null;
  readonly pending: KeyVersion | null;
  readonly previous: KeyVersion | null;
  /** RFC 3339: when the live key went live. */
  readonly promotedAt: string;
  readonly drift: string;
}

/** The engine drops nulls on its way, so a key that is not there may be absent. */
export type ActivationState = ActivationInputs & Partial<ActivationOutputs>;

export const DEFAULT_MODE: ActivationMode = "acknowledged";

export function knownKeys({ live, pending, previous }: Partial<ActivationOutputs>): KnownKeys {
  return { ...(live ? { live } : {}), ...(pending ? { pending } : {}), ...(previous ? { previous } : {}) };
}
