import { execFile } from "node:child_process";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startBackend } from "./backend";
import { figuresOf, type Figure, type Rounds } from "./figures";
import type { Flags } from "./flags";
import type { KeyRate } from "./keyRate";
import { KINDS } from "./kinds";
import { PulumiSubject } from "./pulumiSubject";
import { measureRounds, roundsOf } from "./rounds";
import { costTable, floorTable, peerTable } from "./table";
import { targetsOf, verdictsOf } from "./targets";

const RATE_SECONDS = 10;

/** What one run of the command measured: Markdown for a person, and everything for a file. */
export interface Report {
  readonly text: string;
  readonly json: object;
}

/** Key pairs against the same program with resources that do nothing, and against a peer where one is given. */
export async function benchKeys(flags: Flags, signal: AbortSignal): Promise<Report> {
  const started = new Date().toISOString();
  const on = await machine(flags, signal);
  console.log(on);
  const rates = [await measureKeyRate(flags, signal)];
  const measured = new Map<number, Rounds>();
  for (const keys of flags.keys) measured.set(keys, await measureRounds(flags, keys, signal));
  rates.push(await measureKeyRate(flags, signal));
  const [rate] = rates.toSorted((a, b) => b.perSecond - a.perSecond) as [KeyRate];
  const figures: Figure[] = [...measured].flatMap(([keys, rounds]) => figuresOf(keys, rounds, rate));
  const targets = targetsOf(figures, flags.kind);
  const rounds = [...new Set(flags.keys.map((keys) => roundsOf(flags, keys)))].join(" or ");
  const text = [
    `${started.slice(0, 10)}, ${on}; fastest of ${rounds}; ${rate.perSecond.toFixed(1)} ${KINDS[flags.kind].title} keys a second, ${(rate.cpuSecondsPerKey * 1000).toFixed(2)} ms of CPU each.`,
    flags.pluginDir === undefined ? floorTable(figures) : peerTable(figures),
    costTable(figures, flags.pluginDir === undefined ? ["floor", "product"] : ["product", "with preview", "terraform"]),
    verdictsOf(targets),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
  return { text, json: { started, on, rates, figures, targets, rounds: Object.fromEntries(measured) } };
}

async function measureKeyRate({ kind }: Flags, signal: AbortSignal): Promise<KeyRate> {
  process.stdout.write(`key rate, nothing else running (${RATE_SECONDS} s) …`);
  const script = join(__dirname, "keyRate.ts");
  const args = ["-r", "ts-node/register/transpile-only", script, kind, String(RATE_SECONDS)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { signal });
  const rate = JSON.parse(stdout) as KeyRate;
  console.log(` ${rate.perSecond.toFixed(1)} ${KINDS[kind].title} keys/s with ${rate.inFlight} in flight`);
  return rate;
}

async function machine({ kind }: Flags, signal: AbortSignal): Promise<string> {
  const load = loadavg().map((value) => value.toFixed(2));
  const subject = new PulumiSubject(KINDS[kind], 1, await startBackend({}), signal, { isFloor: true });
  try {
    const cli = await subject.cliVersion();
    return `${availableParallelism()} cores, Node ${process.version}, Pulumi CLI ${cli}, load average ${load.join(" ")}`;
  } finally {
    await subject.close();
  }
}
