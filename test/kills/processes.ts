import { execFileSync } from "node:child_process";

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

/** The dynamic provider's plugin process(es) of a run. */
export function pluginsOf(pid: number): number[] {
  return descendants(pid)
    .filter((process) => process.command.includes("dynamic-provider"))
    .map((process) => process.pid);
}

/** Ends processes by id; one that is gone already is as good. */
export function kill(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}
