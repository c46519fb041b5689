import { STEPS, type Round, type Step, type SubjectName } from "./subject";
import { terraformSeconds } from "./terraform";

/** One step for one number of keys: medians over the rounds. */
export interface Figure {
  readonly keys: number;
  readonly step: Step;
  readonly seconds: number;
  readonly floorSeconds: number;
  /** The floor and, where keys are made, the time to make them one after the other; the engine's waits can hide some. */
  readonly boundSeconds: number;
  readonly ratio: number;
  readonly awsCallsPerKey: number;
  readonly pluginBytes: number | undefined;
  readonly floorPluginBytes: number | undefined;
  readonly stateBytesPerKey: number;
}

export interface Target {
  readonly claim: string;
  /** Undefined when this run did not measure it. */
  readonly holds: boolean | undefined;
  readonly measured: string;
}

export type Rounds = Readonly<Record<SubjectName, readonly Round[]>>;

export function figuresOf(keys: number, rounds: Rounds, keysPerSecond: number): Figure[] {
  return STEPS.map((step) => {
    const product = rounds.product.map((round) => round.steps[step]);
    const floor = rounds.floor.map((round) => round.steps[step]);
    const seconds = median(product.map((result) => result.seconds));
    const floorSeconds = median(floor.map((result) => result.seconds));
    const makesKeys = step === "up" || step === "rotate";
    const boundSeconds = floorSeconds + (makesKeys ? keys / keysPerSecond : 0);
    return {
      keys,
      step,
      seconds,
      floorSeconds,
      boundSeconds,
      ratio: seconds / boundSeconds,
      awsCallsPerKey: median(product.map((result) => result.awsCalls)) / keys,
      pluginBytes: largest(product.map((result) => result.pluginBytes)),
      floorPluginBytes: largest(floor.map((result) => result.pluginBytes)),
      stateBytesPerKey: median(rounds.product.map((round) => round.stateBytes)),
    };
  });
}

/** The targets, judged by what was measured. */
export function targetsOf(figures: readonly Figure[]): Target[] {
  const of = (step: Step) => figures.filter((figure) => figure.step === step);
  const [ups, noOps] = [of("up"), of("no-op up")];
  const each = (of: readonly Figure[], show: (figure: Figure) => string) =>
    of.map((figure) => `${show(figure)} (${figure.keys})`).join(", ");
  const besideTerraform = figures.flatMap((figure) => {
    const theirs = terraformSeconds(figure.step, figure.keys);
    return theirs === undefined ? [] : [{ figure, times: theirs / figure.seconds }];
  });
  const hundred = ups.find(({ keys }) => keys === 100);
  return [
    {
      claim: "up of 100 keys within 1.25 x (floor + keys / key rate)",
      holds: hundred && hundred.ratio <= 1.25,
      measured: hundred ? hundred.ratio.toFixed(2) : "needs --keys 100",
    },
    {
      claim: "up within 1.15 x (floor + keys / key rate) at every number of keys",
      holds: ups.every(({ ratio }) => ratio <= 1.15),
      measured: each(ups, ({ ratio }) => ratio.toFixed(2)),
    },
    {
      claim: "twice as fast as Terraform (quoted) at every step, destroy has no figure",
      holds: besideTerraform.length === 0 ? undefined : besideTerraform.every(({ times }) => times >= 2),
      measured:
        besideTerraform
          .map(({ figure, times }) => `${figure.step} ${times.toFixed(1)} x (${figure.keys})`)
          .join(", ") || "needs --keys 1, 10 or 100",
    },
    {
      claim: "no-op up within 1.1 x floor",
      holds: noOps.every(({ ratio }) => ratio <= 1.1),
      measured: each(noOps, ({ ratio }) => ratio.toFixed(2)),
    },
    {
      claim: "no-op up without an AWS call",
      holds: noOps.every(({ awsCallsPerKey }) => awsCallsPerKey === 0),
      measured: each(noOps, ({ awsCallsPerKey }) => awsCallsPerKey.toFixed(1)),
    },
    {
      claim: "at most 2 AWS calls per key on create",
      holds: ups.every(({ awsCallsPerKey }) => awsCallsPerKey <= 2),
      measured: each(ups, ({ awsCallsPerKey }) => awsCallsPerKey.toFixed(1)),
    },
    {
      claim: "at most 3,500 bytes of state per key",
      holds: ups.every(({ stateBytesPerKey }) => stateBytesPerKey <= 3500),
      measured: each(ups, ({ stateBytesPerKey }) => stateBytesPerKey.toFixed(0)),
    },
  ];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function largest(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}
