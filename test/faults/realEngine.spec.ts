import * as assert from "node:assert/strict";
import { recover } from "../kills/killedRun";
import { ACKNOWLEDGED_ROTATION, DESTRUCTION, FIRST_CREATE, PROMOTION } from "../kills/operations";
import { assertConverged } from "../support/converged";
import { CREDENTIALS_PROGRAM } from "../support/programs";
import { Scenario } from "../support/scenario";

// The whole table plays the engine; this is its worst column on the real one: the service commits and is then gone
describe("faults on the real engine: every answer lost from one call on", () => {
  let scenario: Scenario;
  let round = 0;

  before(async () => {
    scenario = await Scenario.start({ program: CREDENTIALS_PROGRAM });
    await scenario.run(["stack", "init", "production"]);
  });
  after(() => scenario.close());

  for (const operation of [FIRST_CREATE, ACKNOWLEDGED_ROTATION, PROMOTION, DESTRUCTION]) {
    it(`${operation.name}: says what happened, and the next up converges`, async () => {
      for (let position = 1, failed = true; failed; position++) {
        await operation.prepare(scenario, ++round);
        const env = await operation.env(scenario, round);
        scenario.server.hooks.fault({ kind: "lose-answer", nth: position, times: 1_000 });
        const { code, output } = await scenario.project.attempt(operation.command, env);
        scenario.server.hooks.clear();
        failed = code !== 0;
        if (failed) assert.match(output, /no answer from 127\.0\.0\.1:\d+ \(ECONNRESET, 5 attempts\)/);
        else assert.ok(position > 1, "no fault was met");
        await recover(scenario, env);
        await assertConverged(scenario);
      }
    });
  }
});
