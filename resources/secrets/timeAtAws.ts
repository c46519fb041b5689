import type { SecretStore } from "./secretStore";

export interface Timed {
  readonly store: Pick<SecretStore, "time">;
  readonly now: () => Date;
}

/**
 * The time that decides about keys: AWS's own, where AWS was asked already in this run, so that a machine whose clock is
 * wrong makes no key due and retires none (docs/decisions/0025).
 */
export function timeAtAws({ store, now }: Timed): Date {
  return store.time() ?? now();
}
