import { readFileSync } from "node:fs";

/** The kernel shows times to programs in ticks of this length: proc(5), sysconf(_SC_CLK_TCK). */
const TICK_SECONDS = 0.01;

export interface Spent {
  readonly seconds: number;
  /** User and system, of the processes that ended meanwhile; NaN where the system does not tell. */
  readonly cpuSeconds: number;
}

/** Starts to measure; the answer tells what was spent until it is asked. */
export function startClock(): () => Spent {
  const started = performance.now();
  const cpuBefore = endedCpuSeconds();
  return () => ({ seconds: (performance.now() - started) / 1000, cpuSeconds: endedCpuSeconds() - cpuBefore });
}

/**
 * CPU seconds of every process that this one waited for, with those that they waited for: after a run of a CLI its
 * program and its plugins too. Reads Linux' /proc.
 */
function endedCpuSeconds(): number {
  let stat: string;
  try {
    stat = readFileSync("/proc/self/stat", "utf8");
  } catch {
    return NaN; // no /proc: not Linux
  }
  // Fields 16 and 17 of proc(5), cutime and cstime; the second is a name that may hold blanks
  const [user = NaN, system = NaN] = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .slice(13, 15)
    .map(Number);
  return (user + system) * TICK_SECONDS;
}
