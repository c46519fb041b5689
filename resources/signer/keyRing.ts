import { STAGES, type Stage } from "./signingKey";

/** Attempts of one request: one for each label, and no more. */
export const MOST_ATTEMPTS = STAGES.length;
/** Trials at once, and the time after which one more is allowed: 6, then 6 a minute. */
export const TRIALS_AT_ONCE = 6;
export const MILLISECONDS_PER_TRIAL = 10_000;
/** Refusals in a row of the preferred key that are evidence against the key, and not against one request. */
export const EVIDENCE = 3;
/** Trials that only evidence may use: requests that are refused for their own sake cannot use these up. */
export const RESERVED_FOR_EVIDENCE = 3;

/** What a refused request does next. */
export type Next = "preferred" | "wait" | "lead" | "held back" | "give up";

/**
 * Which key signs next, and whether a refusal is worth a trial of the others. Pure: it reads nothing, sends nothing, waits
 * for nothing, and is told the time in milliseconds.
 */
export class KeyRing<K extends { readonly versionId: string }> {
  /** The key that signs: what AWSCURRENT named when it last moved, or what the partner accepted in a trial since. */
  preferred: K | undefined;
  /** Changes when a trial begins or ends: what was read before may be older than what the trial has learnt. */
  epoch = 0;
  private currentVersionId: string | undefined;
  private isTrying = false;
  private refusalsInARow = 0;
  private tokens = TRIALS_AT_ONCE;
  private filledAt = 0;
  private first = 0;

  constructor(private readonly stages: readonly Stage[]) {}

  /** AWSCURRENT names this key. One that moved wins over what the partner accepted: it is the operator's word. */
  follow(current: K): void {
    if (current.versionId !== this.currentVersionId || current.versionId === this.preferred?.versionId) {
      this.preferred = current;
    }
    this.currentVersionId = current.versionId;
  }

  accepted(key: K): void {
    if (this.isPreferred(key)) this.refusalsInARow = 0;
  }

  refused(key: K): void {
    if (this.isPreferred(key)) this.refusalsInARow++;
  }

  /** After a refusal. `preferredIsTried`: whether this request has been refused with the preferred key. */
  next(attempts: number, preferredIsTried: boolean, now: number): Next {
    if (attempts >= MOST_ATTEMPTS) return "give up";
    if (!preferredIsTried) return "preferred";
    if (this.isTrying) return "wait";
    this.refill(now);
    const kept = this.refusalsInARow >= EVIDENCE ? 0 : RESERVED_FOR_EVIDENCE;
    return this.tokens >= kept + 1 ? "lead" : "held back";
  }

  /** The labels in the order this trial tries them. */
  beginTrial(): readonly Stage[] {
    this.tokens--;
    this.isTrying = true;
    this.epoch++;
    return [...this.stages.slice(this.first), ...this.stages.slice(0, this.first)];
  }

  /** A trial that ran out of attempts before `stage`: the next one begins there, so that no label is left out for ever. */
  goOnWith(stage: Stage): void {
    this.first = this.stages.indexOf(stage);
  }

  /** The partner accepted this key in a trial, which has read AWSCURRENT as `current`. */
  switchTo(key: K, current: K | undefined): void {
    this.preferred = key;
    if (current !== undefined) this.currentVersionId = current.versionId;
    this.refusalsInARow = 0;
    this.first = 0;
  }

  endTrial(): void {
    this.isTrying = false;
    this.epoch++;
  }

  private isPreferred(key: K): boolean {
    return key.versionId === this.preferred?.versionId;
  }

  private refill(now: number): void {
    const since = Math.max(0, now - this.filledAt);
    this.tokens = Math.min(TRIALS_AT_ONCE, this.tokens + since / MILLISECONDS_PER_TRIAL);
    this.filledAt = now;
  }
}
