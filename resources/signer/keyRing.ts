import { Evidence } from "./evidence";
import { STAGES, type Stage } from "../secrets/labels";
import { TrialBudget } from "./trialBudget";

/** Attempts of one request: one for each label, and no more. */
export const MOST_ATTEMPTS = STAGES.length;
/** Trials of others that one request waits for. */
export const MOST_WAITS = 3;
/**
 * How unlikely a run of refusals has to be to speak against the key, as `surprise` says it: once in two times (0.8) where
 * attempts are plenty, once in 55 (4) where they have run out.
 */
const SURPRISE_WHEN_RICH = 0.8;
const SURPRISE_WHEN_POOR = 4;
/** So often a trial leaves out its second key for want of attempts; then one begins with that key. */
const MOST_LEFT_OUT = 6;

/** What a refused request does next. */
export type Next = "preferred" | "wait" | "lead" | "held back" | "give up";

/** A refused request that asks what to do. */
export interface Asking {
  readonly attempts: number;
  /** Whether it has been refused with the preferred key. */
  readonly preferredIsTried: boolean;
  /** Trials of others that it has waited for. */
  readonly waits: number;
  /** Whether it may read the labels anew, or wait for one who does: not after reads that failed. */
  readonly mayLook: boolean;
  /** Whether a key in memory is left that it was not refused with. */
  readonly knowsOthers: boolean;
}

/** How a trial goes: the labels in its order, and whether it reads them anew or takes what is in memory. */
export interface TrialPlan {
  readonly stages: readonly Stage[];
  readonly looks: boolean;
}

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
  private running: TrialPlan | undefined;
  private readonly evidence = new Evidence();
  private readonly budget = new TrialBudget();
  private first = 0;
  private leftOut = 0;

  constructor(private readonly stages: readonly Stage[]) {}

  /** AWSCURRENT names this key. One that moved wins over what the partner accepted: it is the operator's word. */
  follow(current: K): void {
    if (current.versionId !== this.currentVersionId || current.versionId === this.preferred?.versionId) {
      if (!this.isPreferred(current)) this.evidence.begin();
      this.preferred = current;
    }
    this.currentVersionId = current.versionId;
  }

  accepted(key: K): void {
    if (this.isPreferred(key)) this.evidence.accepted();
  }

  refused(key: K, now: number): void {
    if (!this.isPreferred(key)) return;
    this.evidence.refused();
    this.budget.earn(now);
  }

  /** After a refusal. */
  next({ attempts, preferredIsTried, waits, mayLook, knowsOthers }: Asking): Next {
    if (attempts >= MOST_ATTEMPTS) return "give up";
    if (!preferredIsTried) return "preferred";
    if (this.running !== undefined) {
      return waits < MOST_WAITS && (mayLook || !this.running.looks) ? "wait" : "held back";
    }
    const canFind = knowsOthers || (mayLook && this.budget.canLook);
    return canFind && this.budget.canTry(this.hasEvidence) ? "lead" : "held back";
  }

  beginTrial(mayLook: boolean): TrialPlan {
    const looks = mayLook && this.budget.canLook;
    this.budget.beginTrial(looks);
    this.epoch++;
    this.running = { stages: [...this.stages.slice(this.first), ...this.stages.slice(0, this.first)], looks };
    return this.running;
  }

  /** Whether the trial may try the key of `stage`. Where not, another one begins there: no label is left out for ever. */
  mayTry(stage: Stage, attempts: number): "yes" | "held back" | "give up" {
    if (attempts >= MOST_ATTEMPTS) {
      this.first = this.stages.indexOf(stage);
      return "give up";
    }
    if (this.budget.takeAttempt()) return "yes";
    this.leftOut = this.first === 0 ? this.leftOut + 1 : 0;
    this.first = this.leftOut >= MOST_LEFT_OUT ? this.stages.indexOf(stage) : 0;
    return "held back";
  }

  /** The partner accepted this key in a trial, which has read AWSCURRENT as `current`. */
  switchTo(key: K, current: K | undefined): void {
    this.preferred = key;
    if (current !== undefined) this.currentVersionId = current.versionId;
    this.evidence.begin();
    this.budget.giveBack();
    this.first = 0;
  }

  /** The trial's request was refused with every labelled key: it says nothing against one of them. */
  foundNothing(): void {
    this.evidence.explained();
  }

  endTrial(): void {
    this.running = undefined;
    this.epoch++;
  }

  private get hasEvidence(): boolean {
    const { fullness } = this.budget;
    return this.evidence.surprise >= SURPRISE_WHEN_POOR + (SURPRISE_WHEN_RICH - SURPRISE_WHEN_POOR) * fullness;
  }

  private isPreferred(key: K): boolean {
    return key.versionId === this.preferred?.versionId;
  }
}
