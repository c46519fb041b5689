import type { KeySource } from "./keySource";
import type { Stage } from "../secrets/labels";
import type { HeldApiKey, HeldKey } from "./signingKey";

/** A read that takes longer shows that AWS is slow: half a second is rare, and a request waits. Milliseconds. */
const SLOW = 1_000;

/**
 * Reads labels anew, each only when it is asked for: most trials need the first two. Where AWS is slow or away, all that are
 * left are read side by side, so that a look lasts as long as two reads.
 */
export class Look {
  /** Whether a read failed or took long: those who wait shall not go through the same. */
  isSlow = false;
  /** Whether AWS gave no answer; `undefined`: nobody waited for one. */
  isAway: boolean | undefined;
  private readonly reads = new Map<Stage, ReturnType<KeySource["keyIfReadable"]>>();
  private readonly apiKeyRead: ReturnType<KeySource["apiKeyIfReadable"]>;

  constructor(
    private readonly source: KeySource,
    private readonly stages: readonly Stage[],
    private readonly passed: () => number,
  ) {
    this.apiKeyRead = source.apiKeyIfReadable();
  }

  async key(stage: Stage): Promise<HeldKey | undefined> {
    const begunAt = this.passed();
    const read = this.reads.get(stage) ?? this.read(stage);
    const [{ key, isAway }, apiKey] = await Promise.all([read, this.apiKeyRead]);
    this.isAway = this.isAway === true || isAway || apiKey.isAway;
    if (this.isAway || this.passed() - begunAt > SLOW) {
      this.isSlow = true;
      for (const other of this.stages) if (!this.reads.has(other)) void this.read(other);
    }
    return key;
  }

  async apiKey(): Promise<HeldApiKey | undefined> {
    return (await this.apiKeyRead).key;
  }

  /** What was read may have moved since. */
  again(): void {
    this.reads.clear();
  }

  private read(stage: Stage): ReturnType<KeySource["keyIfReadable"]> {
    const read = this.source.keyIfReadable(stage);
    this.reads.set(stage, read);
    return read;
  }
}
