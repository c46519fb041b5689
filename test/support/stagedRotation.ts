import * as assert from "node:assert/strict";
import { assertConverged, liveVersion } from "./converged";
import { credentials } from "./programs";
import type { Scenario } from "./scenario";

export interface Stack {
  /** One `up` of a production stack with these arguments of PartnerCredentials. */
  readonly run?: (scenario: Scenario, args: Readonly<Record<string, string | undefined>>) => Promise<unknown>;
  readonly proveWhere?: (scenario: Scenario) => Promise<void>;
}

/** A rotation that waits for a person, and back. */
export function stagedRotation(start: () => Promise<Scenario>, { run, proveWhere }: Stack = {}): void {
  let scenario: Scenario;
  before(async () => {
    scenario = await start();
    await scenario.run(["stack", "init", "production"]);
  });
  after(() => scenario.close());
  const up = (args: Readonly<Record<string, string | undefined>> = {}) =>
    run === undefined ? scenario.up(credentials(args)) : run(scenario, args);

  it("keeps the live key until the pending one is acknowledged, then promotes it, then rolls back", async () => {
    await up();
    await proveWhere?.(scenario);
    const first = await liveVersion(scenario);
    const { publicKeyFingerprint } = await scenario.project.outputs();
    await up({ rotation: "2" });
    assert.equal(await liveVersion(scenario), first);
    await assertConverged(scenario);
    const acknowledgedFingerprint = (await scenario.project.outputs())["pendingFingerprint"];
    await up({ rotation: "2", acknowledgedFingerprint });
    assert.notEqual(await liveVersion(scenario), first);
    await assertConverged(scenario);
    await up({ rotation: "2", acknowledgedFingerprint: publicKeyFingerprint });
    assert.equal(await liveVersion(scenario), first);
    await assertConverged(scenario);
    await scenario.run(["destroy", "--yes", "--skip-preview"]);
    assert.deepEqual(await scenario.secretNames(), []);
  });
}
