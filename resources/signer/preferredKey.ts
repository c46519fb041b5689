import { PartnerKeysError } from "../errors";
import type { Tell } from "./events";
import { KeyRing } from "./keyRing";
import type { KeySource } from "./keySource";
import { type HeldApiKey, type HeldKey, type Stage, refOf } from "./signingKey";

export interface PreferredKeyOptions {
  readonly source: KeySource;
  readonly stages: readonly Stage[];
  readonly maxAgeMilliseconds: number;
  readonly tell: Tell;
  readonly now: () => number;
  /** 0 to 1: spreads the reads of many processes. */
  readonly random: () => number;
}

/** Milliseconds in which a failed first read is the answer for other requests too; it doubles with each. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 30_000;

/** Which key signs first, kept as fresh as asked for: it follows AWSCURRENT, unless a trial has proven another one. */
export class PreferredKey {
  readonly ring: KeyRing<HeldKey>;
  apiKey: HeldApiKey | undefined;
  #loading: Promise<void> | undefined;
  /** Why no key is known, and since how many loads. */
  #failed: { readonly error: unknown; readonly until: number; readonly times: number } | undefined;
  #readAgainAt = 0;
  #isClosed = false;

  constructor(private readonly options: PreferredKeyOptions) {
    this.ring = new KeyRing(options.stages);
  }

  close(): void {
    this.#isClosed = true;
    this.ring.preferred = undefined;
    this.apiKey = undefined;
    this.options.source.forget();
  }

  /** The key that a request is signed with first; read where none is known, read again in the background in its time. */
  async get(): Promise<HeldKey> {
    this.assertOpen();
    if (this.ring.preferred === undefined) {
      if (this.#failed !== undefined && this.options.now() < this.#failed.until) throw this.#failed.error;
      this.#loading ??= this.load().finally(() => (this.#loading = undefined));
      await this.#loading;
    } else if (this.options.now() >= this.#readAgainAt) {
      void this.refresh();
    }
    if (this.ring.preferred === undefined) throw closed();
    return this.ring.preferred;
  }

  private async load(): Promise<void> {
    const { source } = this.options;
    try {
      const [current, apiKey] = await Promise.all([source.key("AWSCURRENT"), source.apiKey()]);
      this.#failed = undefined;
      this.take(current, apiKey);
    } catch (error) {
      this.#failed = this.failedAgain(error);
      throw error;
    }
  }

  /** Many processes without the right to read, under load, would take all of a Region's GetSecretValue. */
  private failedAgain(error: unknown) {
    const { now, random } = this.options;
    const times = (this.#failed?.times ?? 0) + 1;
    const pause = Math.min(FIRST_PAUSE * 2 ** (times - 1), LONGEST_PAUSE);
    return { error, times, until: now() + pause * (0.5 + random() / 2) };
  }

  /** In the background: requests go on with what is known, however long AWS is away. */
  private async refresh(): Promise<void> {
    const { source } = this.options;
    const { epoch } = this.ring;
    this.scheduleRead();
    const [current, apiKey] = await Promise.all([source.keyIfReadable("AWSCURRENT"), source.apiKeyIfReadable()]);
    // A trial has read since, and knows better
    if (epoch === this.ring.epoch) this.take(current, apiKey);
  }

  private take(current: HeldKey | undefined, apiKey: HeldApiKey | undefined): void {
    if (this.#isClosed) return;
    this.apiKey = apiKey;
    if (current === undefined) return;
    const from = this.ring.preferred;
    this.ring.follow(current);
    const to = this.ring.preferred;
    if (from === undefined) this.scheduleRead();
    else if (to !== undefined && to.versionId !== from.versionId) {
      this.options.tell({ type: "followed", from: refOf(from), to: refOf(to) });
    }
  }

  private scheduleRead(): void {
    const { maxAgeMilliseconds, now, random } = this.options;
    this.#readAgainAt = now() + maxAgeMilliseconds * (0.5 + random() / 2);
  }

  /** @throws `ERR_SIGNER_CLOSED` */
  assertOpen(): void {
    if (this.#isClosed) throw closed();
  }
}

function closed(): PartnerKeysError {
  return new PartnerKeysError(
    "ERR_SIGNER_CLOSED",
    "signing request: this signer was closed; make a new one with createSigner",
  );
}
