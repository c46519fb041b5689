import * as assert from "node:assert/strict";
import * as sdk from "@aws-sdk/client-secrets-manager";
import { assertConverged, holder, liveVersion } from "../support/converged";
import { credentials, CREDENTIALS_PROGRAM, PRIVATE_KEY_SECRET } from "../support/programs";
import { DEPLOYER, Scenario } from "../support/scenario";

const SecretId = PRIVATE_KEY_SECRET;
const STACK = credentials({ rotation: "2" });
const REFRESH = ["refresh", "--yes", "--skip-preview"];
const UP = ["up", "--yes", "--skip-preview"];

/** What is gone is made anew; what cannot be seen is never taken for gone. */
describe("engine: a key that is gone, and one that only seems to be (promise 6)", () => {
  let scenario: Scenario;

  before(async () => {
    scenario = await Scenario.start({ program: CREDENTIALS_PROGRAM, quick: true });
    await scenario.run(["stack", "init", "production"]);
    await scenario.up(credentials());
    await scenario.up(STACK); // one live, one pending
    await assertConverged(scenario);
  });
  after(() => scenario.close());

  /** By URN: the engine writes them in the order of the last run. */
  const known = async () =>
    Object.fromEntries((await scenario.project.resources()).map(({ urn, id, outputs }) => [urn, { id, outputs }]));
  /** What was written minutes ago, by AWS's clock, is not believed to be gone. */
  const later = () => scenario.server.clock.advance(60 * 60 * 1000);
  const pendingVersion = async () => holder(await scenario.versions(SecretId), "AWSPENDING")?.versionId;

  const BLINDNESS: readonly (readonly [what: string, name: RegExp, cause: () => void])[] = [
    ["a missing permission", /AccessDeniedException/, () => onDescribe("access-denied")],
    ["expired credentials", /ExpiredTokenException/, () => onDescribe("expired-token")],
    ["another account", /AccessDeniedException/, () => scenario.server.hooks.account(DEPLOYER, "999999999999")],
  ];
  const onDescribe = (kind: "access-denied" | "expired-token") =>
    scenario.server.hooks.fault({ kind, operation: "DescribeSecret", times: 1_000 });

  for (const [what, name, cause] of BLINDNESS) {
    for (const [how, command, env] of [
      ["refresh", REFRESH, STACK],
      ["up --refresh", [...UP, "--refresh"], STACK],
      ["a rotation", UP, credentials({ rotation: "3" })],
    ] as const) {
      it(`does not take ${what} for a deletion, and makes nothing (${how})`, async () => {
        const before = await known();
        cause();
        const { code, output } = await scenario.attempt(command, env);
        scenario.server.hooks.clear();
        scenario.server.hooks.account(DEPLOYER, "123456789012");
        assert.notEqual(code, 0);
        assert.match(output, /reading the description of secret arn:\S+: /);
        assert.match(output, name);
        assert.deepEqual([...new Set(scenario.operations())], ["DescribeSecret"]);
        assert.deepEqual(await known(), before);
        await assertConverged(scenario);
      });
    }
  }

  /** Both halves of a repair: in two commands, or in one. */
  async function repair(way: string): Promise<void> {
    if (way === "refresh, then up") await scenario.run(REFRESH, STACK);
    await scenario.up(STACK, ...(way === "up --refresh" ? ["--refresh"] : []));
    await assertConverged(scenario);
    assert.match((await scenario.up(STACK, "--refresh")).output, /6 unchanged/);
  }

  for (const way of ["refresh, then up", "up --refresh"]) {
    it(`makes a new pending key when AWS pruned the version of the pending one, the live key stays (${way})`, async () => {
      const live = await liveVersion(scenario);
      const pruned = await pendingVersion();
      for (const VersionStage of ["AWSPENDING", "partner-keys-latest"]) {
        const input = { SecretId, VersionStage, RemoveFromVersionId: pruned };
        await scenario.outOfBand.send(new sdk.UpdateSecretVersionStageCommand(input));
      }
      // AWS takes 100 versions a day and prunes what has no label and is older than a day
      for (const _day of ["first", "second"]) {
        scenario.server.clock.advance(25 * 60 * 60 * 1000);
        for (let i = 0; i < 70; i++) {
          const input = { SecretId, SecretString: "foreign", VersionStages: ["foreign"] };
          await scenario.outOfBand.send(new sdk.PutSecretValueCommand(input));
        }
      }
      assert.ok(!(await scenario.versions(SecretId)).some(({ versionId }) => versionId === pruned), "not pruned yet");
      await repair(way);
      assert.equal(await liveVersion(scenario), live);
      const now = await pendingVersion();
      assert.ok(now !== undefined && now !== pruned);
    });
  }

  for (const way of ["refresh, then up", "up --refresh"]) {
    it(`makes everything anew when the secret was deleted for good (${way})`, async () => {
      const before = (await scenario.versions(SecretId)).map(({ versionId }) => versionId);
      later();
      const input = { SecretId, ForceDeleteWithoutRecovery: true };
      await scenario.outOfBand.send(new sdk.DeleteSecretCommand(input));
      await repair(way);
      const [only, ...others] = await scenario.versions(SecretId);
      assert.deepEqual(others, []);
      assert.ok(only !== undefined && !before.includes(only.versionId));
    });
  }

  it("says that the secret no longer exists where it was deleted for good and its key is rotated, without a refresh", async () => {
    const gone = (await scenario.describe(SecretId)).ARN ?? "";
    later();
    const input = { SecretId, ForceDeleteWithoutRecovery: true };
    await scenario.outOfBand.send(new sdk.DeleteSecretCommand(input));
    const { output } = await scenario.up(credentials({ rotation: "4" }));
    assert.ok(output.includes(`secret ${gone} does not exist any more: SHA256:`), output);
    assert.doesNotMatch(output, /stays live/);
    await assertConverged(scenario);
  });
});
