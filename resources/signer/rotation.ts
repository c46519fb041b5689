import { PartnerKeysError } from "../errors";
import type { Tell } from "./events";
import { MOST_ATTEMPTS } from "./keyRing";
import type { KeySource } from "./keySource";
import type { PreferredKey } from "./preferredKey";
import { type HeldApiKey, type HeldKey, type KeyRef, type Stage, pairId, refOf } from "./signingKey";

/** What an answer says about the key. `unclear`: the request ended for another reason (a 5xx, a 404). */
export type Verdict = "accepted" | "refused" | "unclear";

/** One request, told apart from how keys are chosen: it is attempted with a key, and its answer judged. */
export interface Exchange<T> {
  attempt(key: HeldKey, apiKey: HeldApiKey | undefined): Promise<T>;
  judge(answer: T): Verdict | Promise<Verdict>;
  /** Whether the scheme can sign with this key at all. */
  fits(key: HeldKey): boolean;
  /** Lets go of an answer that nobody gets. */
  drop(answer: T): void;
  describe(answer: T): { readonly status: number | undefined; readonly clockSkewSeconds: number | undefined };
}

interface Judged<T> {
  readonly answer: T;
  readonly verdict: Verdict;
}

/** Takes requests through a rotation: signs with the preferred key, and on a refusal tries what the other labels name. */
export class Rotation {
  #trial: Promise<void> | undefined;

  constructor(
    private readonly keys: PreferredKey,
    private readonly source: KeySource,
    private readonly tell: Tell,
    private readonly now: () => number,
  ) {}

  async send<T>(exchange: Exchange<T>): Promise<T> {
    const tried = new Map<string, KeyRef>();
    const first = await this.attempt(exchange, await this.keys.get(), tried);
    if (first.verdict !== "refused") return first.answer;
    let isAnswered = false;
    try {
      for (;;) {
        const preferred = await this.keys.get();
        const next = this.keys.ring.next(tried.size, tried.has(pairId(preferred, this.keys.apiKey)), this.now());
        if (next === "wait") {
          await this.#trial;
        } else if (next === "preferred") {
          const again = await this.attempt(exchange, preferred, tried);
          if (again.verdict !== "refused") return again.answer;
          exchange.drop(again.answer);
        } else {
          const found = next === "lead" ? await this.lead(exchange, tried) : undefined;
          if (found !== undefined) return found.answer;
          this.tell({
            type: "refused",
            tried: [...tried.values()],
            ...exchange.describe(first.answer),
            heldBack: next === "held back",
          });
          isAnswered = true;
          return first.answer;
        }
      }
    } finally {
      if (!isAnswered) exchange.drop(first.answer);
    }
  }

  private async attempt<T>(exchange: Exchange<T>, key: HeldKey, tried: Map<string, KeyRef>): Promise<Judged<T>> {
    this.keys.assertOpen();
    const apiKey = this.keys.apiKey;
    const answer = await exchange.attempt(key, apiKey);
    const verdict = await exchange.judge(answer);
    if (verdict === "accepted") this.keys.ring.accepted(key);
    if (verdict === "refused") {
      this.keys.ring.refused(key);
      tried.set(pairId(key, apiKey), refOf(key));
    }
    return { answer, verdict };
  }

  /** A trial: one at a time, with fresh reads, each label only when the one before it was of no use. */
  private async lead<T>(exchange: Exchange<T>, tried: Map<string, KeyRef>): Promise<Judged<T> | undefined> {
    let release: () => void = () => undefined;
    this.#trial = new Promise((resolve) => (release = resolve));
    const stages = this.keys.ring.beginTrial();
    try {
      return await this.tryEach(stages, exchange, tried);
    } finally {
      // Whatever became of the leader, an abort or a broken connection too: those who wait go on
      this.keys.ring.endTrial();
      release();
    }
  }

  private async tryEach<T>(
    stages: readonly Stage[],
    exchange: Exchange<T>,
    tried: Map<string, KeyRef>,
  ): Promise<Judged<T> | undefined> {
    const apiKey = this.source.apiKeyIfReadable();
    // A key that moves on while the labels are read one by one could be missed: where AWSCURRENT moved, once more
    for (let pass = 0; pass < 2; pass++) {
      let current: HeldKey | undefined;
      for (const stage of stages) {
        const key = await this.source.keyIfReadable(stage);
        this.keys.apiKey = await apiKey;
        if (stage === "AWSCURRENT") current = key;
        if (key === undefined || tried.has(pairId(key, this.keys.apiKey)) || !exchange.fits(key)) continue;
        if (tried.size >= MOST_ATTEMPTS) {
          this.keys.ring.goOnWith(stage);
          return undefined;
        }
        const judged = await this.attempt(exchange, key, tried).catch(undefinedIfUnusable);
        if (judged === undefined) continue;
        if (judged.verdict === "accepted") this.switchTo(key, current);
        if (judged.verdict !== "refused") return judged;
        exchange.drop(judged.answer);
      }
      if ((await this.source.keyIfReadable("AWSCURRENT"))?.versionId === current?.versionId) return undefined;
    }
    return undefined;
  }

  private switchTo(key: HeldKey, current: HeldKey | undefined): void {
    const from = this.keys.ring.preferred;
    this.keys.ring.switchTo(key, current);
    if (from !== undefined && from.versionId !== key.versionId) {
      this.tell({ type: "switched", from: refOf(from), to: refOf(key) });
    }
  }
}

/** A scheme of the user's tells only when it signs that a key is of another kind; then nothing was sent. */
function undefinedIfUnusable(error: unknown): undefined {
  if (!(error instanceof PartnerKeysError && error.code === "ERR_KEY_UNUSABLE")) throw error;
}
