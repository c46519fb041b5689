import type { ProbeVerdict } from "../../resources/signer/probe/plan";
import type { EXIT } from "../exitCodes";

/** What a verdict means to a person. */
export interface VerdictWords {
  readonly means: string;
  readonly toDo?: string;
  readonly exit: keyof Pick<typeof EXIT, "ok" | "attention" | "incomplete">;
  /** The partner has shown that it has the pending key. */
  readonly proves?: true;
}

const ACKNOWLEDGE = "acknowledge the pending key (docs/rotate.md)";
const LOOK = "check the API key, the URL, the clock of this machine and the key that the partner shows";

/** The lines of the table in docs/commands.md. */
export const VERDICTS: Readonly<Record<ProbeVerdict, VerdictWords>> = {
  both: {
    means: "the partner takes the pending key, and the live one too",
    toDo: `${ACKNOWLEDGE}; after that the partner may drop the old one`,
    exit: "ok",
    proves: true,
  },
  "one-slot": {
    means: "the partner takes the pending key, and the live one no longer",
    toDo: `${ACKNOWLEDGE}, soon: a caller without our signer is refused until then`,
    exit: "ok",
    proves: true,
  },
  "pending-accepted": {
    means: "the partner takes the pending key; what it makes of the live one is not known",
    toDo: ACKNOWLEDGE,
    exit: "ok",
    proves: true,
  },
  "not-uploaded": {
    means: "the partner takes the live key, and not the pending one",
    toDo: "give it the public half of the pending key (output handoff)",
    exit: "attention",
  },
  none: { means: "the partner takes no key of this secret", toDo: LOOK, exit: "attention" },
  "nothing-pending": { means: "no key is pending", exit: "ok" },
  "proves-nothing": {
    means: "the partner takes a key that nobody gave it: this URL checks no signature",
    toDo: "name a URL that does",
    exit: "incomplete",
  },
  unproven: {
    means:
      "the answer to the pending key was no refusal; no control was sent, so whether this URL checks signatures is not known",
    toDo: "compare the fingerprint that the partner shows",
    exit: "incomplete",
  },
  "pending-refused": {
    means: "the partner does not take the pending key; nothing else was sent",
    toDo: `give it the public half of the pending key (output handoff), or ${LOOK}`,
    exit: "attention",
  },
  "live-accepted": { means: "the answer to the live key was no refusal", exit: "ok" },
  "live-refused": {
    means: "the partner no longer takes the live key",
    toDo: "see docs/runbook.md",
    exit: "attention",
  },
  unclear: {
    means: "an answer was neither an acceptance nor a refusal, so nothing was learned",
    toDo: "run the same command again later, or name another URL",
    exit: "incomplete",
  },
};
