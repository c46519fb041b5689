import * as assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import type { RunningPulumi } from "../../workbench/runPulumi";
import type { Scenario } from "../support/scenario";
import { componentPluginsAmong, descendants, kill, pluginsAmong, untilPluginCame } from "./processes";
import { NotDone, type RewindableBackend } from "./rewindableBackend";

export const KILLS = ["plugin", "cli", "plugin and cli", "Ctrl-C once", "Ctrl-C twice"] as const;
/** `component`: the plugin that makes the component for a program in another language. */
export type Kill = (typeof KILLS)[number] | "component";

/**
 * At an AWS call of the run (position from 0), not done yet or done and not answered; or some time after the start: of the
 * plugin where it is to die, else of the CLI.
 */
export type Moment = { readonly call: number; readonly edge: "before" | "after" } | { readonly milliseconds: number };

export interface KillPoint {
  readonly kill: Kill;
  readonly moment: Moment;
}

export interface KilledRun {
  readonly output: string;
  readonly code: number | null;
  /** Processes that were there and got the signal; 0 where the moment came too late. */
  readonly hits: number;
}

export const killsPlugin = (how: Kill) => how.includes("plugin");

/** Strikes, and tells how many processes were hit. What a dead CLI left running ends a little later. */
async function strike(how: Kill, run: RunningPulumi): Promise<number> {
  const family = descendants(run.pid);
  if (how === "component") return kill(componentPluginsAmong(family), "SIGKILL");
  const plugins = killsPlugin(how) ? pluginsAmong(family) : [];
  if (how === "plugin") return kill(plugins, "SIGKILL");
  // Both: the plugin first, or the dead CLI's other children would have to be told apart
  const pluginHits = kill(plugins, "SIGKILL");
  const signal = how.startsWith("Ctrl-C") ? "SIGINT" : "SIGKILL";
  const hits = kill([run.pid], signal);
  if (how === "Ctrl-C twice") {
    await wait(100); // the engine takes the first one as a wish, the second as an order
    kill([run.pid], signal);
  }
  void run.ended
    .then(() => wait(150)) // the call at hand has its chance to finish
    .then(() =>
      kill(
        family.map(({ pid }) => pid),
        "SIGKILL",
      ),
    );
  return how === "plugin and cli" && pluginHits === 0 ? 0 : hits;
}

/** Runs the CLI and kills at one moment. */
export async function runAndKill(
  scenario: Scenario,
  backend: RewindableBackend,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  { kill: how, moment }: KillPoint,
): Promise<KilledRun> {
  let hits = 0;
  let struck = false;
  let hasEnded = false as boolean; // changed by a callback
  backend.countFromHere();
  const run = await scenario.project.start(args, env);
  const ended = run.ended.finally(() => (hasEnded = true));
  if ("milliseconds" in moment) {
    if (killsPlugin(how)) await untilPluginCame(run);
    await Promise.race([wait(moment.milliseconds), ended]);
    if (!hasEnded) hits = await strike(how, run);
  } else {
    backend.boundary = async (edge, position) => {
      if (struck || edge !== moment.edge || position !== moment.call) return;
      struck = true;
      hits = await strike(how, run);
      // The dead asked for it, nobody did it. A plugin that lives would only ask again
      if (edge === "before" && killsPlugin(how)) throw new NotDone();
    };
  }
  const { output, code } = await ended;
  await wait(how === "plugin" || how === "Ctrl-C once" ? 50 : 200);
  backend.boundary = undefined;
  return { output, code, hits };
}

/** What a kill must have done to a run that was struck in the middle of a call. */
export function assertKilled(how: Kill, { code, hits, output }: KilledRun): void {
  assert.ok(hits > 0, `nothing was killed; the run ended with ${String(code)}:\n${output}`);
  if (how === "cli" || how === "plugin and cli") assert.equal(code, null, "the CLI ended by itself");
  else if (how !== "Ctrl-C once") assert.notEqual(code, 0, output);
}
