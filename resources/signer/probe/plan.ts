/** Which key a request of a probe was signed with. */
export type ProbedKeyRole = "pending" | "live" | "control";

/** What an answer says about a key. `unclear`: nothing, because the partner did not get as far (a 5xx, a redirect, no answer). */
export type ProbeOutcome = "accepted" | "refused" | "unclear";

/** What a probe comes to. The table of docs/commands.md has a line for each. */
export type ProbeVerdict =
  | "both"
  | "one-slot"
  | "pending-accepted"
  | "not-uploaded"
  | "none"
  | "nothing-pending"
  | "proves-nothing"
  | "unproven"
  | "pending-refused"
  | "live-accepted"
  | "live-refused"
  | "unclear";

/** A request to send, and what follows from each answer: another request, or the verdict. */
export interface ProbeStep {
  readonly send: ProbedKeyRole;
  readonly then: Readonly<Record<ProbeOutcome, ProbeStep | ProbeVerdict>>;
}

/**
 * The pending key goes first. Where it is refused, the partner has shown that it tells keys apart, and no control is sent.
 * So at most two requests of a run are refused, and the control is always one of a partner that has just accepted a key.
 */
const PENDING: ProbeStep = {
  send: "pending",
  then: {
    accepted: {
      send: "control",
      then: {
        accepted: "proves-nothing",
        refused: { send: "live", then: { accepted: "both", refused: "one-slot", unclear: "pending-accepted" } },
        unclear: "unclear",
      },
    },
    refused: { send: "live", then: { accepted: "not-uploaded", refused: "none", unclear: "unclear" } },
    unclear: "unclear",
  },
};

const NOTHING_PENDING: ProbeStep = {
  send: "live",
  then: {
    accepted: {
      send: "control",
      then: { accepted: "proves-nothing", refused: "nothing-pending", unclear: "unclear" },
    },
    refused: "none",
    unclear: "unclear",
  },
};

/** A partner that locks out gets one key of the stack, and never a request that is made to be refused. */
const PENDING_ALONE: ProbeStep = {
  send: "pending",
  then: { accepted: "unproven", refused: "pending-refused", unclear: "unclear" },
};

const LIVE_ALONE: ProbeStep = {
  send: "live",
  then: { accepted: "live-accepted", refused: "live-refused", unclear: "unclear" },
};

export interface ProbePlanFacts {
  /** Only the live key is asked about. */
  readonly live: boolean;
  /** The partner locks a caller out after refused signatures. */
  readonly locksOut: boolean;
  /** A version carries `AWSPENDING`, and it is not the live one. */
  readonly hasPending: boolean;
}

/** Where a probe begins. */
export function planOf({ live, locksOut, hasPending }: ProbePlanFacts): ProbeStep | ProbeVerdict {
  if (live) return LIVE_ALONE;
  if (locksOut) return hasPending ? PENDING_ALONE : "nothing-pending";
  return hasPending ? PENDING : NOTHING_PENDING;
}
