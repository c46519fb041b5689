import { setMaxListeners } from "node:events";
import type { HeldApiKey, HeldKey, KeyRef } from "./signingKey";

/** What an answer says about the key. `unclear`: the request ended for another reason (a 5xx, a 404). */
export type Verdict = "accepted" | "refused" | "unclear";

/** One request, told apart from how keys are chosen: it is attempted with a key, and its answer judged. */
export interface Exchange<T> {
  /** Aborted: its caller is gone. */
  readonly signal: AbortSignal | undefined;
  attempt(key: HeldKey, apiKey: HeldApiKey | undefined): Promise<T>;
  judge(answer: T): Verdict | Promise<Verdict>;
  /** Whether the scheme can sign with this key at all. */
  fits(key: HeldKey): boolean;
  /** Makes a refused answer wait: it holds no connection from then on. `false`: it cannot, and is what the request ends with. */
  keep(answer: T): Promise<boolean>;
  /** Lets go of an answer that nobody gets. */
  drop(answer: T): void | Promise<void>;
  describe(answer: T): { readonly status: number | undefined; readonly clockSkewSeconds: number | undefined };
}

export interface Judged<T> {
  readonly answer: T;
  readonly verdict: Verdict;
}

/** The keys that a request was refused with, by their pair of private key and API key. */
export type Tried = Map<string, KeyRef>;

/** Waits for something that others wait for too, or that cannot be stopped: who gave up does not wait on. */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    // One signal may end any number of requests, and Node warns at more than ten listeners. A signal of a polyfill warns of none
    if (signal instanceof EventTarget) setMaxListeners(0, signal);
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
