import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DEPLOYER } from "../support/scenario";
import type { Position } from "./faultKinds";
import { FaultyStack } from "./faultyStack";
import type { FaultyOperation } from "./operation";
import { nameOf } from "./callsOn";

/** The calls of each operation in the order of a run that makes one after the other, as `<secret>: <call>`. */
type Table = Readonly<Record<string, readonly string[]>>;

export const CALLS_FILE = join(__dirname, "callTable.json");

/**
 * The calls of an operation, from the table: so that the cases are known before anything runs. Every run of the tier
 * compares it with what a component without a fault does.
 */
export function callsOf({ title }: FaultyOperation): readonly string[] {
  const calls = (JSON.parse(readFileSync(CALLS_FILE, "utf8")) as Table)[title];
  if (calls === undefined) throw new Error(`looking for the calls of ${title}: none in ${CALLS_FILE}; ${REGENERATE}`);
  return calls;
}

/** The same, secret by secret: two secrets are served at the same time, so only the order on each of them is certain. */
export function positionsOf(operation: FaultyOperation): Position[] {
  return (["apikey", "private.pem"] as const).flatMap((secret) =>
    callsOf(operation)
      .map((call) => call.split(": "))
      .filter(([on]) => on === secret)
      .map(([, name = ""], i): Position => ({ secret, nth: i + 1, operation: name })),
  );
}

export const REGENERATE = "run `npm run docs calls`, and look at what changed";

/** From a run in which nothing goes wrong. */
export async function seeCalls(operation: FaultyOperation): Promise<string[]> {
  const stack = await FaultyStack.start([operation], 1);
  try {
    const starts = await stack.worlds();
    await stack.run(operation.command, () => operation.args(starts[0]!));
    const calls = stack.scenario.server.hooks.calls.filter((call) => call.accessKeyId === DEPLOYER);
    assert.deepEqual([...new Set(calls.map((call) => call.outcome))], ["ok"]);
    return calls.map(({ operation: name, secretId }) => `${nameOf(secretId).split("/").at(-1) ?? ""}: ${name}`);
  } finally {
    await stack.close();
  }
}
