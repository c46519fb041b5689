import * as assert from "node:assert/strict";
import { DEPLOYER, type Scenario } from "../support/scenario";
import { secretName, type Position } from "./faultKinds";
import { FaultyStack } from "./faultyStack";
import type { FaultyOperation } from "./operation";

/** The calls of an operation, secret by secret, from a run in which nothing goes wrong. */
export async function positionsOf(operation: FaultyOperation): Promise<Position[]> {
  const stack = await FaultyStack.start(operation, 1);
  try {
    const starts = await stack.worlds();
    await stack.run(operation.command, (i) => operation.args(starts[i]!));
    const made = (["apikey", "private.pem"] as const).flatMap((secret) =>
      callsOn(stack.scenario, secretName(stack.partners[0]!, secret)).map((call, i): Position => {
        assert.equal(call.outcome, "ok", "a repeated call would be a position that no other run has");
        return { secret, nth: i + 1, operation: call.operation };
      }),
    );
    assert.ok(made.length > 0);
    return made;
  } finally {
    await stack.close();
  }
}

/** The deployer's calls of the last run on a secret, named by name or ARN. */
export function callsOn({ server }: Scenario, secret: string) {
  return server.hooks.calls.filter((call) => call.accessKeyId === DEPLOYER && nameOf(call.secretId) === secret);
}

/** Name of a secret that a call named by name or by ARN. */
export function nameOf(secretId: string): string {
  return /:secret:(.+)-\w{6}$/.exec(secretId)?.[1] ?? secretId;
}
