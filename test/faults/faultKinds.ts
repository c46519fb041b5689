import type { FaultKind } from "../../emulator";
import type { Fault } from "../support/scenario";

/** That one call, or from that call on to the end of the run. */
export const DURATIONS = ["once", "for good"] as const;
export type Duration = (typeof DURATIONS)[number];

/** A call of an operation: the nth on one of the two secrets. */
export interface Position {
  readonly secret: "apikey" | "private.pem";
  /** From 1. */
  readonly nth: number;
  readonly operation: string;
}

/** A row of the table: one fault at one call. */
export interface FaultCase {
  readonly kind: FaultKind;
  readonly duration: Duration;
  readonly position: Position;
}

/** The client gives up at once on these; it repeats the call on every other kind. */
const NOT_RETRIED: readonly FaultKind[] = ["access-denied", "expired-token", "echo"];

/** A 200 of something that is not AWS, after the write was applied: of a read it is the same as without. */
const AFTER_WRITE: readonly FaultKind[] = ["commit-empty", "commit-empty-object", "commit-null"];
const READS = ["DescribeSecret", "ListSecretVersionIds"];

const KINDS: readonly FaultKind[] = [
  "throttle",
  "quota",
  "never-answer",
  "lose-answer",
  "lose-answer-500",
  "reset",
  "internal-error",
  "html",
  "garble",
  "cut-body",
  "empty",
  "empty-object",
  "null",
  ...AFTER_WRITE,
  ...NOT_RETRIED,
];

export const isRetried = (kind: FaultKind) => !NOT_RETRIED.includes(kind);

/** Every fault at every call. The slow ones come first, so that they wait together in one run. */
export function allCases(positions: readonly Position[], duration: Duration): FaultCase[] {
  return KINDS.flatMap((kind) => {
    const met = positions.filter(({ operation }) => !AFTER_WRITE.includes(kind) || !READS.includes(operation));
    return met.map((position) => ({ kind, duration, position }));
  });
}

/**
 * Retries of one client come out of one bucket (@smithy/core/retry), which gets back what a call took that succeeds at
 * last. A run that empties it would see a call fail that a retry would have helped, for another reason than its fault.
 */
const BUCKET = 500;
const COST = { throttled: 5, other: 14 };
const THROTTLED: readonly FaultKind[] = ["throttle", "quota"];
const MOST_CASES = 48;

/** For good, a call fails whether it is repeated or not, and no other case is there to be harmed: nothing is counted. */
function costOf({ kind, duration }: FaultCase): number {
  if (duration === "for good" || !isRetried(kind)) return 0;
  return THROTTLED.includes(kind) ? COST.throttled : COST.other;
}

/** Cases that one run of the CLI can have: of one duration, and no more than the client has retries for. */
export function batches(cases: readonly FaultCase[]): FaultCase[][] {
  return DURATIONS.flatMap((duration) => {
    const made: { cases: FaultCase[]; cost: number }[] = [];
    for (const one of cases.filter((some) => some.duration === duration)) {
      const fits = made.find(({ cases, cost }) => cases.length < MOST_CASES && cost + costOf(one) <= BUCKET);
      if (fits === undefined) made.push({ cases: [one], cost: costOf(one) });
      else {
        fits.cases.push(one);
        fits.cost += costOf(one);
      }
    }
    return made.map((batch) => batch.cases);
  });
}

export function faultOn(partner: string, { kind, duration, position }: FaultCase): Fault {
  const secret = secretName(partner, position.secret);
  return { kind, secret, nth: position.nth, times: duration === "once" ? 1 : 1_000 };
}

export function secretName(partner: string, secret: Position["secret"]): string {
  return `${partner}/production/${secret}`;
}
