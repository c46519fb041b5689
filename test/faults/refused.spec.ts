import * as assert from "node:assert/strict";
import { setImmediate as tick } from "node:timers/promises";
import { assertRecovered } from "../support/goals";
import { row } from "../support/row";
import { OPERATIONS } from "./allOperations";
import { callsOf } from "./calls";
import { writeRows, type Row } from "./caseRow";
import { FaultyStack } from "./faultyStack";
import type { FaultyOperation } from "./operation";
import { assertOurForm, errorsOf } from "./whatIsSeen";
import { madeBy, whatIsInAws, whatIsInState } from "./whatIsLeft";

const COVERS = ({ title }: FaultyOperation) => `faults, operation x fault: ${title}, refused`;

/** The server is the listener, so it refuses everybody, before the first, the middle or the last call. */
describe("faults: connection refused", () => {
  const rows: Row[] = [];
  after(() => writeRows("refused", rows));

  // Before the first call everything is refused, so all that one command does can be refused in one run
  for (const command of ["up", "destroy"] as const) {
    const operations = OPERATIONS.filter((operation) => operation.command === command);
    row(`${command}, from the first call of ${operations.length} operations`, operations.map(COVERS), async () => {
      rows.push(...(await refuseEach(0, operations)));
    });
  }

  for (const operation of OPERATIONS) {
    const calls = callsOf(operation);
    for (const position of new Set([calls.length >> 1, calls.length - 1])) {
      if (position === 0) continue;
      row(`${operation.title}, from ${position + 1} ${calls[position] ?? ""}`, [], async () => {
        rows.push(...(await refuseEach(position, [operation])));
      });
    }
  }
});

/** With nobody to hold the first calls, the failure of one may end the program before another has begun: again for that. */
async function refuseEach(position: number, operations: readonly FaultyOperation[]): Promise<Row[]> {
  const rows = new Map<FaultyOperation, Row>();
  while (rows.size < operations.length) {
    const waiting = operations.filter((operation) => !rows.has(operation));
    const refused = await refuseFrom(position, waiting);
    assert.ok(refused.size > 0, `nothing was refused: ${waiting.map(({ title }) => title).join("; ")}`);
    for (const [operation, told] of refused) rows.set(operation, told);
  }
  return operations.map((operation) => rows.get(operation)!);
}

/** One run; the rows of the operations that had begun in it. */
async function refuseFrom(
  position: number,
  operations: readonly FaultyOperation[],
): Promise<Map<FaultyOperation, Row>> {
  const [{ command }] = operations as [FaultyOperation];
  // One call after the other: which call is the first to be refused is then the same in every run
  const stack = await FaultyStack.start(operations, operations.length === 1 ? 1 : undefined);
  const { server } = stack.scenario;
  try {
    const before = await stack.worlds();
    const args = (i: number) => operations[i]!.args(before[i]!);
    if (position === 0) await server.refuseConnections();
    else closeAfter(stack, position);
    const { output, served } = await stack.attemptRefused(command, args);
    assert.deepEqual(served, Array<string>(position).fill("ok"), "another call was refused than the one meant");
    const after = await stack.worlds();
    await stack.run("up", args);
    const now = await stack.worlds();
    const rows = new Map<FaultyOperation, Row>();
    for (const [i, operation] of operations.entries()) {
      const partner = stack.partners[i]!;
      const errors = errorsOf(partner, output);
      assertRecovered(operation.goal, before[i]!, madeBy(after[i]!), now[i]!);
      if (errors.length === 0) continue;
      assert.match(errors.join("\n"), /no answer from 127\.0\.0\.1:\d+ \(ECONNREFUSED, 5 attempts\)/, operation.title);
      assertOurForm(errors);
      rows.set(operation, {
        operation: operation.title,
        call: `${position + 1} ${callsOf(operation)[position] ?? ""}`,
        fault: "refused",
        duration: "for good",
        seen: errors.join("; then "),
        aws: whatIsInAws(before[i]!, after[i]!),
        state: whatIsInState(partner, after[i]!),
        converged: true,
      });
    }
    return rows;
  } finally {
    await server.acceptConnections();
    await stack.close();
  }
}

/** Closes the listener between two calls: the answer to the one is out, the next one has not come. */
function closeAfter({ scenario: { server } }: FaultyStack, calls: number): void {
  let done = 0;
  server.hooks.atBoundary((edge, call) => {
    if (edge !== "after" || ++done !== calls) return;
    void (async () => {
      while (call.outcome === "pending") await tick();
      await server.refuseConnections();
    })();
  });
}
