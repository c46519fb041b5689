import { cpuSeconds } from "../workbench/cpuSeconds.cjs";

export interface Spent {
  readonly seconds: number;
  /** User and system, of the processes that ended meanwhile; NaN where the system does not tell. */
  readonly cpuSeconds: number;
}

/** Starts to measure; the answer tells what was spent until it is asked. */
export function startClock(): () => Spent {
  const started = performance.now();
  const before = cpuSeconds().ended;
  return () => ({ seconds: (performance.now() - started) / 1000, cpuSeconds: cpuSeconds().ended - before });
}
