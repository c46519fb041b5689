import * as assert from "node:assert/strict";
import { setImmediate as tick } from "node:timers/promises";
import { row } from "../support/row";
import { OPERATIONS } from "./allOperations";
import { callsOf } from "./calls";
import { assertConverged, writeRows, type Row } from "./caseRow";
import { FaultyStack } from "./faultyStack";
import type { FaultyOperation } from "./operation";
import { assertOurForm, errorsOf } from "./whatIsSeen";
import { whatIsInAws, whatIsInState } from "./whatIsLeft";

/** One call after the other: which call is the first to be refused is then the same in every run. */
const start = (operation: FaultyOperation) => FaultyStack.start(operation, 1, 1);

/** The server is the listener, so it refuses everybody: one case at a time, before its first, middle and last call. */
describe("faults: connection refused", () => {
  const rows: Row[] = [];
  after(() => writeRows("refused", rows));

  for (const operation of OPERATIONS) {
    const calls = callsOf(operation);
    for (const position of new Set([0, calls.length >> 1, calls.length - 1])) {
      const covers = [`faults, operation x fault: ${operation.title}, refused`];
      row(`${operation.title}, from ${position + 1} ${calls[position] ?? ""}`, covers, async () => {
        rows.push(await refuseFrom(position, operation, calls));
      });
    }
  }
});

async function refuseFrom(position: number, operation: FaultyOperation, calls: readonly string[]): Promise<Row> {
  const stack = await start(operation);
  const { server } = stack.scenario;
  try {
    const [before] = await stack.worlds();
    const args = () => operation.args(before!);
    if (position === 0) await server.refuseConnections();
    else closeAfter(stack, position);
    const { output, served } = await stack.attemptRefused(operation.command, args);
    assert.deepEqual(served, Array<string>(position).fill("ok"), "another call was refused than the one meant");
    const errors = errorsOf("case0", output);
    assert.match(errors.join("\n"), /no answer from 127\.0\.0\.1:\d+ \(ECONNREFUSED, 5 attempts\)/);
    assertOurForm(errors);

    const [after] = await stack.worlds();
    await stack.run("up", args);
    const [now] = await stack.worlds();
    assertConverged(operation, before!, after!, now!);
    return {
      operation: operation.title,
      call: `${position + 1} ${calls[position] ?? ""}`,
      fault: "refused",
      duration: "for good",
      seen: errors.join("; then "),
      aws: whatIsInAws(before!, after!),
      state: whatIsInState("case0", after!),
      converged: true,
    };
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
