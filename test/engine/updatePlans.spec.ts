import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { age } from "../support/aged";
import { liveVersion } from "../support/converged";
import { credentials, CREDENTIALS_PROGRAM, PRIVATE_KEY_SECRET } from "../support/programs";
import { Scenario } from "../support/scenario";

const STACK = credentials({ rotateAfterDays: 90 });
const NOT_PLANNED = /create-replacement is not allowed by the plan: this resource is constrained to same/;

/** What is planned on one day and run on another; docs/pipelines.md says what follows. */
describe("engine: update plans over a due date", () => {
  let scenario: Scenario;
  let plan: (name: string) => string;

  before(async () => {
    scenario = await Scenario.start({ program: CREDENTIALS_PROGRAM, quick: true });
    plan = (name) => join(scenario.project.folder, `${name}.plan.json`);
    await scenario.run(["stack", "init", "production"]);
    await scenario.run(["config", "set", "--secret", "acme:token", "a-secret-of-the-config"]);
    await scenario.up(STACK);
  });
  after(() => scenario.close());

  const save = (name: string, env = STACK) => scenario.run(["preview", "--save-plan", plan(name)], env);
  const upWith = (name: string, ...args: string[]) =>
    scenario.attempt(["up", "--yes", ...args, "--plan", plan(name)], STACK);
  const stateOfKeys = async () => [await scenario.project.outputs(), await scenario.versions(PRIVATE_KEY_SECRET)];

  it("holds no value, and secrets of the config only encrypted; inputs and public keys are plain", async () => {
    await save("nothing due");
    const text = readFileSync(plan("nothing due"), "utf8");
    assert.ok(!text.includes("a-secret-of-the-config"));
    assert.match(text, /"acme:token": \{\s*"secure": "v1:/);
    assert.ok(text.includes(JSON.stringify((await scenario.project.outputs())["publicKeyPem"])));
    assert.ok(text.includes(PRIVATE_KEY_SECRET));
  });

  for (const args of [[], ["--skip-preview"]]) {
    it(`made before the due date stops the up after it, and no key is made (${args[0] ?? "with preview"})`, async () => {
      if (args.length === 0) await age(scenario, 91 * 24);
      const before = await stateOfKeys();
      const { code, output } = await upWith("nothing due", ...args);
      assert.equal(code, 1);
      assert.match(output, /is older than 90 days \(rotateAfterDays\): a new one is made/);
      assert.match(output, NOT_PLANNED);
      assert.deepEqual(await stateOfKeys(), before);
      assert.deepEqual(
        scenario.operations().filter((operation) => !operation.startsWith("Describe")),
        [],
      );
    });
  }

  it("made after it is run as it was shown", async () => {
    const live = await liveVersion(scenario);
    await save("due");
    const { code, output } = await upWith("due");
    assert.equal(code, 0, output);
    assert.match(output, /1 replaced/);
    assert.notEqual((await scenario.project.outputs())["pendingFingerprint"], "");
    assert.equal(await liveVersion(scenario), live);
    assert.equal((await scenario.versions(PRIVATE_KEY_SECRET)).length, 2);
  });

  it("stops where somebody rotated meanwhile: no second key", async () => {
    const before = await stateOfKeys();
    const { code, output } = await upWith("due");
    assert.equal(code, 1);
    assert.match(output, /expected resource operations for \S+partner-key-pair but none were seen/);
    assert.deepEqual(await stateOfKeys(), before);
  });

  it("stops where the config is another one by then, and no key is made", async () => {
    const before = await stateOfKeys();
    await save("old config");
    const rotated = credentials({ rotateAfterDays: 90, rotation: "after the plan" });
    const { code, output } = await scenario.attempt(["up", "--yes", "--plan", plan("old config")], rotated);
    assert.equal(code, 1);
    assert.match(output, /violates plan: properties changed: \S*keepers/);
    assert.deepEqual(await stateOfKeys(), before);
  });

  it("of a promotion does not put another key live", async () => {
    const { pendingFingerprint } = await scenario.project.outputs();
    const promotion = credentials({ rotateAfterDays: 90, acknowledgedFingerprint: pendingFingerprint });
    await save("promotion", promotion);
    await age(scenario, 91 * 24);
    await scenario.up(STACK); // the pending key fell due as well: a newer one is pending
    const before = await stateOfKeys();
    const { code, output } = await scenario.attempt(["up", "--yes", "--plan", plan("promotion")], promotion);
    assert.equal(code, 1);
    assert.match(output, /names no key of this secret, nothing was moved/);
    assert.deepEqual(await stateOfKeys(), before);
  });
});
