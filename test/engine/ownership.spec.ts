import * as assert from "node:assert/strict";
import { KEY_PROGRAM } from "../support/programs";
import { Scenario } from "../support/scenario";

const NAME = "shared/private.pem";
const args = (more: object = {}) => ({ KEY_PAIR: JSON.stringify({ secretName: NAME, ...more }) });

describe("engine: two stacks want one name (promise 5)", () => {
  let scenario: Scenario;

  before(async () => {
    scenario = await Scenario.start({ program: KEY_PROGRAM, quick: true });
    await scenario.run(["stack", "init", "one"]);
    await scenario.run(["stack", "init", "two"]);
  });
  after(() => scenario.close());

  const upIn = (stack: string, env: Record<string, string>) =>
    scenario.attempt(["up", "--yes", "--skip-preview", "--stack", stack], env);

  it("gives it to one of two that run at the same time, and tells the other whose it is", async () => {
    const runs = await Promise.all([upIn("one", args()), upIn("two", args())]);
    assert.deepEqual(runs.map((run) => run.code === 0).sort(), [false, true]);
    const loser = runs.find((run) => run.code !== 0);
    assert.match(
      String(loser?.output),
      /creating secret shared\/private\.pem: it exists and belongs to scratch\/(one|two)\/signer/,
    );
    assert.match(String(loser?.output), /choose another secretName .*, or use secretId .*, or adopt: true/);
    assert.equal((await scenario.versions(NAME)).length, 1);
  });

  it("lets the other add versions through secretId, and leaves the secret alone when that one is destroyed", async () => {
    const owner = (await scenario.describe(NAME)).Tags?.[0]?.Value?.split("/")[1];
    const other = owner === "one" ? "two" : "one";
    const borrowed = { KEY_PAIR: JSON.stringify({ secretId: NAME }) };
    assert.equal((await upIn(other, borrowed)).code, 0);
    assert.equal((await scenario.versions(NAME)).length, 2);
    const { output } = await scenario.run(["destroy", "--yes", "--skip-preview", "--stack", other], borrowed);
    assert.match(output, /is not ours: it and its versions stay/);
    assert.deepEqual(await scenario.secretNames(), [NAME]);
  });

  it("hands it over with adopt: true, and the former owner's destroy leaves it", async () => {
    const owner = (await scenario.describe(NAME)).Tags?.[0]?.Value?.split("/")[1] ?? "";
    const other = owner === "one" ? "two" : "one";
    assert.equal((await upIn(other, args({ adopt: true }))).code, 0);
    const { output } = await scenario.run(["destroy", "--yes", "--skip-preview", "--stack", owner], args());
    assert.match(output, new RegExp(`stays: it now belongs to scratch/${other}/signer`));
    assert.deepEqual(await scenario.secretNames(), [NAME]);
    await scenario.run(["destroy", "--yes", "--skip-preview", "--stack", other], args());
    assert.deepEqual(await scenario.secretNames(), []);
  });
});
