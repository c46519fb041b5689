import { PartnerKeysError } from "../errors";
import type { Tell } from "./events";
import { KeyRing, MOST_ATTEMPTS } from "./keyRing";
import type { KeySource } from "./keySource";
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

export interface RotationOptions {
  readonly source: KeySource;
  readonly stages: readonly Stage[];
  readonly maxAgeMilliseconds: number;
  readonly tell: Tell;
  readonly now: () => number;
  /** 0 to 1: spreads the reads of many processes. */
  readonly random: () => number;
}

interface Judged<T> {
  readonly answer: T;
  readonly verdict: Verdict;
}

/** Takes requests through a rotation: signs with the preferred key, and on a refusal tries what the other labels name. */
export class Rotation {
  readonly #ring: KeyRing<HeldKey>;
  #apiKey: HeldApiKey | undefined;
  #loading: Promise<void> | undefined;
  #trial: Promise<void> | undefined;
  #readAgainAt = 0;
  #isClosed = false;

  constructor(private readonly options: RotationOptions) {
    this.#ring = new KeyRing(options.stages);
  }

  close(): void {
    this.#isClosed = true;
    this.#ring.preferred = undefined;
    this.#apiKey = undefined;
    this.options.source.forget();
  }

  async send<T>(exchange: Exchange<T>): Promise<T> {
    const tried = new Map<string, KeyRef>();
    const first = await this.attempt(exchange, await this.preferred(), tried);
    if (first.verdict !== "refused") return first.answer;
    let isAnswered = false;
    try {
      for (;;) {
        const preferred = await this.preferred();
        const next = this.#ring.next(tried.size, tried.has(pairId(preferred, this.#apiKey)), this.options.now());
        if (next === "wait") {
          await this.#trial;
        } else if (next === "preferred") {
          const again = await this.attempt(exchange, preferred, tried);
          if (again.verdict !== "refused") return again.answer;
          exchange.drop(again.answer);
        } else {
          const found = next === "lead" ? await this.lead(exchange, tried) : undefined;
          if (found !== undefined) return found.answer;
          this.options.tell({
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
    this.assertOpen();
    const apiKey = this.#apiKey;
    const answer = await exchange.attempt(key, apiKey);
    const verdict = await exchange.judge(answer);
    if (verdict === "accepted") this.#ring.accepted(key);
    if (verdict === "refused") {
      this.#ring.refused(key);
      tried.set(pairId(key, apiKey), refOf(key));
    }
    return { answer, verdict };
  }

  /** A trial: one at a time, with fresh reads, each label only when the one before it was of no use. */
  private async lead<T>(exchange: Exchange<T>, tried: Map<string, KeyRef>): Promise<Judged<T> | undefined> {
    let release: () => void = () => undefined;
    this.#trial = new Promise((resolve) => (release = resolve));
    const stages = this.#ring.beginTrial();
    try {
      return await this.tryEach(stages, exchange, tried);
    } finally {
      // Whatever became of the leader, an abort or a broken connection too: those who wait go on
      this.#ring.endTrial();
      release();
    }
  }

  private async tryEach<T>(
    stages: readonly Stage[],
    exchange: Exchange<T>,
    tried: Map<string, KeyRef>,
  ): Promise<Judged<T> | undefined> {
    const { source } = this.options;
    const apiKey = source.apiKeyIfReadable();
    // A key that moves on while the labels are read one by one could be missed: where AWSCURRENT moved, once more
    for (let pass = 0; pass < 2; pass++) {
      let current: HeldKey | undefined;
      for (const stage of stages) {
        const key = await source.keyIfReadable(stage);
        this.#apiKey = await apiKey;
        if (stage === "AWSCURRENT") current = key;
        if (key === undefined || tried.has(pairId(key, this.#apiKey)) || !exchange.fits(key)) continue;
        if (tried.size >= MOST_ATTEMPTS) {
          this.#ring.goOnWith(stage);
          return undefined;
        }
        const judged = await this.attempt(exchange, key, tried);
        if (judged.verdict === "accepted") this.switchTo(key, current);
        if (judged.verdict !== "refused") return judged;
        exchange.drop(judged.answer);
      }
      if ((await source.keyIfReadable("AWSCURRENT"))?.versionId === current?.versionId) return undefined;
    }
    return undefined;
  }

  private switchTo(key: HeldKey, current: HeldKey | undefined): void {
    const from = this.#ring.preferred;
    this.#ring.switchTo(key, current);
    if (from !== undefined && from.versionId !== key.versionId) {
      this.options.tell({ type: "switched", from: refOf(from), to: refOf(key) });
    }
  }

  private async preferred(): Promise<HeldKey> {
    this.assertOpen();
    if (this.#ring.preferred === undefined) {
      this.#loading ??= this.load().finally(() => (this.#loading = undefined));
      await this.#loading;
    } else if (this.options.now() >= this.#readAgainAt) {
      void this.refresh();
    }
    if (this.#ring.preferred === undefined) throw closed();
    return this.#ring.preferred;
  }

  private async load(): Promise<void> {
    const { source } = this.options;
    const [current, apiKey] = await Promise.all([source.key("AWSCURRENT"), source.apiKey()]);
    this.take(current, apiKey);
  }

  /** In the background: requests go on with what is known, however long AWS is away. */
  private async refresh(): Promise<void> {
    const { source } = this.options;
    const { epoch } = this.#ring;
    this.scheduleRead();
    const [current, apiKey] = await Promise.all([source.keyIfReadable("AWSCURRENT"), source.apiKeyIfReadable()]);
    // A trial has read since, and knows better
    if (epoch === this.#ring.epoch) this.take(current, apiKey);
  }

  private take(current: HeldKey | undefined, apiKey: HeldApiKey | undefined): void {
    if (this.#isClosed) return;
    this.#apiKey = apiKey;
    if (current === undefined) return;
    const from = this.#ring.preferred;
    this.#ring.follow(current);
    const to = this.#ring.preferred;
    if (from === undefined) this.scheduleRead();
    else if (to !== undefined && to.versionId !== from.versionId) {
      this.options.tell({ type: "followed", from: refOf(from), to: refOf(to) });
    }
  }

  private scheduleRead(): void {
    const { maxAgeMilliseconds, now, random } = this.options;
    this.#readAgainAt = now() + maxAgeMilliseconds * (0.5 + random() / 2);
  }

  private assertOpen(): void {
    if (this.#isClosed) throw closed();
  }
}

function closed(): PartnerKeysError {
  return new PartnerKeysError(
    "ERR_SIGNER_CLOSED",
    "signing request: this signer was closed; make a new one with createSigner",
  );
}
