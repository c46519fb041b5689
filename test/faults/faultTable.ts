import * as assert from "node:assert/strict";
import { EFFECTS } from "../../emulator/hooks/faults";
import { assertRecovered } from "../support/goals";
import { writeRows, type Row } from "./caseRow";
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
import { positionsOf, REGENERATE } from "./calls";
import { callsOn } from "./callsOn";
import { row } from "../support/row";
import { assertOurForm, errorsOf } from "./whatIsSeen";
import { madeBy, whatIsInAws, whatIsInState } from "./whatIsLeft";

/**
 * Defines the tests of one operation: every fault at every AWS call of it, and the run after it. A test is a case; those
 * that run are thrown in together, as many as one run of the CLI can have.
 */
export function describeFaults(operation: FaultyOperation): void {
  describe(`faults: ${operation.title}`, () => {
    const outcomes = new Map<FaultCase, Outcome>();
    let waiting: FaultCase[] = [];

    before(function () {
      const chosen = new Set(this.test?.parent?.tests.map((test) => test.title));
      waiting = cases.filter((one) => chosen.has(nameOfCase(one)));
    });
    after(() =>
      writeRows(
        operation.title,
        [...outcomes.values()].map(({ row }) => row),
      ),
    );

    const positions = positionsOf(operation).filter(
      ({ secret }) => operation.on === undefined || secret === operation.on,
    );
    const cases = DURATIONS.flatMap((duration) => allCases(positions, duration));
    for (const one of cases) {
      row(nameOfCase(one), coversOf(operation, one), async () => {
        while (!outcomes.has(one)) {
          const batch = batches(waiting).find((some) => some.includes(one));
          assert.ok(batch);
          const thrown = await throwIn(operation, batch);
          assert.ok(thrown.size > 0, `faults that nobody meets: ${batch.map(nameOfCase).join("; ")}`);
          for (const [met, outcome] of thrown) outcomes.set(met, outcome);
          waiting = waiting.filter((other) => !thrown.has(other));
        }
        const lost = outcomes.get(one)?.lost;
        if (lost !== undefined) throw lost;
      });
    }
  });
}

/** A fault that was met: its row of the table, and why it is lost, where it is. */
interface Outcome {
  readonly row: Row;
  readonly lost?: Error;
}

/** What a sample holds once: each call of an operation, each duration in it, and each fault in one of them. */
function coversOf({ title, isVariant }: FaultyOperation, { kind, duration, position }: FaultCase): string[] {
  if (isVariant) return [`faults, operation: ${title}`];
  return [
    `faults, operation x call: ${title}, ${callName(position)}`,
    `faults, fault: ${kind}`,
    `faults, operation x duration: ${title}, ${duration}`,
  ];
}

/**
 * One run of the CLI with a fault in each of its cases, one `up` without any, and one that must find nothing to do. One
 * component more has no fault: it makes the calls that the table of calls tells.
 *
 * @returns what became of the cases, without those whose call was never made, because the engine ended the program for
 * another one's failure
 */
async function throwIn(operation: FaultyOperation, cases: readonly FaultCase[]): Promise<Map<FaultCase, Outcome>> {
  const stack = await FaultyStack.start(Array<FaultyOperation>(cases.length + 1).fill(operation));
  try {
    const starts = await stack.worlds();
    const args = (i: number) => operation.args(starts[i]!);
    const faults = cases.map((one, i) => faultOn(stack.partners[i]!, one));
    const { output } = await stack.attempt(operation.command, args, faults);
    const met = cases.map((one, i) => outcomesOf(stack, i, one));
    assertCallsOfTable(operation, stack, cases.length);
    const afters = await stack.worlds();

    const recovery = await stack.attempt("up", args);
    const recovered = await stack.worlds();
    const { output: oneMore } = await stack.attempt("up", args);
    assert.match(oneMore, /^Resources:\n {4}\d+ unchanged$/m, `one more up found something to do:\n${oneMore}`);
    assert.deepEqual(stack.scenario.operations(), [], "one more up made AWS calls");

    const outcomes = new Map<FaultCase, Outcome>();
    for (const [i, one] of cases.entries()) {
      const [partner, start, after, now] = [stack.partners[i]!, starts[i]!, afters[i]!, recovered[i]!];
      const errors = errorsOf(partner, output);
      if (!met[i]!.includes(`fault:${one.kind}`)) continue;
      let lost: Error | undefined;
      try {
        assertSeen(one, met[i]!, errors);
        assert.deepEqual(errorsOf(partner, recovery.output), []);
        assertRecovered(operation.goal, start, madeBy(after), now);
      } catch (cause) {
        lost = cause as Error;
      }
      const told: Row = {
        operation: operation.title,
        call: callName(one.position),
        fault: one.kind,
        duration: one.duration,
        seen: errors.join("; then "),
        aws: whatIsInAws(start, after),
        state: whatIsInState(partner, after),
        converged: lost === undefined,
      };
      outcomes.set(one, lost === undefined ? { row: told } : { row: told, lost });
    }
    return outcomes;
  } finally {
    await stack.close();
  }
}

/** The engine may end the program before the one without a fault is through; it makes no other calls for that. */
function assertCallsOfTable(operation: FaultyOperation, stack: FaultyStack, index: number): void {
  for (const secret of ["apikey", "private.pem"] as const) {
    const expected = positionsOf(operation).filter((position) => position.secret === secret);
    const seen = callsOn(stack.scenario, secretName(stack.partners[index]!, secret)).map((call) => call.operation);
    const told = expected.map((position) => position.operation).slice(0, seen.length);
    assert.deepEqual(
      seen,
      told,
      `${operation.title} makes other calls of ${secret} than the table says; ${REGENERATE}`,
    );
  }
}

function outcomesOf(stack: FaultyStack, index: number, { position }: FaultCase): string[] {
  const name = secretName(stack.partners[index]!, position.secret);
  return callsOn(stack.scenario, name).map((call) => call.outcome);
}

const callName = ({ secret, nth, operation }: Position) => `${secret}: ${nth} ${operation}`;
const nameOfCase = ({ kind, duration, position }: FaultCase) => `${kind} ${duration} at ${callName(position)}`;

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
  else if (position.operation !== "DeleteSecret" || EFFECTS[kind].when === "instead")
    assert.ok(errors.length > 0, "the user was not told");
  assertOurForm(errors);
}
