import * as assert from "node:assert/strict";
import { KEY_PROGRAM } from "../support/programs";
import { DEPLOYER, Scenario } from "../support/scenario";
import { throttling } from "../support/throttling";
import { twoAtOnce } from "../support/twoAtOnce";

const NAME = "acme/private.pem";
const UP = ["up", "--yes", "--skip-preview"];
const PAIRS = 50;
/** Keys are made more slowly than AWS throttles: each secret is refused this often whatever the rate. */
const REFUSALS = 2;

const MANY_PROGRAM = `
import { RsaKeyPair } from "pulumi-partner-keys";

export const fingerprints = Array.from({ length: ${PAIRS} }, (_, i) => {
  const keepers = { rotation: process.env["ROTATION"] ?? "" };
  const args = { secretName: "acme/" + i + ".pem", recoveryWindowInDays: 0, keepers };
  return new RsaKeyPair("key-" + i, args).fingerprint;
});
`;

describe("engine: two runs on one stack at once (promise 8)", () => {
  let scenario: Scenario;

  before(async () => {
    scenario = await Scenario.start({ program: KEY_PROGRAM, quick: true });
    await scenario.run(["stack", "init", "dev"]);
  });
  after(() => scenario.close());

  const with_ = (rotation: string) => ({ KEY_PAIR: JSON.stringify({ secretName: NAME, keepers: { rotation } }) });

  it("lets Pulumi's lock decide: the loser says so and changes nothing, the winner's key is the live one", async () => {
    scenario.server.hooks.forget();
    const { winner, loser } = await twoAtOnce(scenario, "CreateSecret", with_("winner"), with_("loser"));
    assert.notEqual(loser.code, 0);
    assert.match(loser.output, /the stack is currently locked by 1 lock/);
    assert.equal(winner.code, 0, winner.output);
    // The winner's one call, repeated where it was held for longer than the client waits
    assert.deepEqual([...new Set(scenario.operations())], ["CreateSecret"]);

    const { output } = await scenario.up(with_("winner"));
    assert.match(output, /2 unchanged/);
    assert.equal((await scenario.versions(NAME)).length, 1);
    assert.equal((await scenario.readSecret(NAME)).versionId, (await scenario.project.outputs())["versionId"]);
  });

  it("lets the loser rotate afterwards", async () => {
    await scenario.up(with_("loser"));
    assert.equal((await scenario.versions(NAME)).length, 2);
    await scenario.run(["destroy", "--yes", "--skip-preview"]);
  });
});

describe(`engine: ${PAIRS} key pairs in one stack, and an AWS that throttles`, () => {
  let scenario: Scenario;

  before(async () => {
    const backend = throttling("CreateSecret", REFUSALS);
    scenario = await Scenario.start({ program: MANY_PROGRAM, quick: true, backend });
    await scenario.run(["stack", "init", "dev"]);
  });
  after(() => scenario.close());

  /** Runs under the limit; what the scenario itself asks afterwards is not limited. */
  async function throttled(callsPerSecond: number, args: readonly string[], env = {}) {
    const { hooks } = scenario.server;
    hooks.forget();
    hooks.throttle(callsPerSecond);
    const { code, output } = await (await scenario.project.start(args, env)).ended;
    hooks.throttle(undefined);
    scenario.sentinel.watchText("output", output);
    const calls = hooks.calls.filter(({ accessKeyId }) => accessKeyId === DEPLOYER);
    return { code, output, refused: calls.filter(({ outcome }) => outcome === "ThrottlingException").length };
  }

  async function stagesOfAll(): Promise<string[][][]> {
    const names = await scenario.secretNames(true);
    assert.equal(names.length, PAIRS);
    return Promise.all(names.map(async (name) => (await scenario.versions(name)).map(({ stages }) => [...stages])));
  }

  async function assertAllAreTold(): Promise<void> {
    const fingerprints = (await scenario.project.outputs())["fingerprints"] as unknown as string[];
    assert.equal(new Set(fingerprints).size, PAIRS);
  }

  it("makes all of them in one up, none twice, although each is refused twice", async () => {
    const { code, output, refused } = await throttled(20, UP);
    assert.equal(code, 0, output);
    assert.ok(refused >= REFUSALS * PAIRS, `only ${refused} calls were throttled`);
    assert.match(output, new RegExp(`\\+ ${PAIRS + 1} created`));
    for (const stages of await stagesOfAll()) assert.deepEqual(stages, [["AWSCURRENT"]]);
    await assertAllAreTold();
  });

  it("shows no diff over all of them and makes no AWS call", async () => {
    assert.match((await scenario.up()).output, new RegExp(`${PAIRS + 1} unchanged`));
    assert.deepEqual(scenario.operations(), []);
  });

  it("rotates each exactly once, even if AWS refused so much that it took a second up", async () => {
    const env = { ROTATION: "2" };
    const first = await throttled(4, UP, env);
    assert.ok(first.refused > 0, "nothing was throttled");
    await scenario.up(env);
    for (const stages of await stagesOfAll()) {
      assert.deepEqual(stages.sort(), [["AWSCURRENT", "partner-keys-latest"], ["AWSPREVIOUS"]]);
    }
    await assertAllAreTold();
    assert.match((await scenario.up(env)).output, new RegExp(`${PAIRS + 1} unchanged`));
  });

  it("deletes all of them although AWS refuses many of the calls", async () => {
    const { code, output, refused } = await throttled(20, ["destroy", "--yes", "--skip-preview"]);
    assert.equal(code, 0, output);
    assert.ok(refused > 0, "nothing was throttled");
    assert.deepEqual(await scenario.secretNames(true), []);
    assert.deepEqual(await scenario.project.resources(), []);
  });
});
