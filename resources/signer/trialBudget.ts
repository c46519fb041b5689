/** Tokens that are there at first, and the most there can be. */
class Bucket {
  constructor(
    private readonly most: number,
    public tokens: number = most,
  ) {}

  add(tokens: number): void {
    this.tokens = Math.min(this.most, this.tokens + tokens);
  }
}

/** Trials that read the labels anew: 6 at once, then 6 a minute. */
export const LOOKS_AT_ONCE = 6;
export const MILLISECONDS_PER_LOOK = 10_000;
/** Trials that need no evidence: 3 at once, then 2 a minute. */
export const FREE_AT_ONCE = 3;
export const MILLISECONDS_PER_FREE = 30_000;
/** Attempts with another key that evidence may use: 3 at first, and one for every ten refusals. */
export const EARNED_AT_FIRST = 3;
export const MOST_EARNED = 10;
export const EARNED_PER_REFUSAL = 0.1;

/** What trials may cost: AWS by the time that has passed, the partner by the refusals that it gave anyway. */
export class TrialBudget {
  private readonly looks = new Bucket(LOOKS_AT_ONCE);
  private readonly free = new Bucket(FREE_AT_ONCE);
  private readonly earned = new Bucket(MOST_EARNED, EARNED_AT_FIRST);
  private filledAt = 0;
  /** What the trial that runs has cost, to be given back where it finds the key. */
  private isFree = false;
  private spent = 0;

  /** Told the time, before it is asked. A clock that was set back adds nothing. */
  fill(now: number): void {
    const since = Math.max(0, now - this.filledAt);
    this.looks.add(since / MILLISECONDS_PER_LOOK);
    this.free.add(since / MILLISECONDS_PER_FREE);
    this.filledAt = now;
  }

  earn(): void {
    this.earned.add(EARNED_PER_REFUSAL);
  }

  get canLook(): boolean {
    return this.looks.tokens >= 1;
  }

  canTry(hasEvidence: boolean): boolean {
    return (hasEvidence && this.earned.tokens >= 1) || this.free.tokens >= 1;
  }

  begin(hasEvidence: boolean, looks: boolean): void {
    this.isFree = !(hasEvidence && this.earned.tokens >= 1);
    this.spent = this.isFree ? 1 : 0;
    if (this.isFree) this.free.tokens--;
    if (looks) this.looks.tokens--;
  }

  /** One attempt more with another key; `false`: the trial ends before it. */
  takeAttempt(): boolean {
    if (this.isFree) return true;
    if (this.earned.tokens < 1) return false;
    this.earned.tokens--;
    this.spent++;
    return true;
  }

  /** The partner took a key: that was no refusal too many. */
  giveBack(): void {
    (this.isFree ? this.free : this.earned).add(this.spent);
    this.spent = 0;
  }
}
