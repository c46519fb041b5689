import * as assert from "node:assert/strict";
import { assertConverged, writeRows, type Row } from "./caseRow";
import {
  allCases,
  batches,
  DURATIONS,
  faultOn,
  isRetried,
  secretName,
  type FaultCase,
  type Position,
} from "./faultKinds";
import { FaultyStack } from "./faultyStack";
import type { FaultyOperation } from "./operation";
import { callsOn, positionsOf } from "./positions";
import { assertOurForm, errorsOf } from "./whatIsSeen";
import { whatIsInAws, whatIsInState } from "./whatIsLeft";

/** Defines the tests of one operation: every fault at every AWS call of it, and the run after it. */
export function describeFaults(operation: FaultyOperation): void {
  describe(`faults: ${operation.title}`, () => {
    const rows: Row[] = [];
    let positions: readonly Position[];

    before(async () => {
      positions = await positionsOf(operation);
    });
    after(() => writeRows(operation.title, rows));

    for (const duration of DURATIONS) {
      it(`converges with the next up, whatever fault was met ${duration} at whatever call`, async () => {
        const lost: string[] = [];
        for (let left: readonly FaultCase[] = allCases(positions, duration); left.length > 0;) {
          const unmet: FaultCase[] = [];
          for (const cases of batches(left)) unmet.push(...(await throwIn(operation, cases, rows, lost)));
          assert.ok(unmet.length < left.length, `faults that nobody meets: ${unmet.map(nameOfCase).join("; ")}`);
          left = unmet;
        }
        if (lost.length > 0) throw new Error(`${lost.length} of ${rows.length} lost:\n${lost.join("\n")}`);
      });
    }
  });
}

/**
 * One run of the CLI with a fault in each of its cases, one `up` without any, and one that must find nothing to do.
 *
 * @returns cases whose call was never made, because the engine ended the program for another one's failure
 */
async function throwIn(
  operation: FaultyOperation,
  cases: readonly FaultCase[],
  rows: Row[],
  lost: string[],
): Promise<FaultCase[]> {
  const stack = await FaultyStack.start(operation, cases.length);
  try {
    const starts = await stack.worlds();
    const args = (i: number) => operation.args(starts[i]!);
    const faults = cases.map((one, i) => faultOn(stack.partners[i]!, one));
    const { output } = await stack.attempt(operation.command, args, faults);
    const met = cases.map((one, i) => outcomesOf(stack, i, one));
    const afters = await stack.worlds();

    const recovery = await stack.attempt("up", args);
    const recovered = await stack.worlds();
    const { output: oneMore } = await stack.attempt("up", args);
    assert.match(oneMore, /^Resources:\n {4}\d+ unchanged$/m, `one more up found something to do:\n${oneMore}`);
    assert.deepEqual(stack.scenario.operations(), [], "one more up made AWS calls");

    const unmet: FaultCase[] = [];
    for (const [i, one] of cases.entries()) {
      const [partner, start, after, now] = [stack.partners[i]!, starts[i]!, afters[i]!, recovered[i]!];
      const errors = errorsOf(partner, output);
      const isMet = met[i]!.includes(`fault:${one.kind}`);
      let converged = true;
      try {
        if (isMet) assertSeen(one, met[i]!, errors);
        assert.deepEqual(errorsOf(partner, recovery.output), []);
        assertConverged(operation, start, after, now);
      } catch (cause) {
        converged = false;
        lost.push(
          `${one.kind} ${one.duration} at ${one.position.nth} ${one.position.operation} of ${one.position.secret}: ${String(cause)}`,
        );
      }
      if (!isMet) {
        unmet.push(one);
        continue;
      }
      rows.push({
        operation: operation.title,
        call: `${one.position.secret}: ${one.position.nth} ${one.position.operation}`,
        fault: one.kind,
        duration: one.duration,
        seen: errors.join("; then "),
        aws: whatIsInAws(start, after),
        state: whatIsInState(partner, after),
        converged,
      });
    }
    return unmet;
  } finally {
    await stack.close();
  }
}

function outcomesOf(stack: FaultyStack, index: number, { position }: FaultCase): string[] {
  const name = secretName(stack.partners[index]!, position.secret);
  return callsOn(stack.scenario, name).map((call) => call.outcome);
}

const nameOfCase = ({ kind, duration, position }: FaultCase) =>
  `${kind} ${duration} at call ${position.nth} (${position.operation}) of ${position.secret}`;

/** The client's retries hide what happens once; anything else is told in our words. */
function assertSeen(
  { kind, duration, position }: FaultCase,
  outcomes: readonly string[],
  errors: readonly string[],
): void {
  const met = outcomes.filter((outcome) => outcome === `fault:${kind}`).length;
  if (duration === "once") assert.equal(met, 1);
  if (duration === "once" && isRetried(kind)) assert.deepEqual(errors, [], "the retry did not hide it");
  // A lost answer to a deletion is no failure: a look tells that it was done
  else if (position.operation !== "DeleteSecret") assert.ok(errors.length > 0, "the user was not told");
  assertOurForm(errors);
}
