import { PartnerKeysError } from "../errors";
import { type Exchange, type Judged, orAborted, type Tried } from "./exchange";
import type { TrialPlan } from "./keyRing";
import type { KeySource } from "./keySource";
import { Look } from "./look";
import type { PreferredKey } from "./preferredKey";
import type { Stage } from "../secrets/labels";
import { type HeldKey, pairId } from "./signingKey";

/** What a trial came to. */
export interface TrialEnd<T> {
  /** The answer to another key, where it was no refusal. */
  readonly found?: Judged<T>;
  /** Whether a bound left out a key, or a read of the labels. */
  readonly heldBack: boolean;
}

export type Attempt<T> = (exchange: Exchange<T>, key: HeldKey, tried: Tried) => Promise<Judged<T>>;

/** One refused request, tried with what the labels name: one label after the other, until the partner takes a key. */
export class Trial<T> {
  readonly look: Look | undefined;

  constructor(
    private readonly keys: PreferredKey,
    private readonly source: KeySource,
    private readonly plan: TrialPlan,
    private readonly exchange: Exchange<T>,
    private readonly tried: Tried,
    private readonly attempt: Attempt<T>,
    passed: () => number,
  ) {
    this.look = plan.looks ? new Look(source, plan.stages, passed) : undefined;
  }

  async run(): Promise<TrialEnd<T>> {
    const { look } = this;
    // A key that moves on while the labels are read one by one could be missed: where AWSCURRENT moved, once more
    for (let pass = 0; pass < 2; pass++) {
      let current: HeldKey | undefined;
      for (const stage of this.plan.stages) {
        const key = await this.read(stage);
        if (stage === "AWSCURRENT") current = key;
        if (key === undefined || this.tried.has(pairId(key, this.keys.apiKey)) || !this.exchange.fits(key)) continue;
        const mayTry = this.keys.ring.mayTry(stage, this.tried.size);
        if (mayTry !== "yes") return { heldBack: mayTry === "held back" };
        const judged = await this.attempt(this.exchange, key, this.tried).catch(undefinedIfUnusable);
        if (judged === undefined) continue;
        if (judged.verdict === "accepted") this.keys.switchTo(key, look && current);
        if (judged.verdict !== "refused") return { found: judged, heldBack: false };
        await this.exchange.drop(judged.answer);
      }
      if (look === undefined || look.isSlow) break;
      look.again();
      if ((await this.read("AWSCURRENT"))?.versionId === current?.versionId) break;
    }
    if (look?.isAway !== true) this.keys.ring.foundNothing();
    return { heldBack: look === undefined };
  }

  private async read(stage: Stage): Promise<HeldKey | undefined> {
    const { look } = this;
    if (look === undefined) return this.source.known(stage);
    const { signal } = this.exchange;
    signal?.throwIfAborted();
    const key = await orAborted(look.key(stage), signal);
    this.keys.takeApiKey(await orAborted(look.apiKey(), signal));
    return key;
  }
}

/** A scheme of the user's tells only when it signs that a key is of another kind; then nothing was sent. */
function undefinedIfUnusable(error: unknown): undefined {
  if (!(error instanceof PartnerKeysError && error.code === "ERR_KEY_UNUSABLE")) throw error;
}
