import * as assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { DEPLOYER, type Scenario } from "../support/scenario";
import { pluginsOf } from "./processes";
import type { RewindableBackend } from "./rewindableBackend";

export interface Reference {
  /** AWS calls of the run, by name. */
  readonly calls: readonly string[];
  /** Milliseconds from the start to the first plugin process, and to the end. */
  readonly pluginAt: number;
  readonly endsAt: number;
}

/** One run that nobody kills: where its boundaries are, and how long it takes. */
export async function referenceRun(
  scenario: Scenario,
  backend: RewindableBackend,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Reference> {
  scenario.server.hooks.forget();
  backend.countFromHere();
  const startedAt = Date.now();
  const run = await scenario.project.start(args, env);
  let pluginAt: number | undefined;
  let hasEnded = false as boolean; // changed by a callback
  void run.ended.finally(() => (hasEnded = true));
  while (!hasEnded) {
    if (pluginAt === undefined && pluginsOf(run.pid).length > 0) pluginAt = Date.now() - startedAt;
    await wait(25);
  }
  const { code, output } = await run.ended;
  const endsAt = Date.now() - startedAt;
  assert.equal(code, 0, output);
  // A repeated call would be counted as a boundary that no other run has. That a name is taken is an answer like another:
  // a forced replace asks for it first
  const outcomes = scenario.server.hooks.calls.filter((call) => call.accessKeyId === DEPLOYER);
  const repeated = outcomes.filter(({ outcome }) => outcome !== "ok" && outcome !== "ResourceExistsException");
  assert.deepEqual(repeated, []);
  assert.ok(pluginAt !== undefined);
  return { calls: outcomes.map((call) => call.operation), pluginAt, endsAt };
}
