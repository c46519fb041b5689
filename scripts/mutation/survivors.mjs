// Why a mutant may survive: for a person who reads docs/evidence/mutation.md. `line` is a part of the line that is mutated.

const SAME = "changes nothing";

/** @type {readonly { file: string, line: string, why: string }[]} */
export const WHY = [
  {
    file: "activation/decide.ts",
    line: "known.live === undefined || asked",
    why: `${SAME}: without a live key the first key is asked for already`,
  },
  {
    file: "activation/decide.ts",
    line: "match !== undefined &&",
    why: `${SAME}: one match is never undefined; the compiler asks`,
  },
  {
    file: "activation/decide.ts",
    line: "only?.publicKeyPem",
    why: `${SAME}: there is always one key; the compiler asks`,
  },
  { file: "activation/decide.ts", line: "live?.versionId", why: `${SAME}: asked only where a key is live` },
  {
    file: "activation/plan.ts",
    line: "until !== undefined",
    why: `${SAME}: without a rule there is no date, and none is before now`,
  },
  {
    file: "signer/keyRing.ts",
    line: "this.preferred?.versionId",
    why: `${SAME}: what AWSCURRENT named before is preferred or was`,
  },
  {
    file: "signer/keyRing.ts",
    line: "MOST_LEFT_OUT",
    why: "one trial later; the property of rotations holds with both",
  },
  { file: "signer/keyRing.ts", line: "SURPRISE_WHEN_POOR", why: "the very number is never reached" },
  { file: "signer/evidence.ts", line: "PRIOR_", why: "a first guess: the tests hold for others too" },
  { file: "signer/evidence.ts", line: "this.remember(1)", why: "one of 200 remembered requests" },
  { file: "signer/trialBudget.ts", line: "private spent", why: `${SAME}: each trial begins by setting it` },
  { file: "signer/trialBudget.ts", line: "this.spent = {", why: `${SAME}: each trial begins by setting it` },
  { file: "signer/trialBudget.ts", line: "this.attempts++", why: `${SAME}: below zero it is not the first one either` },
  {
    file: "rules/inputTable.ts",
    line: "table[name]?.",
    why: `${SAME}: the name is one of the table; the compiler asks`,
  },
  {
    file: "keys/diffKey.ts",
    line: "kind.inputs[name]?.",
    why: `${SAME}: the name is one of the table; the compiler asks`,
  },
  { file: "words/handoffSteps.ts", line: "isAtPartner", why: "a mark for the page, which its own spec reads" },
];
