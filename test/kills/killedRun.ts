import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Call } from "../../emulator";
import { DEPLOYER, type Scenario } from "../support/scenario";
import { descendants, kill, pluginsOf } from "./processes";

export const KILLS = ["plugin", "cli", "plugin and cli", "Ctrl-C once", "Ctrl-C twice"] as const;
export type Kill = (typeof KILLS)[number];

export interface KillPoint {
  readonly kill: Kill;
  /** Position of the AWS call among those of the run, from 0. */
  readonly call: number;
  /** Before anything is done, or committed and not yet answered. */
  readonly edge: "before" | "after";
  /** Milliseconds between the boundary and the kill: the seeded random part. */
  readonly delay: number;
}

function strike(how: Kill, cli: number): void {
  if (how === "plugin") kill(pluginsOf(cli), "SIGKILL");
  if (how === "cli") kill([cli], "SIGKILL");
  if (how === "plugin and cli") kill([...pluginsOf(cli), cli], "SIGKILL");
  if (how.startsWith("Ctrl-C")) kill([cli], "SIGINT");
}

/** Runs the CLI and kills at one boundary. `sample` is called at every boundary of the deployer's calls. */
export async function runAndKill(
  scenario: Scenario,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  point: KillPoint,
  sample: () => Promise<void>,
): Promise<{ readonly output: string; readonly struck: boolean }> {
  const { hooks } = scenario.server;
  let calls = 0;
  let struck = false;
  const positions = new Map<Call, number>();
  const run = await scenario.project.start(args, env);
  hooks.atBoundary(async (edge, call) => {
    if (call.accessKeyId !== DEPLOYER) return;
    if (edge === "before") positions.set(call, calls++);
    await sample();
    if (struck || edge !== point.edge || positions.get(call) !== point.call) return;
    struck = true;
    if (point.delay > 0) await wait(point.delay);
    const family = descendants(run.pid).map((process) => process.pid);
    strike(point.kill, run.pid);
    if (point.kill === "Ctrl-C twice") {
      await wait(100); // the engine takes the first one as a wish, the second as an order
      strike(point.kill, run.pid);
    }
    // What a killed CLI left running is ended once the call at hand had its chance to finish
    if (point.kill !== "plugin") void run.ended.then(() => wait(150)).then(() => kill(family, "SIGKILL"));
  });
  const { output } = await run.ended;
  await wait(200);
  hooks.atBoundary(undefined);
  scenario.sentinel.watchText(`output of a killed pulumi ${args.join(" ")}`, output);
  return { output, struck };
}

/** Whether the dead run left its lock; `pulumi up` would say so and name `pulumi cancel`. */
function isLocked(scenario: Scenario): boolean {
  const locks = join(scenario.project.folder, "backend", ".pulumi", "locks");
  return existsSync(locks) && readdirSync(locks, { recursive: true }).some((name) => String(name).endsWith(".json"));
}

/** `pulumi up` as a person would after a kill: `pulumi cancel` first where the lock of the dead run demands it. */
export async function recover(scenario: Scenario, env: Readonly<Record<string, string>>): Promise<string> {
  if (isLocked(scenario)) await scenario.run(["cancel", "--yes"], env);
  return (await scenario.run(["up", "--yes", "--skip-preview"], env)).output;
}
