import * as assert from "node:assert/strict";
import { DEPLOYER, type Scenario } from "../support/scenario";
import { untilPluginCame } from "./processes";
import type { RewindableBackend } from "./rewindableBackend";

export interface Reference {
  /** AWS calls of the run, by name. */
  readonly calls: readonly string[];
  /** Milliseconds to the end, from the start and from the first plugin process. */
  readonly cliLives: number;
  readonly pluginLives: number;
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
  const hasPlugin = await untilPluginCame(run);
  const pluginAt = Date.now() - startedAt;
  const { code, output } = await run.ended;
  const endsAt = Date.now() - startedAt;
  assert.equal(code, 0, output);
  assert.ok(hasPlugin, output);
  // A repeated call would be counted as a boundary that no other run has. That a name is taken is an answer like another:
  // a forced replace asks for it first
  const outcomes = scenario.server.hooks.calls.filter((call) => call.accessKeyId === DEPLOYER);
  const repeated = outcomes.filter(({ outcome }) => outcome !== "ok" && outcome !== "ResourceExistsException");
  assert.deepEqual(repeated, []);
  return { calls: outcomes.map((call) => call.operation), cliLives: endsAt, pluginLives: endsAt - pluginAt };
}
