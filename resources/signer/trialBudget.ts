/** Trials that read the labels anew: 6 at once, then 6 a minute. */
export const LOOKS_AT_ONCE = 6;
export const MILLISECONDS_PER_LOOK = 10_000;
/** Trials that need no evidence: 3 at once, then 3 for each minute without a refusal; the first 10 s after one do not count. */
const FREE_AT_ONCE = 3;
const MILLISECONDS_PER_FREE = 20_000;
const QUIET_AFTER = 10_000;
/**
 * Attempts with another key that evidence may use: 48 at first, and one for every ten refusals. Where one refused request in
 * eleven is good, so many bad ones may have to be tried before it.
 */
const EARNED_AT_FIRST = 48;
const MOST_EARNED = 60;
const EARNED_PER_REFUSAL = 0.1;
/** With fewer a trial on evidence tries one other key, and leaves the second one out. */
const RICH = 45;

class Bucket {
  constructor(
    private readonly most: number,
    public tokens: number = most,
  ) {}

  add(tokens: number): void {
    this.tokens = Math.min(this.most, this.tokens + tokens);
  }
}

/** What trials may cost: AWS by the time that has passed, the partner by the refusals that it gives anyway. */
export class TrialBudget {
  private readonly looks = new Bucket(LOOKS_AT_ONCE);
  private readonly free = new Bucket(FREE_AT_ONCE);
  private readonly earned = new Bucket(MOST_EARNED, EARNED_AT_FIRST);
  private filledAt = 0;
  /** What the trial that runs has cost, to be given back where it finds the key. */
  private spent = { free: 0, earned: 0 };
  private attempts = 0;

  /** A request was refused. A clock that was set back adds nothing. */
  earn(now: number): void {
    const since = Math.max(0, now - this.filledAt);
    this.looks.add(since / MILLISECONDS_PER_LOOK);
    this.free.add(Math.max(0, since - QUIET_AFTER) / MILLISECONDS_PER_FREE);
    this.earned.add(EARNED_PER_REFUSAL);
    this.filledAt = now;
  }

  get canLook(): boolean {
    return this.looks.tokens >= 1;
  }

  /** How much of what evidence may use is there: 0 to 1. */
  get fullness(): number {
    return this.earned.tokens / MOST_EARNED;
  }

  canTry(hasEvidence: boolean): boolean {
    return (hasEvidence && this.earned.tokens >= 1) || this.free.tokens >= 1;
  }

  beginTrial(looks: boolean): void {
    if (looks) this.looks.tokens--;
    this.spent = { free: this.free.tokens >= 1 ? 1 : 0, earned: 0 };
    this.free.tokens -= this.spent.free;
    this.attempts = 0;
  }

  /** One attempt with another key; the first one of a free trial is paid for. `false`: the trial ends before it. */
  takeAttempt(): boolean {
    const isFirst = this.attempts++ === 0;
    if (isFirst && this.spent.free === 1) return true;
    if (this.earned.tokens < (isFirst || this.spent.free === 1 ? 1 : RICH)) return false;
    this.earned.tokens--;
    this.spent.earned++;
    return true;
  }

  /** The partner took a key: that was no refusal too many. */
  giveBack(): void {
    this.free.add(this.spent.free);
    this.earned.add(this.spent.earned);
    this.spent = { free: 0, earned: 0 };
  }
}
