import * as assert from "node:assert/strict";
import { age } from "../support/aged";
import { KEY_PROGRAM } from "../support/programs";
import { Scenario } from "../support/scenario";

const NAME = "acme/private.pem";
const DESTROY = ["destroy", "--yes", "--skip-preview"];
const key = (inputs: object) => ({ KEY_PAIR: JSON.stringify({ secretName: NAME, ...inputs }) });

describe("engine: which secret stays and which one goes (promise 4)", () => {
  let scenario: Scenario;
  beforeEach(async () => {
    scenario = await Scenario.start({ program: KEY_PROGRAM, quick: true });
    await scenario.run(["stack", "init", "dev"]);
  });
  afterEach(() => scenario.close());

  const isScheduled = async (secret = NAME) => (await scenario.describe(secret)).DeletedDate !== undefined;
  const urn = async () =>
    (await scenario.project.resources()).find(({ type }) => type.endsWith(":RsaKeyPair"))?.urn ?? assert.fail("no key");

  it("one that is handed over to secretId stays", async () => {
    await scenario.up(key({ keepers: { r: "1" } }));
    await scenario.up(key({ keepers: { r: "2" } }));
    await scenario.up({ KEY_PAIR: JSON.stringify({ secretId: NAME, keepers: { r: "2" } }) });
    assert.equal(await isScheduled(), false);
    assert.equal((await scenario.readSecret(NAME)).versionId, (await scenario.project.outputs())["versionId"]);
  });

  for (const [what, args, env] of [
    ["destroy --refresh", [...DESTROY, "--refresh"], key({ rotateAfterDays: 1 })],
    ["up --refresh of a program without it", ["up", "--yes", "--skip-preview", "--refresh"], {}],
  ] as const) {
    it(`one whose key is due goes with ${what}`, async () => {
      await scenario.up(key({ rotateAfterDays: 1 }));
      await age(scenario, 48);
      const { output } = await scenario.run(args, env);
      assert.match(output, /can be restored until/);
      assert.ok(await isScheduled());
    });
  }

  it("one whose protected key moved by a forced replace stays with a word, and the stack can be destroyed", async () => {
    await scenario.up(key({ deletionProtection: true }));
    const forced = ["up", "--yes", "--skip-preview", "--replace", await urn()];
    const moved = (more: object) => key({ secretName: "acme/moved.pem", ...more });
    const { output } = await scenario.run(forced, moved({ deletionProtection: true }));
    assert.match(output, /secret acme\/private\.pem stays: its key moved to arn:\S+, and deletionProtection was on/);
    await scenario.up(moved({ deletionProtection: false }));
    await scenario.run(DESTROY);
    assert.deepEqual([await isScheduled(), await isScheduled("acme/moved.pem")], [false, true]);
    assert.deepEqual(await scenario.project.resources(), []);
  });
});
