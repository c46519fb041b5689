import type { Figure } from "./figures";
import type { KindName } from "./kinds";
import type { Step } from "./subject";

export interface Target {
  readonly claim: string;
  /** Undefined when this run did not measure it. */
  readonly holds: boolean | undefined;
  readonly measured: string;
}

/** The targets, judged by what was measured. */
export function targetsOf(figures: readonly Figure[], kind: KindName): Target[] {
  const of = (...steps: Step[]) => figures.filter(({ step }) => steps.includes(step));
  const within = (claim: string, among: readonly Figure[], most: number, of: (figure: Figure) => number): Target => ({
    claim,
    holds: among.length === 0 ? undefined : among.every((figure) => of(figure) <= most),
    measured:
      among.map((figure) => `${shown(of(figure))} (${figure.step}, ${figure.keys})`).join(", ") || "not in this run",
  });
  const ratio = (figure: Figure) => figure.ratio;
  const calls = ({ awsCallsPerKey }: Figure) => awsCallsPerKey.product ?? NaN;
  const speed =
    kind === "rsa"
      ? [
          within(
            "up of 100 keys within 1.25 x (floor + keys / key rate)",
            of("up").filter(({ keys }) => keys === 100),
            1.25,
            ratio,
          ),
          within("up within 1.15 x (floor + keys / key rate) at every number of keys", of("up"), 1.15, ratio),
        ]
      : [within("up and rotate within 1.1 x (floor + keys / key rate)", of("up", "rotate"), 1.1, ratio)];
  return [
    ...speed,
    within("no-op up within 1.1 x floor", of("no-op up"), 1.1, ratio),
    within("no-op up without an AWS call", of("no-op up"), 0, calls),
    within("at most 2 AWS calls per key on create", of("up"), 2, calls),
    within(
      "at most 3,500 bytes of state per key",
      of("up"),
      3500,
      ({ stateBytesPerKey }) => stateBytesPerKey.product ?? NaN,
    ),
  ];
}

const shown = (value: number) => (value >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toFixed(2));

export function verdictsOf(targets: readonly Target[]): string {
  const word = (holds: boolean | undefined) => (holds === undefined ? "not measured" : holds ? "holds" : "MISSED");
  return targets.map(({ claim, holds, measured }) => `- ${word(holds)}: ${claim}: ${measured}`).join("\n");
}
