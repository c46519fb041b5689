import * as assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import type { PulumiRun } from "../../workbench/runPulumi";
import type { Scenario } from "./scenario";

type Env = Readonly<Record<string, string>>;
const UP = ["up", "--yes", "--skip-preview"];

/** Starts an `up`, holds it at its first call of `operation` while another `up` of the stack runs to its end. */
export async function twoAtOnce(
  scenario: Scenario,
  operation: string,
  winnerEnv: Env,
  loserEnv: Env,
  meanwhile: () => Promise<void> = async () => undefined,
): Promise<{ winner: PulumiRun; loser: PulumiRun }> {
  const { hooks } = scenario.server;
  const events = new EventEmitter();
  const isWriting = once(events, "writing");
  const loserHasEnded = once(events, "loser has ended");
  hooks.atBoundary(async (edge, call) => {
    if (edge !== "before" || call.operation !== operation) return;
    events.emit("writing");
    await loserHasEnded;
  });
  try {
    const first = await scenario.project.start(UP, winnerEnv);
    await Promise.race([isWriting, first.ended.then(({ output }) => assert.fail(output))]);
    await meanwhile();
    const loser = await (await scenario.project.start(UP, loserEnv)).ended;
    events.emit("loser has ended");
    const winner = await first.ended;
    for (const { output } of [winner, loser]) scenario.sentinel.watchText("output of one of two runs", output);
    return { winner, loser };
  } finally {
    events.emit("loser has ended");
    hooks.atBoundary(undefined);
  }
}
