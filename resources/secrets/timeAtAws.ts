import type { SecretStore } from "./secretStore";

export interface Timed {
  readonly openStore: () => Pick<SecretStore, "time">;
  readonly now: () => Date;
}

/**
 * The time that decides about keys: AWS's own, where AWS was asked already in this run, so that a machine whose clock is
 * wrong makes no key due and retires none (docs/decisions/0025).
 */
export function timeAtAws({ openStore, now }: Timed): Date {
  return openStore().time() ?? now();
}
