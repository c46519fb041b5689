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
const NOT_RETRIED: readonly FaultKind[] = ["access-denied", "expired-token"];

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
  ...NOT_RETRIED,
];

export const isRetried = (kind: FaultKind) => !NOT_RETRIED.includes(kind);

/** Every fault at every call. The slow ones come first, so that they wait together in one run. */
export function allCases(positions: readonly Position[], duration: Duration): FaultCase[] {
  return KINDS.flatMap((kind) => positions.map((position) => ({ kind, duration, position })));
}

/**
 * Retries of one client come out of one bucket of 500 tokens: 5 for each, 10 after a timeout, and a call that fails for
 * good has 4. A batch that empties it would see its last cases fail for another reason than their fault.
 */
const TOKENS = 320;
const MOST_CASES = 48;

function tokensOf({ kind, duration, position }: FaultCase): number {
  if (!isRetried(kind)) return 0;
  const retries = duration === "once" ? 1 : 4;
  // After a lost answer to a deletion we look at the secret, and that look is lost as well
  const calls = duration === "for good" && position.operation === "DeleteSecret" ? 2 : 1;
  return retries * calls * (kind === "never-answer" ? 10 : 5);
}

/** Cases that one run of the CLI can have. */
export function batches(cases: readonly FaultCase[]): FaultCase[][] {
  const made: { cases: FaultCase[]; tokens: number }[] = [];
  for (const one of cases) {
    const fits = made.find(({ cases, tokens }) => cases.length < MOST_CASES && tokens + tokensOf(one) <= TOKENS);
    if (fits === undefined) made.push({ cases: [one], tokens: tokensOf(one) });
    else {
      fits.cases.push(one);
      fits.tokens += tokensOf(one);
    }
  }
  return made.map((batch) => batch.cases);
}

export function faultOn(partner: string, { kind, duration, position }: FaultCase): Fault {
  const secret = secretName(partner, position.secret);
  return { kind, secret, nth: position.nth, times: duration === "once" ? 1 : 1_000 };
}

export function secretName(partner: string, secret: Position["secret"]): string {
  return `${partner}/production/${secret}`;
}
