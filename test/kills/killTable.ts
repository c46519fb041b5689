import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../../workbench/repository";
import { CREDENTIALS_PROGRAM } from "../support/programs";
import { Scenario } from "../support/scenario";
import { readWorld, type World } from "../support/world";
import { KILLS, type Kill, type KillPoint } from "./killedRun";
import type { Operation } from "./operation";
import { referenceRun, type Reference } from "./referenceRun";
import { RewindableBackend } from "./rewindableBackend";
import { seededRandom } from "./seededRandom";
import { StartingPoint } from "./startingPoint";
import { survive, type Ground } from "./survive";

/** Random moments of each operation and kind of kill; 1 round gives more than 200 in all. */
const ROUNDS = Number(process.env["KILL_ROUNDS"] ?? "1");
const MOMENTS = 7 * ROUNDS;
const MOST_DRAWS = 20 * MOMENTS;

interface KillRow {
  readonly operation: string;
  readonly kill: Kill;
  boundaries: number;
  moments: number;
  survived: number;
}

/** Defines the tests of one operation: every kind of kill at every AWS call boundary, and at random moments. */
export function describeKills(operation: Operation): void {
  const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);

  describe(`kills: ${operation.name} (SEED=${seed})`, () => {
    const random = seededRandom(seed);
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
      scenario = await Scenario.start({ program: CREDENTIALS_PROGRAM, backend });
      await scenario.run(["stack", "init", "production"]);
      await operation.prepare(scenario);
      const start: World = await readWorld(scenario, "partner", "acme");
      ground = { scenario, backend, operation, start, point: new StartingPoint(scenario, backend) };
      reference = await referenceRun(scenario, backend, operation.command(start), operation.env(start));
    });
    after(async () => {
      writeRows(operation.name, seed, rows);
      await scenario.close();
    });

    /** Kills once and counts; false where the kill came when there was nothing to kill any more. */
    async function surviveOne(row: KillRow, kind: "boundaries" | "moments", point: KillPoint, lost: unknown[]) {
      try {
        const drawn = random();
        if (!(await survive(ground, point, drawn))) return false;
        row.survived++;
      } catch (cause) {
        lost.push(new Error(`kill point ${JSON.stringify(point)}, SEED=${seed}: ${String(cause)}`, { cause }));
      }
      row[kind]++;
      return true;
    }

    function fail(lost: readonly unknown[]): void {
      if (lost.length > 0) throw new Error(`${lost.length} lost:\n${lost.map(String).join("\n")}`, { cause: lost[0] });
    }

    for (const row of rows) {
      it(`${row.kill} at every call: the next run converges`, async () => {
        const lost: unknown[] = [];
        for (let i = 0; i < reference.calls * 2; i++) {
          const edge = i % 2 === 0 ? "before" : "after";
          // Only where the plugin dies does it matter whether its call was done: any other plugin ends the call at hand
          if (!row.kill.includes("plugin") && edge === "before") continue;
          await surviveOne(row, "boundaries", { kill: row.kill, moment: { call: i >> 1, edge } }, lost);
        }
        fail(lost);
      });

      it(`${row.kill} at random moments: the next run converges`, async () => {
        const lost: unknown[] = [];
        const from = row.kill.includes("plugin") ? reference.pluginAt : 0;
        for (let draws = 0; row.moments < MOMENTS; draws++) {
          if (draws === MOST_DRAWS) throw new Error(`of ${draws} moments drawn only ${row.moments} hit a run`);
          const milliseconds = Math.round(from + random() * (reference.endsAt - from));
          await surviveOne(row, "moments", { kill: row.kill, moment: { milliseconds } }, lost);
        }
        fail(lost);
      });
    }
  });
}

/** The rows of docs/kills.md, put together by scripts/tables.mjs. */
function writeRows(name: string, seed: number, rows: readonly KillRow[]): void {
  const folder = process.env["TABLES"];
  if (folder === undefined) return;
  mkdirSync(join(REPOSITORY, folder), { recursive: true });
  writeFileSync(join(REPOSITORY, folder, `kills-${name.replace(/ /g, "-")}.json`), JSON.stringify({ seed, rows }));
}
