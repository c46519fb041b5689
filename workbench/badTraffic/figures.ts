import { simulate, type Outcome, type Traffic } from "./badTraffic";

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const SECONDS = 600;
const UPLOADED_AT = 60;

/** Requests a second, and how many of the good ones may be refused after the upload, in the worst of the histories. */
export const ROTATIONS = [
  { bad: 1, good: 1, bound: 5 },
  { bad: 3, good: 1, bound: 15 },
  { bad: 10, good: 1, bound: 30 },
  { bad: 1, good: 0.1, bound: 3 },
  { bad: 20, good: 10, bound: 100 },
] as const;
/** Requests a second that are all refused for their own sake, without a rotation. */
export const BAD_ALONE = [1, 3, 10, 20] as const;
export const STORM = 200;

const most = (outcomes: readonly Outcome[], of: (outcome: Outcome) => number) => Math.max(...outcomes.map(of));
const onTop = ({ refusals, badSent }: Outcome) => refusals / badSent - 1;

/** Ten minutes are simulated in seconds of CPU, once. */
const simulated = new Map<string, Promise<Outcome>>();
const outcomeOf = (traffic: Traffic) => {
  const name = JSON.stringify(traffic);
  const outcome = simulated.get(name) ?? simulate(traffic);
  simulated.set(name, outcome);
  return outcome;
};

/** Eight histories, the pending key uploaded at 60 s. */
export async function rotationFigures(bad: number, good: number, hasPrevious = false) {
  const outcomes: Outcome[] = [];
  for (const seed of SEEDS) {
    outcomes.push(await outcomeOf({ bad, good, seconds: SECONDS, uploadedAt: UPLOADED_AT, hasPrevious, seed }));
  }
  return {
    goodRefused: outcomes.map(({ goodRefused }) => goodRefused).sort((a, b) => b - a),
    mostAttempts: most(outcomes, ({ mostAttempts }) => mostAttempts),
    awsReads: most(outcomes, ({ awsReads }) => awsReads),
  };
}

/** Bad requests alone. `onTop`: refusals of the partner for each that the callers' own requests cost. */
export async function badAloneFigures(bad: number, histories: number = SEEDS.length, hasPrevious = false) {
  const outcomes: Outcome[] = [];
  for (const seed of SEEDS.slice(0, histories)) {
    outcomes.push(await outcomeOf({ bad, good: 0, seconds: SECONDS, hasPrevious, seed }));
  }
  return { onTop: most(outcomes, onTop), awsReads: most(outcomes, ({ awsReads }) => awsReads) };
}

/** Markdown, for docs/resources/signer.md. */
export async function badTrafficTables(): Promise<string> {
  const rotations: string[] = [];
  for (const { bad, good } of ROTATIONS) {
    const { goodRefused, awsReads } = await rotationFigures(bad, good);
    rotations.push(`| ${bad} | ${good} | ${goodRefused.join(", ")} | ${awsReads} |`);
  }
  const alone: string[] = [];
  for (const bad of [...BAD_ALONE, STORM]) {
    const { onTop, awsReads } = await badAloneFigures(bad, bad === STORM ? 1 : SEEDS.length);
    alone.push(`| ${bad} | ${(100 * onTop).toFixed(1)} % | ${awsReads} |`);
  }
  return [
    "| Bad a second | Good a second | Good refused after the upload, in 8 histories | AWS reads |",
    "| --- | --- | --- | --- |",
    ...rotations,
    "",
    "| Bad a second, and no other | Refusals on top | AWS reads |",
    "| --- | --- | --- |",
    ...alone,
  ].join("\n");
}
