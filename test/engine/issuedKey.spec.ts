import * as assert from "node:assert/strict";
import { kill, pluginsOf } from "../kills/processes";
import { issuedKey, KEY_PROGRAM } from "../support/programs";
import { DEPLOYER, Scenario } from "../support/scenario";

const NAME = "acme/apikey";
const UP = ["up", "--yes", "--skip-preview"];
const ABSENT = { API_KEY: JSON.stringify({ secretName: NAME, issued: { env: "PARTNER_API_KEY" } }) };
const given = (value: string) => ({ ...ABSENT, PARTNER_API_KEY: value });

describe("engine: a run that stored an issued key was killed, and the key is not provided again (promise 8)", () => {
  let scenario: Scenario;

  before(async () => {
    scenario = await Scenario.start({ program: KEY_PROGRAM, quick: true });
    await scenario.run(["stack", "init", "dev"]);
  });
  after(() => scenario.close());

  /** Kills the plugin when the key is stored and nobody knows it yet. */
  async function killedUp(env: Record<string, string>, operation: string): Promise<void> {
    const run = await scenario.project.start(UP, env);
    scenario.server.hooks.atBoundary((edge, call) => {
      if (edge !== "after" || call.accessKeyId !== DEPLOYER || call.operation !== operation) return;
      kill(pluginsOf(run.pid), "SIGKILL");
    });
    const { code, output } = await run.ended;
    scenario.server.hooks.atBoundary(undefined);
    assert.notEqual(code, 0, output);
  }

  async function assertStored(value: string): Promise<void> {
    const { value: stored, versionId } = await scenario.readSecret(NAME);
    assert.equal(stored, value);
    const key = (await scenario.project.resources()).find(({ type }) => type.endsWith(":ApiKey"));
    assert.equal(key?.outputs?.["versionId"], versionId);
    assert.match((await scenario.up(ABSENT, "--refresh")).output, /2 unchanged/);
  }

  it("first create: says which variable it needs, changes nothing, and goes on once it is there", async () => {
    const value = issuedKey({ seed: "a" });
    await killedUp(given(value), "CreateSecret");
    const before = await scenario.readSecret(NAME);
    const { code, output } = await scenario.attempt(UP, ABSENT);
    assert.notEqual(code, 0);
    assert.match(
      output,
      /issued: environment variable PARTNER_API_KEY: does not exist, and this run has to store the key/,
    );
    assert.deepEqual(await scenario.readSecret(NAME), before);
    await scenario.up(given(value));
    await assertStored(value);
  });

  it("rotation: without the variable the key in state is what counts, with it the new key", async () => {
    const [old, value] = [issuedKey({ seed: "a" }), issuedKey({ seed: "b" })];
    await killedUp(given(value), "PutSecretValue");
    // Nothing asks for the new key any more: a refresh sees that another version is live, and puts the known one back
    await scenario.up(ABSENT, "--refresh");
    await assertStored(old);
    await scenario.up(given(value));
    await assertStored(value);
  });
});
