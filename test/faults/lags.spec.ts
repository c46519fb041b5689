import * as assert from "node:assert/strict";
import { assertRecovered } from "../support/goals";
import { row } from "../support/row";
import { OPERATIONS } from "./allOperations";
import { writeRows, type Row } from "./caseRow";
import { secretName } from "./faultKinds";
import { FaultyStack } from "./faultyStack";
import type { FaultyOperation } from "./operation";
import { errorsOf } from "./whatIsSeen";
import { madeBy, whatIsInAws, whatIsInState } from "./whatIsLeft";

/** Seconds by which descriptions and lists of versions are behind. Each is waited for. */
const LAGS = [2, 6, 15, 25];

const COVERS = ({ title }: FaultyOperation) => `faults, operation x fault: ${title}, reads that lag`;

/** Every operation whose reads lag: it reaches its goal in the same run, and nobody is told anything. */
describe("faults: reads that lag", () => {
  const rows: Row[] = [];
  after(() => writeRows("lags", rows));

  for (const command of ["up", "destroy"] as const) {
    const operations = OPERATIONS.filter((operation) => operation.command === command);
    row(`${command}, ${operations.length} operations`, operations.map(COVERS), async () => {
      rows.push(...(await lagBehind(operations)));
    });
  }
});

async function lagBehind(operations: readonly FaultyOperation[]): Promise<Row[]> {
  const cases = operations.flatMap((operation) => LAGS.map((seconds) => ({ operation, seconds })));
  const stack = await FaultyStack.start(cases.map(({ operation }) => operation));
  const [{ command }] = operations as [FaultyOperation];
  try {
    const before = await stack.worlds();
    const args = (i: number) => cases[i]!.operation.args(before[i]!);
    for (const [i, { seconds }] of cases.entries())
      for (const secret of ["apikey", "private.pem"] as const)
        stack.scenario.server.hooks.lag(seconds * 1_000, secretName(stack.partners[i]!, secret));
    const { output } = await stack.attempt(command, args);
    const after = await stack.worlds();
    stack.scenario.server.hooks.clear();
    await stack.run("up", args);
    const now = await stack.worlds();
    return cases.map(({ operation, seconds }, i): Row => {
      const partner = stack.partners[i]!;
      const errors = errorsOf(partner, output);
      assert.deepEqual(errors, [], `${operation.title}, ${seconds} s`);
      assertRecovered(operation.goal, before[i]!, madeBy(after[i]!), now[i]!);
      return {
        operation: operation.title,
        call: "every read",
        fault: `${seconds} s behind`,
        duration: "for good",
        seen: "",
        aws: whatIsInAws(before[i]!, after[i]!),
        state: whatIsInState(partner, after[i]!),
        converged: true,
      };
    });
  } finally {
    await stack.close();
  }
}
