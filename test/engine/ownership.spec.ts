import * as assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { credentials, CREDENTIALS_PROGRAM, KEY_PROGRAM, PRIVATE_KEY_SECRET } from "../support/programs";
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
    assert.match(String(loser?.output), /choose another secretName .*, for example "shared\/(one|two)\/private\.pem"/);
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

/** The owner tag names project, stack and resource, not the backend: a limit that docs/limits.md tells. */
describe("engine: two backends have a stack of the same names (promise 5)", () => {
  let scenario: Scenario;
  before(async () => {
    scenario = await Scenario.start({ program: CREDENTIALS_PROGRAM, quick: true });
  });
  after(() => scenario.close());

  it("the second is told whose key it may be; the live key stays until its own is acknowledged", async () => {
    const env = credentials({ apiKey: undefined });
    await scenario.run(["stack", "init", "production"]);
    await scenario.up(env);
    const { versionId } = await scenario.readSecret(PRIVATE_KEY_SECRET);
    const { publicKeyPem } = await scenario.project.outputs();

    const backend = join(scenario.project.folder, "another-backend");
    mkdirSync(backend);
    const there = { ...env, PULUMI_BACKEND_URL: `file://${backend}` };
    await scenario.run(["stack", "init", "production"], there);
    const { output } = await scenario.up(there);
    assert.match(output, /exists and is ours: it got a new version.*another backend has a stack of this name/);
    assert.equal((await scenario.readSecret(PRIVATE_KEY_SECRET)).versionId, versionId);
    const { stdout } = await scenario.run(["stack", "output", "--json"], there);
    assert.equal((JSON.parse(stdout) as Record<string, string>)["publicKeyPem"], publicKeyPem);
    assert.match((await scenario.up(env)).output, /unchanged/);
    assert.deepEqual(scenario.operations(), []);
  });
});
