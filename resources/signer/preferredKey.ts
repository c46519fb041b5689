import { failure, type PartnerKeysError } from "../errors";
import { Pause } from "./clock";
import type { Tell } from "./events";
import { SIGNING } from "./invalidInput";
import { KeyRing } from "./keyRing";
import type { KeySource } from "./keySource";
import type { Stage } from "../secrets/labels";
import { type HeldApiKey, type HeldKey, refOf } from "./signingKey";

export interface PreferredKeyOptions {
  readonly source: KeySource;
  readonly stages: readonly Stage[];
  readonly maxAgeMilliseconds: number;
  readonly tell: Tell;
  /** Milliseconds that have passed, by either clock. */
  readonly passed: () => number;
  /** 0 to 1: spreads the reads of many processes. */
  readonly random: () => number;
}

/** Which key signs first, kept as fresh as asked for: it follows AWSCURRENT, unless a trial has proven another one. */
export class PreferredKey {
  readonly ring: KeyRing<HeldKey>;
  #apiKey: HeldApiKey | undefined;
  #loading: Promise<void> | undefined;
  /** Why no key is known: in a pause the answer for other requests too. */
  #failed: { readonly error: unknown } | undefined;
  readonly #pause: Pause;
  #readAgainAt = 0;
  #isClosed = false;

  constructor(private readonly options: PreferredKeyOptions) {
    this.ring = new KeyRing(options.stages);
    this.#pause = new Pause(options.passed, options.random);
  }

  get apiKey(): HeldApiKey | undefined {
    return this.#apiKey;
  }

  /** What a trial has read. @throws `ERR_SIGNER_CLOSED`: nothing comes back into memory */
  takeApiKey(apiKey: HeldApiKey | undefined): void {
    this.assertOpen();
    this.#apiKey = apiKey;
  }

  /** A trial has proven this key. The answer may come after `close`. */
  switchTo(key: HeldKey, current: HeldKey | undefined): void {
    if (this.#isClosed) return;
    const from = this.ring.preferred;
    this.ring.switchTo(key, current);
    if (from !== undefined && from.versionId !== key.versionId) {
      this.options.tell({ type: "switched", from: refOf(from), to: refOf(key) });
    }
  }

  close(): void {
    this.#isClosed = true;
    this.ring.preferred = undefined;
    this.#apiKey = undefined;
    this.options.source.forget();
  }

  /** The key that a request is signed with first; read where none is known, read again in the background in its time. */
  async get(): Promise<HeldKey> {
    this.assertOpen();
    if (this.ring.preferred === undefined) {
      if (this.#failed !== undefined && !this.#pause.isOver) throw this.#failed.error;
      this.#loading ??= this.load().finally(() => (this.#loading = undefined));
      await this.#loading;
    } else if (this.options.passed() >= this.#readAgainAt) {
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
      this.#pause.succeeded();
      this.take(current, apiKey);
    } catch (error) {
      this.#failed = { error };
      // Many processes without the right to read, under load, would take all of a Region's GetSecretValue
      this.#pause.failed();
      throw error;
    }
  }

  /** In the background: requests go on with what is known, however long AWS is away. */
  private async refresh(): Promise<void> {
    const { source } = this.options;
    const { epoch } = this.ring;
    this.scheduleRead();
    const [current, apiKey] = await Promise.all([source.keyIfReadable("AWSCURRENT"), source.apiKeyIfReadable()]);
    // A trial has read since, and knows better
    if (epoch === this.ring.epoch) this.take(current.key, apiKey.key);
  }

  private take(current: HeldKey | undefined, apiKey: HeldApiKey | undefined): void {
    if (this.#isClosed) return;
    this.#apiKey = apiKey;
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
    const { maxAgeMilliseconds, passed, random } = this.options;
    this.#readAgainAt = passed() + maxAgeMilliseconds * (0.5 + random() / 2);
  }

  /** @throws `ERR_SIGNER_CLOSED` */
  assertOpen(): void {
    if (this.#isClosed) throw closed();
  }
}

function closed(): PartnerKeysError {
  return failure("ERR_SIGNER_CLOSED", {
    doing: SIGNING,
    what: "this signer was closed",
    advice: "make a new one with createSigner",
  });
}
