import { execFile } from "node:child_process";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { numbersTable } from "../workbench/table.cjs";
import type { CertificateCost, CertificateCosts } from "./certificateCost";
import { verdictsOf, type Target } from "./targets";

const PROCESSES = 7;

/** What a certificate and a signing request cost, in processes one after the other; of each figure the least, for other work only adds. */
export async function measureCertificates(signal: AbortSignal): Promise<CertificateCosts> {
  const all: CertificateCosts[] = [];
  for (let i = 0; i < PROCESSES; i++) all.push(await inOwnProcess(signal));
  const least = (of: (costs: CertificateCosts) => number) => Math.min(...all.map(of));
  const leastOf = (which: "first" | "further") => ({
    milliseconds: least((costs) => costs[which].milliseconds),
    cpuMilliseconds: least((costs) => costs[which].cpuMilliseconds),
  });
  return {
    files: all[0]!.files,
    bytes: least(({ bytes }) => bytes),
    first: leastOf("first"),
    further: leastOf("further"),
  };
}

async function inOwnProcess(signal: AbortSignal): Promise<CertificateCosts> {
  const args = ["--expose-gc", "-r", "ts-node/register/transpile-only", join(__dirname, "certificateCost.ts")];
  const { stdout } = await promisify(execFile)(process.execPath, args, { signal });
  return JSON.parse(stdout) as CertificateCosts;
}

const MOST_FIRST = 250;
const MOST_FURTHER = 10;

/** Markdown, of what docs/evidence/benchmarks.md shows. */
export function certificatesTable({ files, bytes, first, further }: CertificateCosts): string {
  const digits = (value: number) => value.toFixed(1);
  const head = ["certificate and signing request", "ms", "CPU ms", "files loaded", "MB of heap"];
  const rows = [
    ["none asked for", "–", "–", String(files.before), "–"],
    [
      "the first of a run",
      digits(first.milliseconds),
      digits(first.cpuMilliseconds),
      String(files.after),
      digits(bytes / 1e6),
    ],
    ["each further", digits(further.milliseconds), digits(further.cpuMilliseconds), "–", "–"],
  ];
  // The CPU's time, which is all there is without other work on the machine
  const within = (claim: string, { cpuMilliseconds }: CertificateCost, most: number): Target => {
    return { claim: `${claim} at most ${most} ms`, holds: cpuMilliseconds <= most, measured: digits(cpuMilliseconds) };
  };
  const targets = [
    { claim: "nothing is loaded where none is asked for", holds: files.before === 0, measured: String(files.before) },
    within("the first of a run", first, MOST_FIRST),
    within("each further", further, MOST_FURTHER),
  ];
  const load = loadavg().map((value) => value.toFixed(2));
  const on = `${availableParallelism()} cores, Node ${process.version}, load average ${load.join(" ")}; least of ${PROCESSES} processes.`;
  return [on, numbersTable(head, rows, 1), verdictsOf(targets)].join("\n\n");
}
