import type { Figure, Target } from "./figures";

const HEAD = ["keys", "step", "seconds", "floor", "floor+keys", "ratio", "AWS calls/key", "plugin MB", "floor MB"];

/** A Markdown table, so that it can be pasted into docs/benchmarks.md as it is. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    String(figure.keys),
    figure.step,
    figure.seconds.toFixed(1),
    figure.floorSeconds.toFixed(1),
    figure.boundSeconds.toFixed(1),
    figure.ratio.toFixed(2),
    figure.awsCallsPerKey.toFixed(1),
    megabytes(figure.pluginBytes),
    megabytes(figure.floorPluginBytes),
  ]);
  const widths = HEAD.map((_, column) => Math.max(...[HEAD, ...rows].map((row) => row[column]!.length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, i) => cell.padStart(widths[i]!)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width - 1) + ":").join(" | ")} |`;
  return [line(HEAD), rule, ...rows.map(line)].join("\n");
}

export function verdictsOf(targets: readonly Target[]): string {
  return targets.map(({ claim, holds, measured }) => `${word(holds)}  ${claim}: ${measured}`).join("\n");
}

function word(holds: boolean | undefined): string {
  return holds === undefined ? "not measured" : holds ? "holds" : "MISSED";
}

function megabytes(bytes: number | undefined): string {
  return bytes === undefined ? "-" : (bytes / 1e6).toFixed(0);
}
