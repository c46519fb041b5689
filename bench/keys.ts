import { execFile } from "node:child_process";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { motoPython, startMoto, type RunningMoto } from "../workbench/moto";
import { startBackend, type BackendOptions } from "./backend";
import { figuresOf, SUBJECTS, type Figure, type Rounds, type SubjectName } from "./figures";
import type { Flags } from "./flags";
import type { KeyRate } from "./keyRate";
import { KINDS } from "./kinds";
import { PulumiSubject, type PulumiSetting } from "./pulumiSubject";
import { STEPS, type Round, type Step, type StepResult, type Subject } from "./subject";
import { costTable, floorTable, peerTable } from "./table";
import { targetsOf, verdictsOf } from "./targets";
import { TerraformSubject } from "./terraformSubject";

const RATE_SECONDS = 10;
const PULUMI: Readonly<Record<Exclude<SubjectName, "terraform">, PulumiSetting>> = {
  floor: { isFloor: true },
  product: {},
  "with preview": { withPreview: true },
};

/** What one run of the command measured: Markdown for a person, and everything for a file. */
export interface Report {
  readonly text: string;
  readonly json: unknown;
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
  const rounds = roundsOf(flags, Math.max(...flags.keys));
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

const roundsOf = ({ repeat }: Flags, keys: number) => repeat ?? (keys <= 100 ? 3 : 1);

async function measureKeyRate({ kind }: Flags, signal: AbortSignal): Promise<KeyRate> {
  process.stdout.write(`key rate, nothing else running (${RATE_SECONDS} s) …`);
  const script = join(__dirname, "keyRate.ts");
  const args = ["-r", "ts-node/register/transpile-only", script, kind, String(RATE_SECONDS)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { signal });
  const rate = JSON.parse(stdout) as KeyRate;
  console.log(` ${rate.perSecond.toFixed(1)} ${KINDS[kind].title} keys/s with ${rate.inFlight} in flight`);
  return rate;
}

async function measureRounds(flags: Flags, keys: number, signal: AbortSignal): Promise<Rounds> {
  const names = SUBJECTS.filter((name) => flags.pluginDir !== undefined || name === "floor" || name === "product");
  const measured: Partial<Record<SubjectName, Round[]>> = {};
  const rounds = roundsOf(flags, keys);
  for (let round = 1; round <= rounds; round++) {
    // The order changes, so that what one leaves behind for the next falls on all of them
    const order = round % 2 === 1 ? names : names.toReversed();
    const seen = await measureRound(flags, order, keys, `keys ${keys}, round ${round}/${rounds}`, signal);
    for (const [name, one] of seen) (measured[name] ??= []).push(one);
  }
  return measured;
}

/** Each step of all subjects, one after the other: a machine that is slower for a minute is slower for all of them. */
async function measureRound(
  flags: Flags,
  names: readonly SubjectName[],
  keys: number,
  label: string,
  signal: AbortSignal,
): Promise<Map<SubjectName, Round>> {
  const motos: RunningMoto[] = [];
  const subjects = new Map<SubjectName, Subject>();
  try {
    for (const name of names) {
      const moto = flags.pluginDir === undefined ? undefined : await startPeerBackend();
      if (moto !== undefined) motos.push(moto);
      const backend = {
        ...(moto === undefined ? {} : { motoUrl: moto.url }),
        ...(flags.throttle === undefined ? {} : { throttle: flags.throttle }),
      };
      const subject = await makeSubject(flags, name, keys, backend, signal);
      subjects.set(name, subject);
      await subject.begin();
    }
    const results = new Map(names.map((name) => [name, {} as Record<Step, StepResult>]));
    const stateBytes = new Map<SubjectName, number>();
    for (const step of STEPS) {
      process.stdout.write(`${label}, ${step}:`);
      for (const [name, subject] of subjects) {
        const result = await subject.step(step);
        results.get(name)![step] = result;
        process.stdout.write(` ${name} ${result.seconds.toFixed(1)} s`);
        if (step === "up") stateBytes.set(name, await subject.stateBytes());
      }
      process.stdout.write("\n");
    }
    return new Map(names.map((name) => [name, { steps: results.get(name)!, stateBytes: stateBytes.get(name)! }]));
  } finally {
    for (const subject of subjects.values()) await subject.close();
    for (const moto of motos) await moto.stop();
  }
}

async function startPeerBackend(): Promise<RunningMoto> {
  const python = motoPython();
  if (python === undefined) throw new Error("moto is not there: run node scripts/bootstrap.mjs --tests");
  return startMoto(python);
}

async function makeSubject(
  { kind, env, pluginDir = "" }: Flags,
  name: SubjectName,
  keys: number,
  backend: BackendOptions,
  signal: AbortSignal,
): Promise<Subject> {
  const server = await startBackend(backend);
  if (name === "terraform") return new TerraformSubject(KINDS[kind], keys, server, signal, pluginDir);
  return new PulumiSubject(KINDS[kind], keys, server, signal, { ...PULUMI[name], env });
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
