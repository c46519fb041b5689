import * as assert from "node:assert/strict";
import { setImmediate as tick } from "node:timers/promises";
import { DEPLOYER } from "../support/scenario";
import { assertConverged, writeRows, type Row } from "./caseRow";
import { FaultyStack } from "./faultyStack";
import type { FaultyOperation } from "./operation";
import { CREATE, DELETE, REPAIR, UPDATE } from "./operations";
import { nameOf } from "./positions";
import { PROMOTE, ROLL_BACK, ROTATE_ACKNOWLEDGED, ROTATE_IMMEDIATE } from "./rotations";
import { assertOurForm, errorsOf } from "./whatIsSeen";
import { whatIsInAws, whatIsInState } from "./whatIsLeft";

const OPERATIONS = [CREATE, UPDATE, ROTATE_ACKNOWLEDGED, ROTATE_IMMEDIATE, PROMOTE, ROLL_BACK, REPAIR, DELETE];

/** One call after the other: which call is the first to be refused is then the same in every run. */
const start = (operation: FaultyOperation) => FaultyStack.start(operation, 1, 1);

/** The server is the listener, so it refuses everybody: one case at a time, before its first, middle and last call. */
describe("faults: connection refused", () => {
  const rows: Row[] = [];
  after(() => writeRows("refused", rows));

  for (const operation of OPERATIONS) {
    it(`${operation.title}: converges with the next up`, async () => {
      const calls = await callsOf(operation);
      for (const position of new Set([0, calls.length >> 1, calls.length - 1]))
        rows.push(await refuseFrom(position, operation, calls));
    });
  }
});

async function callsOf(operation: FaultyOperation): Promise<string[]> {
  const stack = await start(operation);
  try {
    const starts = await stack.worlds();
    await stack.run(operation.command, () => operation.args(starts[0]!));
    const calls = stack.scenario.server.hooks.calls.filter((call) => call.accessKeyId === DEPLOYER);
    assert.deepEqual([...new Set(calls.map((call) => call.outcome))], ["ok"]);
    return calls.map(({ operation: name, secretId }) => `${nameOf(secretId).split("/").at(-1)}: ${name}`);
  } finally {
    await stack.close();
  }
}

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
