import { execFileSync } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import type { RunningPulumi } from "../../workbench/runPulumi";

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function running(): Process[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8", maxBuffer: 1 << 26 }).split(
    "\n",
  );
  return lines.flatMap((line) => {
    const match = /^ *(\d+) +(\d+) (.*)$/.exec(line);
    return match ? [{ pid: Number(match[1]), parent: Number(match[2]), command: match[3] ?? "" }] : [];
  });
}

/** All processes a process started, and theirs. */
export function descendants(pid: number): Process[] {
  const all = running();
  const found: Process[] = [];
  for (let parents = [pid]; parents.length > 0;) {
    const children = all.filter((process) => parents.includes(process.parent));
    found.push(...children);
    parents = children.map((child) => child.pid);
  }
  return found;
}

/** The dynamic provider's plugin process(es) among the processes of a run. */
export function pluginsAmong(family: readonly Process[]): number[] {
  return family.filter(({ command }) => command.includes("dynamic-provider")).map(({ pid }) => pid);
}

/** The process that makes components for a program in another language. */
export function componentPluginsAmong(family: readonly Process[]): number[] {
  return family.filter(({ command }) => command.includes("pulumi-resource-partnerkeys")).map(({ pid }) => pid);
}

/** The dynamic provider's plugin process(es) of a run. */
export function pluginsOf(pid: number): number[] {
  return pluginsAmong(descendants(pid));
}

/** Resolves when a run has its first plugin process, or has ended without one: then with false. */
export async function untilPluginCame({ pid, ended }: RunningPulumi): Promise<boolean> {
  let hasEnded = false as boolean; // changed by a callback
  void ended.finally(() => (hasEnded = true));
  while (!hasEnded) {
    if (pluginsOf(pid).length > 0) return true;
    await wait(25);
  }
  return false;
}

/** Ends processes by id, and tells how many there were: one that is gone already is no hit. */
export function kill(pids: readonly number[], signal: NodeJS.Signals): number {
  let hits = 0;
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
      hits++;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
  return hits;
}
