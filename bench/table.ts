import { fixedAndMarginal, type Figure, type SubjectName } from "./figures";
import { STEPS } from "./subject";
import { numbersTable } from "../workbench/table.cjs";

/** The product beside its floor. */
export function floorTable(figures: readonly Figure[]): string {
  const head = [
    ...["keys", "step", "seconds", "floor", "floor+keys", "ratio"],
    ...["CPU s", "floor CPU s", "CPU ratio", "AWS calls/key", "plugin MB", "floor MB"],
  ];
  return numbersTable(
    head,
    figures.map(({ keys, step, seconds, boundSeconds, ratio, cpuSeconds, cpuRatio, awsCallsPerKey, pluginBytes }) => [
      String(keys),
      step,
      oneDigit(seconds.product),
      oneDigit(seconds.floor),
      oneDigit(boundSeconds),
      ratio.toFixed(2),
      oneDigit(cpuSeconds.product),
      oneDigit(cpuSeconds.floor),
      cpuRatio.toFixed(2),
      oneDigit(awsCallsPerKey.product),
      megabytes(pluginBytes.product),
      megabytes(pluginBytes.floor),
    ]),
  );
}

const PEERS = ["product", "with preview", "terraform"] as const satisfies readonly SubjectName[];

/** The product beside another tool that does the same job in the same rounds. */
export function peerTable(figures: readonly Figure[]): string {
  const head = [
    ...["keys", "step", "up", "up with preview", "terraform", "up CPU s", "terraform CPU s"],
    ...["calls/key", "terraform calls/key", "state kB/key", "terraform kB/key"],
  ];
  return numbersTable(
    head,
    figures.map(({ keys, step, seconds, cpuSeconds, awsCallsPerKey, stateBytesPerKey }) => [
      String(keys),
      step,
      ...PEERS.map((name) => oneDigit(seconds[name])),
      oneDigit(cpuSeconds.product),
      oneDigit(cpuSeconds.terraform),
      oneDigit(awsCallsPerKey.product),
      oneDigit(awsCallsPerKey.terraform),
      kilobytes(stateBytesPerKey.product),
      kilobytes(stateBytesPerKey.terraform),
    ]),
  );
}

/** What a step costs at all, and what one key more adds. */
export function costTable(figures: readonly Figure[], names: readonly SubjectName[]): string {
  const rows = STEPS.flatMap((step) => {
    const costs = names.map((name) => fixedAndMarginal(figures, step, name));
    if (costs.includes(undefined)) return [];
    return [[step, ...costs.map(shownCost)]];
  });
  return rows.length === 0 ? "" : numbersTable(["step", ...names.map((name) => `${name}: s + s/key`)], rows);
}

/** Less than nothing, at all or for a key: costs that grow faster than the keys, or noise; no line tells them. */
function shownCost(cost: ReturnType<typeof fixedAndMarginal>): string {
  if (cost === undefined) return "-";
  return cost.fixed < 0 || cost.perKey < 0 ? "no line" : `${oneDigit(cost.fixed)} + ${cost.perKey.toFixed(3)}`;
}

const oneDigit = (value: number | undefined) => value?.toFixed(1) ?? "-";
const megabytes = (bytes: number | undefined) => (bytes ? (bytes / 1e6).toFixed(0) : "-");
const kilobytes = (bytes: number | undefined) => (bytes === undefined ? "-" : (bytes / 1e3).toFixed(1));
