import * as assert from "node:assert/strict";
import { join } from "node:path";
import { assertRecovered } from "../support/goals";
import { LeakSentinel } from "../support/leakSentinel";
import type { Scenario } from "../support/scenario";
import { readWorld, type World } from "../support/world";
import { assertKilled, runAndKill, type KillPoint } from "./killedRun";
import { LiveHistory } from "./liveHistory";
import type { Operation, Recovery } from "./operation";
import type { RewindableBackend } from "./rewindableBackend";
import type { StartingPoint } from "./startingPoint";
import { versionsAfterKill } from "./versionsAfterKill";

export interface Ground {
  readonly scenario: Scenario;
  readonly backend: RewindableBackend;
  readonly operation: Operation;
  /** What there is at the starting point. */
  readonly start: World;
  readonly point: StartingPoint;
}

/**
 * One kill point from the starting point on: the killed run, the recovery, and what must hold then. False where nothing
 * was there to be killed. `drawn`, in [0, 1), chooses the recovery and whether one more `up` has to find nothing to do.
 */
export async function survive(ground: Ground, kill: KillPoint, drawn: number): Promise<boolean> {
  const { scenario, backend, operation, start, point } = ground;
  point.restore();
  const env = operation.env(start);
  const history = new LiveHistory(backend, point);
  backend.onDone = history.look;
  const run = await runAndKill(scenario, backend, operation.command(start), env, kill);
  if ("call" in kill.moment) assertKilled(kill.kill, run);
  else if (run.hits === 0) return false;
  const made = versionsAfterKill(backend, point);

  point.mendAttributes();
  // As a person would: `pulumi cancel` first where the lock of the dead run demands it
  if (point.isLocked()) await scenario.run(["cancel", "--yes"], env);
  const recovery = choose(operation.recoveries, drawn);
  await scenario.run(recovery.command(start), env);

  const now = await readWorld(scenario, "partner", "acme");
  operation.assertLive(history, start);
  if (recovery.destroys) recovery.goal.assertReached(start, now);
  else assertRecovered(recovery.goal, start, made, now);
  assertOnlyPendingCreates(now);
  if (drawn * 8 - Math.floor(drawn * 8) < 0.125 && !recovery.destroys)
    await assertNothingToDo(ground, env, now.pendingOperations.length > 0);
  assertNothingLeaked(scenario, [start, now]);
  return true;
}

function choose(recoveries: readonly Recovery[], drawn: number): Recovery {
  const chosen = recoveries[Math.floor(drawn * recoveries.length)];
  assert.ok(chosen);
  return chosen;
}

/**
 * docs/recover.md: an interrupted create stays in state as a pending operation, also after an `up` that went well. That
 * is the engine's design. Nothing else may stay.
 */
function assertOnlyPendingCreates({ pendingOperations }: World): void {
  assert.deepEqual(
    pendingOperations.filter((operation) => !operation.startsWith("creating ")),
    [],
  );
}

/** One more `up` changes nothing, with a look at AWS or without; the warning of a pending create goes as docs/recover.md says. */
async function assertNothingToDo({ scenario }: Ground, env: Readonly<Record<string, string>>, isWarned: boolean) {
  if (isWarned) {
    await scenario.run(["refresh", "--yes", "--skip-preview", "--clear-pending-creates"], env);
    assert.deepEqual((await readWorld(scenario, "partner", "acme")).pendingOperations, []);
  }
  const { output } = await scenario.up(env, ...(isWarned ? [] : ["--refresh"]));
  assert.match(output, /^Resources:\n {4}\d+ unchanged$/m, `one more up found something to do:\n${output}`);
  if (isWarned) assert.deepEqual(scenario.operations(), [], "one more up made AWS calls");
}

/** State, backups and history of this very point, before the next one brings all of it back; the scenario sees outputs. */
function assertNothingLeaked(scenario: Scenario, worlds: readonly World[]): void {
  const sentinel = new LeakSentinel();
  const versions = worlds.flatMap(({ privateKey, apiKey }) => [...privateKey.versions, ...apiKey.versions]);
  for (const { value } of versions) sentinel.learn(value);
  for (const name of ["backend", "tmp"]) sentinel.watchFolder(join(scenario.project.folder, name));
  sentinel.assertNothingLeaked();
}
