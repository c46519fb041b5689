import { readdirSync, readFileSync } from "node:fs";

const INTERVAL = 100;

/**
 * Watches the largest resident set of the plugin process below a running CLI. Reads Linux' /proc: starting `ps` ten
 * times a second would cost more than what is measured. Elsewhere `peakBytes` stays undefined.
 */
export class PluginMemory {
  peakBytes: number | undefined;
  private plugin: number | undefined;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly cli: number) {
    this.timer = setInterval(() => this.sample(), INTERVAL);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private sample(): void {
    this.plugin ??= pluginBelow(this.cli);
    if (this.plugin === undefined) return;
    // The kernel keeps the high-water mark, so nothing between two samples is lost
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(textOf(`/proc/${this.plugin}/status`)) ?? [];
    if (kilobytes === undefined) this.plugin = undefined;
    else this.peakBytes = Math.max(this.peakBytes ?? 0, Number(kilobytes) * 1024);
  }
}

function pluginBelow(ancestor: number): number | undefined {
  return processes().find((pid) => isPlugin(pid) && isBelow(pid, ancestor));
}

function processes(): number[] {
  try {
    return readdirSync("/proc").map(Number).filter(Number.isInteger);
  } catch {
    return []; // no /proc: not Linux
  }
}

/** `node <...>/dynamic-provider <...>`; not the shell that starts it, nor the `node -e` that looks for the path. */
function isPlugin(pid: number): boolean {
  return textOf(`/proc/${pid}/cmdline`).split("\0")[1]?.includes("dynamic-provider") === true;
}

function isBelow(pid: number, ancestor: number): boolean {
  for (let current = pid; current > 1; current = parentOf(current)) if (current === ancestor) return true;
  return false;
}

function parentOf(pid: number): number {
  const [, parent] = /^.*\) \S (\d+) /s.exec(textOf(`/proc/${pid}/stat`)) ?? [];
  return Number(parent ?? 0);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // the process has ended meanwhile
  }
}
