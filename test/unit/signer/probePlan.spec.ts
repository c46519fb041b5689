import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { VERDICTS } from "../../../cli/probe/verdicts";
import { EXIT } from "../../../cli/exitCodes";
import {
  planOf,
  type ProbedKeyRole,
  type ProbeOutcome,
  type ProbePlanFacts,
  type ProbeStep,
  type ProbeVerdict,
} from "../../../resources/signer/probe/plan";
import { REPOSITORY } from "../../../workbench/repository";

type Sent = Partial<Readonly<Record<ProbedKeyRole, ProbeOutcome>>>;
interface Path {
  readonly sent: Sent;
  readonly verdict: ProbeVerdict;
}

/** Every way that a run can go. */
function pathsOf(step: ProbeStep | ProbeVerdict, sent: Sent = {}): Path[] {
  if (typeof step === "string") return [{ sent, verdict: step }];
  assert.ok(!(step.send in sent), `${step.send} is sent twice`);
  return Object.entries(step.then).flatMap(([outcome, next]) =>
    pathsOf(next, { ...sent, [step.send]: outcome as ProbeOutcome }),
  );
}
const refusedIn = ({ sent }: Path) => Object.values(sent).filter((outcome) => outcome === "refused").length;

const FULL = { live: false, locksOut: false, hasPending: true };
const PLANS: readonly (readonly [mode: string, facts: ProbePlanFacts])[] = [
  ["pending", FULL],
  ["nothing pending", { ...FULL, hasPending: false }],
  ["pending, `--locks-out`", { ...FULL, locksOut: true }],
  ["nothing pending, `--locks-out`", { ...FULL, locksOut: true, hasPending: false }],
  ["`--live`", { ...FULL, live: true }],
];

describe("the plan of a probe", () => {
  for (const [mode, facts] of PLANS) {
    const paths = pathsOf(planOf(facts));

    it(`${mode}: has at most two requests refused, and none that is made to be where the partner locks out`, () => {
      for (const path of paths) assert.ok(refusedIn(path) <= 2, JSON.stringify(path));
      if (facts.locksOut || facts.live)
        for (const { sent } of paths) assert.ok(!("control" in sent) && Object.keys(sent).length <= 1);
    });

    it(`${mode}: proves the pending key by nothing but its acceptance beside a refused control`, () => {
      for (const { sent, verdict } of paths) {
        const isProven = sent.pending === "accepted" && sent.control === "refused";
        assert.equal(VERDICTS[verdict].proves === true, isProven, verdict);
        if (sent.control === "accepted") assert.equal(verdict, "proves-nothing");
      }
    });
  }

  it("asks `--live` for the live key alone, whatever else is known", () => {
    for (const locksOut of [true, false])
      for (const hasPending of [true, false])
        for (const { sent } of pathsOf(planOf({ live: true, locksOut, hasPending })))
          assert.deepEqual(Object.keys(sent), ["live"]);
  });

  it("is the table of docs/commands.md, with the exit codes", () => {
    const page = readFileSync(join(REPOSITORY, "docs", "commands.md"), "utf8");
    const [, table = ""] = /<!-- verdicts -->\n\n((?:\|.*\n)+)/.exec(page) ?? [];
    const rows = table
      .split("\n")
      .slice(2, -1)
      .map((line) =>
        line
          .split("|")
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    const expected = PLANS.flatMap(([mode, facts]) =>
      pathsOf(planOf(facts))
        .filter(({ verdict }) => verdict !== "unclear")
        .map(({ sent: { pending = "–", control = "–", live = "–" }, verdict }) => [
          ...[mode, pending, control, live, `\`${verdict}\``],
          String(EXIT[VERDICTS[verdict].exit]),
        ]),
    );
    assert.deepEqual(rows, expected);
  });
});
