import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as assert from "node:assert/strict";
import { REPOSITORY } from "../../workbench/repository";
import { assertConverged, liveVersion } from "../support/converged";
import { CREDENTIALS_PROGRAM } from "../support/programs";
import { Scenario } from "../support/scenario";
import { KILLS, recover, runAndKill, type Kill, type KillPoint } from "./killedRun";
import type { Operation } from "./operations";
import { seededRandom } from "./seededRandom";

const HOUR = 60 * 60 * 1000;
/** Kill points of each boundary and kind; 1 gives more than 200 in all. */
const ROUNDS = Number(process.env["KILL_ROUNDS"] ?? "1");
const MAX_DELAY = 40;

export interface KillRow {
  readonly operation: string;
  readonly kill: Kill;
  readonly points: number;
  readonly survived: number;
}

/** Defines the tests of one operation: every kind of kill at every AWS call boundary, and the `up` after it. */
export function describeKills(operation: Operation): void {
  const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);

  describe(`kills: ${operation.name} (SEED=${seed})`, () => {
    const random = seededRandom(seed);
    const rows: KillRow[] = [];
    let scenario: Scenario;
    let calls = 0;
    let round = 0;

    before(async () => {
      scenario = await Scenario.start({ program: CREDENTIALS_PROGRAM });
      await scenario.run(["stack", "init", "production"]);
      await operation.prepare(scenario, round);
      await scenario.run(operation.command, await operation.env(scenario, round));
      calls = scenario.operations().length; // the boundaries there are
      assert.ok(calls > 0);
    });
    after(async () => {
      writeRows(operation.name, seed, rows);
      await scenario.close();
    });

    async function survive(point: KillPoint): Promise<void> {
      round++;
      scenario.server.clock.advance(HOUR); // AWS takes 100 versions a day
      await operation.prepare(scenario, round);
      const env = await operation.env(scenario, round);
      let allowed = await operation.allowedLive(scenario);
      const sample = async () => {
        const live = await liveVersion(scenario);
        if (allowed === undefined) allowed = await operation.allowedLive(scenario);
        else assert.ok(allowed.includes(live), `live version ${String(live)} is none of ${String(allowed)}`);
      };
      await runAndKill(scenario, operation.command, env, point, sample);
      await sample();
      await recover(scenario, env);
      await sample();
      await assertConverged(scenario);
    }

    for (const kill of KILLS) {
      it(`${kill}: the next up converges`, async () => {
        let [points, survived] = [0, 0];
        try {
          for (let i = 0; i < calls * 2 * ROUNDS; i++) {
            const point: KillPoint = {
              kill,
              call: Math.floor(i / 2) % calls,
              edge: i % 2 === 0 ? "before" : "after",
              delay: Math.floor(random() * MAX_DELAY),
            };
            points++;
            try {
              await survive(point);
            } catch (cause) {
              throw new Error(`kill point ${JSON.stringify(point)}, SEED=${seed}: ${String(cause)}`, { cause });
            }
            survived++;
          }
        } finally {
          rows.push({ operation: operation.name, kill, points, survived });
        }
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
