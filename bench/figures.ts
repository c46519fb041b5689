import type { Spent } from "./clock";
import type { KeyRate } from "./keyRate";
import { STEPS, type Round, type Step } from "./subject";

/** Who is measured, in the order of a round. The last two only with a peer. */
export const SUBJECTS = ["floor", "product", "with preview", "terraform"] as const;
export type SubjectName = (typeof SUBJECTS)[number];

export type Rounds = Readonly<
  Record<"floor" | "product", readonly Round[]> & Partial<Record<SubjectName, readonly Round[]>>
>;

/** One step for one number of keys: of all seconds the fewest of all rounds (other work only adds), else medians. */
export interface Figure {
  readonly keys: number;
  readonly step: Step;
  readonly seconds: Readonly<Partial<Record<SubjectName, number>>>;
  /** The floor and, where keys are made, the time to make them one after the other; the engine's waits can hide some. */
  readonly boundSeconds: number;
  /** Of the product to the bound of the same round, median: slower minutes of the machine fall on both. */
  readonly ratio: number;
  /** NaN where the system does not tell. */
  readonly cpuSeconds: Readonly<Partial<Record<SubjectName, number>>>;
  /** The same of CPU seconds. */
  readonly cpuRatio: number;
  readonly awsCallsPerKey: Readonly<Partial<Record<SubjectName, number>>>;
  readonly pluginBytes: Readonly<Partial<Record<SubjectName, number>>>;
  readonly stateBytesPerKey: Readonly<Partial<Record<SubjectName, number>>>;
}

export function figuresOf(keys: number, rounds: Rounds, rate: KeyRate): Figure[] {
  const each = <T>(of: (rounds: readonly Round[]) => T) =>
    Object.fromEntries(SUBJECTS.flatMap((name) => (rounds[name] ? [[name, of(rounds[name])]] : []))) as Partial<
      Record<SubjectName, T>
    >;
  return STEPS.map((step) => {
    const seconds = each((of) => Math.min(...of.map(({ steps }) => steps[step].seconds)));
    const cpuSeconds = each((of) => Math.min(...of.map(({ steps }) => steps[step].cpuSeconds)));
    const made = step === "up" || step === "rotate" ? keys : 0;
    const ratio = (cost: keyof Spent, perKey: number) =>
      median(
        rounds.product.map(
          ({ steps }, round) => steps[step][cost] / (rounds.floor[round]!.steps[step][cost] + made * perKey),
        ),
      );
    return {
      keys,
      step,
      seconds,
      boundSeconds: (seconds.floor ?? NaN) + made / rate.perSecond,
      ratio: ratio("seconds", 1 / rate.perSecond),
      cpuSeconds,
      cpuRatio: ratio("cpuSeconds", rate.cpuSecondsPerKey),
      awsCallsPerKey: each((of) => median(of.map(({ steps }) => steps[step].awsCalls)) / keys),
      pluginBytes: each((of) => Math.max(...of.map(({ steps }) => steps[step].pluginBytes ?? 0))),
      stateBytesPerKey: each((of) => median(of.map(({ stateBytes }) => stateBytes))),
    };
  });
}

/** Seconds that do not depend on the number of keys, and those of one key more: the line through the ends. */
export function fixedAndMarginal(
  figures: readonly Figure[],
  step: Step,
  name: SubjectName,
): { readonly fixed: number; readonly perKey: number } | undefined {
  const points = figures.flatMap(({ keys, step: of, seconds }) =>
    of === step && seconds[name] !== undefined ? [{ keys, seconds: seconds[name] }] : [],
  );
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || first === last) return undefined;
  const perKey = (last.seconds - first.seconds) / (last.keys - first.keys);
  return { fixed: first.seconds - perKey * first.keys, perKey };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
