// npm run bench: what key pairs cost, against the same program with resources that do nothing, on the real Pulumi CLI.
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { figuresOf, targetsOf, type Figure, type Rounds } from "./figures";
import { FlagProblem, readFlags, type Flags } from "./flags";
import type { KeyRate } from "./keyRate";
import { measureSigner, signerTable } from "./signer";
import { STEPS, Subject, type Round, type SubjectName } from "./subject";
import { tableOf, verdictsOf } from "./table";

const RATE_SECONDS = 10;

async function measureKeyRate(signal: AbortSignal): Promise<KeyRate> {
  process.stdout.write(`key rate, nothing else running (${RATE_SECONDS} s) …`);
  const args = ["-r", "ts-node/register/transpile-only", join(__dirname, "keyRate.ts"), String(RATE_SECONDS)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { signal });
  const rate = JSON.parse(stdout) as KeyRate;
  console.log(` ${rate.perSecond.toFixed(1)} RSA-2048 keys/s with ${rate.inFlight} in flight`);
  return rate;
}

async function measureRound(name: SubjectName, keys: number, label: string, signal: AbortSignal): Promise<Round> {
  process.stdout.write(`${label}, ${name} …`);
  const subject = await Subject.make(name, keys, signal);
  try {
    const round = await subject.round();
    console.log(STEPS.map((step) => ` ${step} ${round.steps[step].seconds.toFixed(1)} s`).join(","));
    return round;
  } finally {
    await subject.close();
  }
}

async function measureKeys(keys: number, rounds: number, signal: AbortSignal): Promise<Rounds> {
  const product: Round[] = [];
  const floor: Round[] = [];
  for (let round = 1; round <= rounds; round++) {
    const label = `keys ${keys}, round ${round}/${rounds}`;
    // Side by side: what else the machine does meanwhile falls on both
    floor.push(await measureRound("floor", keys, label, signal));
    product.push(await measureRound("product", keys, label, signal));
  }
  return { product, floor };
}

async function machine(signal: AbortSignal) {
  const load = loadavg().map((value) => value.toFixed(2));
  const subject = await Subject.make("floor", 1, signal);
  try {
    const cores = availableParallelism();
    return { cores, node: process.version, cli: await subject.cliVersion(), load };
  } finally {
    await subject.close();
  }
}

async function benchSigner({ json }: Flags): Promise<void> {
  console.log("a rotation with one key slot, three clients side by side …");
  const figures = await measureSigner();
  console.log(`\n${signerTable(figures)}`);
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(figures, null, 2)}\n`);
}

async function bench(flags: Flags, signal: AbortSignal): Promise<void> {
  if (flags.signer) return benchSigner(flags);
  const started = new Date().toISOString();
  const on = await machine(signal);
  console.log(`${on.cores} cores, Node ${on.node}, Pulumi CLI ${on.cli}, load average ${on.load.join(" ")}`);
  const rates = [await measureKeyRate(signal)];
  const measured = new Map<number, Rounds>();
  for (const keys of flags.keys) {
    measured.set(keys, await measureKeys(keys, flags.repeat ?? (keys <= 100 ? 3 : 1), signal));
  }
  rates.push(await measureKeyRate(signal));
  const keysPerSecond = Math.max(...rates.map((rate) => rate.perSecond));
  const figures: Figure[] = [...measured].flatMap(([keys, rounds]) => figuresOf(keys, rounds, keysPerSecond));
  const targets = targetsOf(figures);
  console.log(`\nmedians; key rate ${keysPerSecond.toFixed(1)}/s (the better of the two measurements)\n`);
  console.log(`${tableOf(figures)}\n\n${verdictsOf(targets)}`);
  if (flags.json === undefined) return;
  const rounds = Object.fromEntries(measured);
  writeFileSync(
    flags.json,
    `${JSON.stringify({ started, machine: on, rates, keysPerSecond, figures, targets, rounds }, null, 2)}\n`,
  );
}

async function main(): Promise<void> {
  const abort = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => abort.abort());
  try {
    await bench(readFlags(process.argv.slice(2)), abort.signal);
  } catch (error) {
    if (abort.signal.aborted) console.error("\nbench: interrupted, everything is stopped and removed");
    else if (error instanceof FlagProblem) console.error(`bench: ${error.message}`);
    else console.error(`\nbench failed: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

void main();
