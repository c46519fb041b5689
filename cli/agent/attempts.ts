import { randomUUID } from "node:crypto";
import type { KeyRef, Signer } from "../../resources/signer";
import type { Room } from "./room";
import type { CommandScheme, Signed, ToSign } from "../schemes/schemes";

/** How long a caller may take from a signature to its report. Then nothing is known, as after a broken connection. */
const PATIENCE = 60_000;

export const VERDICTS = ["accepted", "refused", "unclear"] as const;
/** What the partner's answer says about the key. `unclear`: nothing (a 5xx, a timeout, a redirect). */
export type Verdict = (typeof VERDICTS)[number];

/** What a caller gets: what to send its request with, or the end of the request with the verdict that ended it. */
export type Next =
  | ({ readonly done: false; readonly id: string; readonly keyId: string | undefined } & Signed & KeyRef)
  | { readonly done: true; readonly verdict: Verdict };

interface Waiting {
  readonly decide: (verdict: Verdict) => void;
  readonly next: Promise<Next>;
  /** Ends the request once the signal of a later call does. */
  readonly endWith: (signal: AbortSignal) => void;
}

/** The requests of callers that send them by themselves: `run` of a signer, in two calls or more. */
export class Attempts {
  readonly #open = new Map<string, Waiting>();

  constructor(
    private readonly signer: Pick<Signer, "run">,
    private readonly scheme: Pick<CommandScheme, "sign">,
    private readonly room: Room,
    private readonly patience = PATIENCE,
  ) {}

  /** @throws PartnerKeysError as `run` of the signer where there is no key; `ERR_STORE_UNAVAILABLE` where too many are open */
  async begin(request: ToSign, signal: AbortSignal): Promise<Next> {
    const release = this.room.take(Buffer.byteLength(request.body));
    let next = deferred<Next>();
    const first = next;
    const gone = new AbortController();
    const endWith = (one: AbortSignal) => one.addEventListener("abort", () => gone.abort(one.reason), { once: true });
    if (signal.aborted) gone.abort(signal.reason);
    endWith(signal);
    const run = this.signer.run(
      async (key) => {
        const { versionId, stage, fingerprint, keyId } = key;
        const verdict = deferred<Verdict>();
        const id = randomUUID();
        const signed = this.scheme.sign(key, request);
        const timer = setTimeout(() => verdict.reject(new NothingKnown()), this.patience).unref();
        const abandon = () => verdict.reject(new NothingKnown());
        gone.signal.addEventListener("abort", abandon, { once: true });
        const following = deferred<Next>();
        this.#open.set(id, { decide: verdict.resolve, next: following.promise, endWith });
        next.resolve({ done: false, id, ...signed, versionId, stage, fingerprint, keyId });
        next = following;
        try {
          const reported = await verdict.promise;
          if (reported === "unclear") throw new NothingKnown();
          return reported;
        } finally {
          clearTimeout(timer);
          gone.signal.removeEventListener("abort", abandon);
          this.#open.delete(id);
        }
      },
      (verdict) => verdict === "refused",
      { signal: gone.signal },
    );
    run
      .then(
        (verdict) => next.resolve({ done: true, verdict }),
        (error: unknown) =>
          error instanceof NothingKnown ? next.resolve({ done: true, verdict: "unclear" }) : next.reject(error),
      )
      .finally(release);
    return first.promise;
  }

  /**
   * `undefined`: no such attempt waits for a report; it was reported already, took too long, or was another process's. If the
   * caller goes away before it is answered, the request ends.
   */
  async report(id: string, verdict: Verdict, signal: AbortSignal): Promise<Next | undefined> {
    const waiting = this.#open.get(id);
    if (waiting === undefined) return undefined;
    this.#open.delete(id);
    // What it reports counts, whether it waits for the answer or not
    waiting.decide(verdict);
    waiting.endWith(signal);
    return waiting.next;
  }
}

/** The caller reported nothing, or nothing that proves anything of the key. */
class NothingKnown extends Error {}

function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<T>((onValue, onError) => ([resolve, reject] = [onValue, onError]));
  // Whoever waited for it may be gone
  promise.catch(() => undefined);
  return { promise, resolve: (value: T) => resolve(value), reject: (reason: unknown) => reject(reason) };
}
