import { motoPython, startMoto, type RunningMoto } from "../workbench/moto";
import { startBackend, type BackendOptions } from "./backend";
import { SUBJECTS, type Rounds, type SubjectName } from "./figures";
import type { Flags } from "./flags";
import { KINDS } from "./kinds";
import { PulumiSubject, type PulumiSetting } from "./pulumiSubject";
import { STEPS, type Round, type Step, type StepResult, type Subject } from "./subject";
import { TerraformSubject } from "./terraformSubject";

const PULUMI: Readonly<Record<Exclude<SubjectName, "terraform">, PulumiSetting>> = {
  floor: { isFloor: true },
  product: {},
  "with preview": { withPreview: true },
};

/** A subject in a round, and what has been seen of it. */
interface Measured {
  readonly name: SubjectName;
  readonly subject: Subject;
  readonly moto: RunningMoto | undefined;
  readonly steps: Partial<Record<Step, StepResult>>;
  stateBytes: number;
}

export const roundsOf = ({ repeat }: Flags, keys: number) => repeat ?? (keys <= 100 ? 3 : 1);

export async function measureRounds(flags: Flags, keys: number, signal: AbortSignal): Promise<Rounds> {
  const names = SUBJECTS.filter((name) => flags.pluginDir !== undefined || name === "floor" || name === "product");
  const measured: Partial<Record<SubjectName, Round[]>> = {};
  const rounds = roundsOf(flags, keys);
  for (let round = 1; round <= rounds; round++) {
    // The order changes, so that what one leaves behind for the next falls on all of them
    const order = round % 2 === 1 ? names : names.toReversed();
    for (const [name, one] of await measureRound(
      flags,
      order,
      keys,
      `keys ${keys}, round ${round}/${rounds}`,
      signal,
    )) {
      (measured[name] ??= []).push(one);
    }
  }
  return measured as Rounds;
}

/** Each step of all subjects, one after the other: a machine that is slower for a minute is slower for all of them. */
async function measureRound(
  flags: Flags,
  names: readonly SubjectName[],
  keys: number,
  label: string,
  signal: AbortSignal,
): Promise<(readonly [SubjectName, Round])[]> {
  const all: Measured[] = [];
  try {
    for (const name of names) {
      const one = await makeSubject(flags, name, keys, signal);
      all.push(one);
      await one.subject.begin();
    }
    for (const step of STEPS) {
      process.stdout.write(`${label}, ${step}:`);
      for (const one of all) {
        const result = await one.subject.step(step);
        one.steps[step] = result;
        if (step === "up") one.stateBytes = await one.subject.stateBytes();
        process.stdout.write(` ${one.name} ${result.seconds.toFixed(1)} s`);
      }
      process.stdout.write("\n");
    }
    return all.map(({ name, steps, stateBytes }) => [name, { steps: steps as Round["steps"], stateBytes }] as const);
  } finally {
    for (const { subject, moto } of all) {
      await subject.close();
      await moto?.stop();
    }
  }
}

/** Each has a Secrets Manager of its own: moto, where a peer takes part. */
async function makeSubject(
  { kind, env, throttle, pluginDir }: Flags,
  name: SubjectName,
  keys: number,
  signal: AbortSignal,
): Promise<Measured> {
  const moto = pluginDir === undefined ? undefined : await startPeerBackend();
  const backend: BackendOptions = {
    ...(moto === undefined ? {} : { motoUrl: moto.url }),
    ...(throttle === undefined ? {} : { throttle }),
  };
  const server = await startBackend(backend);
  const subject =
    name === "terraform"
      ? new TerraformSubject(KINDS[kind], keys, server, signal, pluginDir ?? "")
      : new PulumiSubject(KINDS[kind], keys, server, signal, { ...PULUMI[name], env });
  return { name, subject, moto, steps: {}, stateBytes: NaN };
}

async function startPeerBackend(): Promise<RunningMoto> {
  const python = motoPython();
  if (python === undefined) throw new Error("moto is not there: run node scripts/bootstrap.mjs --tests");
  return startMoto(python);
}
