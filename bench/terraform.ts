import type { Step } from "./subject";

/** Seconds that Terraform took for the same job (docs/benchmarks.md, "Terraform, quoted"). Not measured by this command. */
const QUOTED: Readonly<Partial<Record<Step, Readonly<Record<number, number>>>>> = {
  up: { 1: 14.7, 10: 17, 100: 33 },
  "no-op up": { 1: 11.4, 10: 12, 100: 14.7 },
  rotate: { 1: 15, 10: 17, 100: 52 },
};

/** Undefined where there is no figure: `destroy`, and other numbers of keys. */
export function terraformSeconds(step: Step, keys: number): number | undefined {
  return QUOTED[step]?.[keys];
}
