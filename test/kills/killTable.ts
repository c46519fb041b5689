import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../../workbench/repository";
import { CREDENTIALS_PROGRAM } from "../support/programs";
import { row } from "../support/row";
import { Scenario } from "../support/scenario";
import { readWorld, type World } from "../support/world";
import { assertCallsAre, callsOf } from "./calls";
import { KILLS, killsPlugin, type Kill, type KillPoint } from "./killedRun";
import type { Operation } from "./operation";
import { referenceRun, type Reference } from "./referenceRun";
import { RewindableBackend } from "./rewindableBackend";
import { seededRandom } from "./seededRandom";
import { StartingPoint } from "./startingPoint";
import { survive, type Ground } from "./survive";

/** Random moments of each operation and kind of kill; 1 round gives more than 200 in all. */
const ROUNDS = Number(process.env["KILL_ROUNDS"] ?? "1");
const MOMENTS = 7 * ROUNDS;
const MOST_DRAWS = 20;

export interface KillRow {
  readonly operation: string;
  readonly kill: Kill;
  boundaries: number;
  moments: number;
  survived: number;
}

/** Defines the tests of one operation: every kind of kill at every AWS call boundary, and at random moments. */
export function describeKills(operation: Operation): void {
  const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);

  describe(`kills: ${operation.name}`, () => {
    const rows = KILLS.map((kill): KillRow => ({
      operation: operation.name,
      kill,
      boundaries: 0,
      moments: 0,
      survived: 0,
    }));
    const backend = new RewindableBackend();
    let scenario: Scenario;
    let ground: Ground;
    let reference: Reference;

    before(async () => {
      scenario = await Scenario.start({ program: CREDENTIALS_PROGRAM, backend, quick: true });
      await scenario.run(["stack", "init", "production"]);
      await operation.prepare(scenario);
      const start: World = await readWorld(scenario, "partner", "acme");
      ground = { scenario, backend, operation, start, point: new StartingPoint(scenario, backend) };
      reference = await referenceRun(scenario, backend, operation.command(start), operation.env(start));
      assertCallsAre(operation, reference.calls);
    });
    after(async () => {
      writeRows(operation.name, seed, rows);
      await scenario.close();
    });

    /** Kills once and counts; false where the kill came when there was nothing to kill any more. */
    async function surviveOne(counts: KillRow, kind: "boundaries" | "moments", point: KillPoint, drawn: number) {
      try {
        if (!(await survive(ground, point, drawn))) return false;
        counts.survived++;
      } catch (cause) {
        counts[kind]++;
        throw new Error(`kill point ${JSON.stringify(point)}: ${String(cause)}`, { cause });
      }
      counts[kind]++;
      return true;
    }

    for (const counts of rows) {
      const { kill } = counts;
      const wayCovered = `kills, operation x way of killing: ${operation.name}, ${kill}`;
      const coversOf = (call: number) =>
        operation.isVariant === true
          ? [`kills, operation: ${operation.name}`]
          : [`kills, operation x call: ${operation.name}, ${call + 1}`, wayCovered];

      for (const call of callsOf(operation).keys()) {
        // Only where the plugin dies does it matter whether its call was done: any other plugin ends the call at hand
        for (const edge of killsPlugin(kill) ? (["before", "after"] as const) : (["after"] as const)) {
          const title = `${kill} ${edge} call ${call + 1}`;
          row(title, coversOf(call), async () => {
            const drawn = seededRandom(seed, `${operation.name} ${title}`)();
            await surviveOne(counts, "boundaries", { kill, moment: { call, edge } }, drawn);
          });
        }
      }

      for (let i = 1; i <= (operation.boundariesOnly ? 0 : MOMENTS); i++) {
        const title = `${kill} at random moment ${i}`;
        row(title, [wayCovered], async () => {
          const random = seededRandom(seed, `${operation.name} ${title}`);
          const lives = killsPlugin(kill) ? reference.pluginLives : reference.cliLives;
          for (let draws = 0; draws < MOST_DRAWS; draws++) {
            // A moment can only be missed by being late, where the machine is faster than when the reference was taken
            const pace = 0.8 ** draws;
            const milliseconds = Math.round(pace * random() * lives);
            if (await surviveOne(counts, "moments", { kill, moment: { milliseconds } }, random())) return;
          }
          throw new Error(`of ${MOST_DRAWS} moments drawn none hit a run`);
        });
      }
    }
  });
}

/** The rows of docs/evidence/kills.md, put together by `npm run docs kills`. */
function writeRows(name: string, seed: number, rows: readonly KillRow[]): void {
  const folder = process.env["TABLES"];
  if (folder === undefined) return;
  mkdirSync(join(REPOSITORY, folder), { recursive: true });
  writeFileSync(join(REPOSITORY, folder, `kills-${name.replace(/ /g, "-")}.json`), JSON.stringify({ seed, rows }));
}
