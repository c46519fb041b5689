import * as assert from "node:assert/strict";
import { KEY_PROGRAM } from "../support/programs";
import { Scenario } from "../support/scenario";

const NAME = "acme/private.pem";
const DAY = 24 * 60 * 60 * 1000;
const DESTROY = ["destroy", "--yes", "--skip-preview"];
const with_ = (recoveryWindowInDays: number) => ({
  KEY_PAIR: JSON.stringify({ secretName: NAME, recoveryWindowInDays }),
});

describe("engine: changes that keep the key and show elsewhere", () => {
  let scenario: Scenario;

  before(async () => {
    scenario = await Scenario.start({ program: KEY_PROGRAM, quick: true });
    await scenario.run(["stack", "init", "dev"]);
  });
  after(() => scenario.close());

  it("a renamed stack retags its secret in place", async () => {
    await scenario.up(with_(30));
    const before = await scenario.readSecret(NAME);
    await scenario.run(["stack", "rename", "live"]);
    const { output } = await scenario.up(with_(30));
    assert.match(output, /1 updated/);
    assert.doesNotMatch(output, /replaced|created/);
    assert.deepEqual(await scenario.readSecret(NAME), before);
    const { Tags } = await scenario.describe(NAME);
    assert.deepEqual(Tags, [
      { Key: "partner-keys:owner", Value: "scratch/live/signer" },
      { Key: "partner-keys:kind", Value: "key-pair" },
    ]);
    assert.match((await scenario.up(with_(30), "--refresh")).output, /2 unchanged/);
  });

  it("another recovery window is what the destroy then asks for", async () => {
    assert.match((await scenario.up(with_(7))).output, /1 updated/);
    assert.deepEqual(scenario.operations(), [], "the window is no property of the secret");
    await scenario.run(DESTROY);
    scenario.server.clock.advance(6 * DAY);
    assert.deepEqual(await scenario.secretNames(true), [NAME], "deleted too early");
    scenario.server.clock.advance(2 * DAY);
    assert.deepEqual(await scenario.secretNames(true), [], "30 days, as declared before");
  });

  it("a recovery window of 0 deletes at once", async () => {
    await scenario.up(with_(30));
    assert.match((await scenario.up(with_(0))).output, /1 updated/);
    await scenario.run(DESTROY);
    assert.deepEqual(await scenario.secretNames(true), []);
  });
});
