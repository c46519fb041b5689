/** Requests that are remembered: older ones count less and less. */
const MEMORY = 200;
/** Before anything was seen, a request that is refused for its own sake is taken for one in ten. */
const PRIOR_REFUSED = 0.1;
const PRIOR_REQUESTS = 1;
/** However many were refused before: where refusals have earned it, a long run is worth a trial all the same. */
const LARGEST_SHARE = 0.9;

/**
 * How much the refusals of a key say against the key. Where few requests were refused before, one refusal says it; where most
 * were, only a run of refusals without an acceptance does: as many as chance would seldom give. Nothing is known of a
 * request but how it ended.
 */
export class Evidence {
  private refusedBefore = 0;
  private before = 0;
  /** Refusals since the last acceptance that no trial has explained. */
  private run = 0;

  /** How unlikely the run is, given the share that was refused before: 0 likely, 2.3 once in ten times (its -ln). */
  get surprise(): number {
    const share = (this.refusedBefore + PRIOR_REFUSED) / (this.before + PRIOR_REQUESTS);
    return this.run * -Math.log(Math.min(share, LARGEST_SHARE));
  }

  refused(): void {
    this.run++;
  }

  /** The key is good, so those of the run were refused for their own sake. */
  accepted(): void {
    for (; this.run > 0; this.run--) this.remember(1);
    this.remember(0);
  }

  /** One of the run was refused with every key. */
  explained(): void {
    if (this.run === 0) return;
    this.run--;
    this.remember(1);
  }

  /** Another key signs from now on: the run was about the one before. */
  begin(): void {
    this.run = 0;
  }

  private remember(refused: 0 | 1): void {
    this.refusedBefore += refused - this.refusedBefore / MEMORY;
    this.before += 1 - this.before / MEMORY;
  }
}
