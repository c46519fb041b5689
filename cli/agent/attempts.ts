import { randomUUID } from "node:crypto";
import { failure } from "../../resources/errors";
import type { KeyRef, Signer } from "../../resources/signer";

/** How long a caller may take from a signature to its verdict. Then nothing is known, as after a broken connection. */
const PATIENCE = 60_000;
/** Each waits for a verdict, and its body is kept, because it may have to be signed again. */
const MOST_OPEN = 2_000;
const MOST_BYTES = 64 * 1024 * 1024;

export const VERDICTS = ["accepted", "refused", "unclear"] as const;
/** What the partner's answer says about the key. `unclear`: nothing (a 5xx, a timeout, a redirect). */
export type Verdict = (typeof VERDICTS)[number];

/** What a caller gets: a signature to send its request with, or the end of the request. */
export type Next =
  ({ readonly done: false; readonly id: string; readonly headers: object } & KeyRef) | { readonly done: true };

export interface ToSign {
  readonly url: string;
  readonly body: string | Uint8Array;
}

interface Waiting {
  readonly decide: (verdict: Verdict) => void;
  readonly abandon: (why: Error) => void;
  next: PromiseWithNext;
}
type PromiseWithNext = ReturnType<typeof deferred<Next>>;

/** The requests of callers that send them by themselves: `run` of a signer, in two calls or more. */
export class Attempts {
  readonly #open = new Map<string, Waiting>();
  #bytes = 0;
  #requests = 0;

  constructor(
    private readonly signer: Signer,
    private readonly patience = PATIENCE,
  ) {}

  get open(): number {
    return this.#requests;
  }

  /** @throws PartnerKeysError as `run` of the signer where there is no key; `ERR_STORE_UNAVAILABLE` where too many are open */
  async begin({ url, body }: ToSign, signal: AbortSignal): Promise<Next> {
    const size = Buffer.byteLength(body);
    if (this.#requests >= MOST_OPEN || this.#bytes + size > MOST_BYTES) throw busy(this.#requests);
    this.#requests++;
    this.#bytes += size;
    let next = deferred<Next>();
    const first = next;
    const run = this.signer.run(
      async (key) => {
        const { versionId, stage, fingerprint } = key;
        const verdict = deferred<Verdict>();
        const id = randomUUID();
        const headers = key.sign({ url, body });
        const timer = setTimeout(() => verdict.reject(new Vanished()), this.patience).unref();
        const abandon = () => verdict.reject(new Vanished());
        signal.addEventListener("abort", abandon, { once: true });
        const following = deferred<Next>();
        this.#open.set(id, { decide: verdict.resolve, abandon: verdict.reject, next: following });
        next.resolve({ done: false, id, headers, versionId, stage, fingerprint });
        next = following;
        try {
          const told = await verdict.promise;
          if (told === "unclear") throw new Vanished();
          return told;
        } finally {
          clearTimeout(timer);
          signal.removeEventListener("abort", abandon);
          this.#open.delete(id);
        }
      },
      (verdict) => verdict === "refused",
      { signal },
    );
    run
      .then(
        () => next.resolve({ done: true }),
        (error: unknown) => (error instanceof Vanished ? next.resolve({ done: true }) : next.reject(error)),
      )
      .finally(() => {
        this.#requests--;
        this.#bytes -= size;
      });
    return first.promise;
  }

  /** `undefined`: no such attempt waits for a verdict; it was told already, took too long, or was another process's. */
  async tell(id: string, verdict: Verdict): Promise<Next | undefined> {
    const waiting = this.#open.get(id);
    if (waiting === undefined) return undefined;
    this.#open.delete(id);
    waiting.decide(verdict);
    return waiting.next.promise;
  }
}

/** Nothing is known of the key: the caller told nothing, or nothing that proves anything. */
class Vanished extends Error {}

function busy(open: number) {
  return failure("ERR_STORE_UNAVAILABLE", {
    doing: "signing request",
    what: `${open} requests wait for their verdict, or hold 64 MB of bodies`,
    advice: "tell a verdict after each answer, and try again",
  });
}

function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<T>((onValue, onError) => ([resolve, reject] = [onValue, onError]));
  // Whoever waited for it may be gone
  promise.catch(() => undefined);
  return { promise, resolve: (value: T) => resolve(value), reject: (reason: unknown) => reject(reason) };
}
