import * as assert from "node:assert/strict";
import { assertConverged, liveVersion } from "../support/converged";
import { credentials, CREDENTIALS_PROGRAM } from "../support/programs";
import { Scenario } from "../support/scenario";

const STACK = credentials({ activation: "immediate" });

describe("engine: a forced replace of a key with an Activation", () => {
  let scenario: Scenario;
  let urn: string;

  before(async () => {
    scenario = await Scenario.start({ program: CREDENTIALS_PROGRAM, quick: true });
    await scenario.run(["stack", "init", "sandbox"]);
    await scenario.up(STACK);
    urn = (await scenario.project.resources()).find(({ type }) => type.endsWith(":RsaKeyPair"))?.urn ?? "";
  });
  after(() => scenario.close());

  it("with --replace: key and activation in one run", async () => {
    const before = await liveVersion(scenario);
    const { output } = await scenario.up(STACK, "--replace", urn);
    assert.match(output, /1 updated[^]*1 replaced/);
    assert.notEqual(await liveVersion(scenario), before);
    await assertConverged(scenario);
    assert.match((await scenario.up(STACK)).output, /6 unchanged/);
  });

  it("with --target-replace: the key alone, its Activation follows with the next up", async () => {
    const before = await liveVersion(scenario);
    const { output } = await scenario.up(STACK, "--target-replace", urn);
    assert.match(output, /1 replaced/);
    assert.doesNotMatch(output, /updated/);
    assert.equal(await liveVersion(scenario), before);
    await scenario.up(STACK);
    assert.notEqual(await liveVersion(scenario), before);
    await assertConverged(scenario);
    assert.match((await scenario.up(STACK)).output, /6 unchanged/);
  });
});
