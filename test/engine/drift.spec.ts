import * as assert from "node:assert/strict";
import * as sdk from "@aws-sdk/client-secrets-manager";
import { assertConverged, holder, liveVersion } from "../support/converged";
import { credentials, CREDENTIALS_PROGRAM, PRIVATE_KEY_SECRET } from "../support/programs";
import { DEPLOYER, Scenario } from "../support/scenario";

const SecretId = PRIVATE_KEY_SECRET;
const STACK = credentials({ rotation: "2" });

interface Drift {
  readonly what: string;
  readonly cause: (scenario: Scenario) => Promise<unknown>;
  /** What the run tells about it. */
  readonly told: RegExp;
}

const send = (scenario: Scenario) => scenario.outOfBand.send.bind(scenario.outOfBand);

async function foreignVersion(scenario: Scenario, stages: string[]): Promise<string> {
  const put = new sdk.PutSecretValueCommand({ SecretId, SecretString: "foreign", VersionStages: stages });
  return (await send(scenario)(put)).VersionId ?? "";
}

async function stealLabel(scenario: Scenario, stage: string): Promise<void> {
  const to = await foreignVersion(scenario, ["foreign"]);
  const from = holder(await scenario.versions(SecretId), stage)?.versionId;
  const input = { SecretId, VersionStage: stage, MoveToVersionId: to, RemoveFromVersionId: from };
  await send(scenario)(new sdk.UpdateSecretVersionStageCommand(input));
}

const REPAIRED: readonly Drift[] = [
  {
    what: "scheduled for deletion: the same keys are restored",
    cause: (s) => send(s)(new sdk.DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 7 })),
    told: /was scheduled for deletion: restored with the same key/,
  },
  {
    what: "AWSCURRENT moved by somebody else's version: moved back",
    cause: (s) => foreignVersion(s, ["AWSCURRENT"]),
    told: /drift, put back by up: AWSCURRENT is on version \S+ instead of \S+/,
  },
  {
    what: "the pending label stolen: put back",
    cause: (s) => stealLabel(s, "AWSPENDING"),
    told: /drift, put back by up: AWSPENDING is on version \S+ instead of \S+/,
  },
  {
    what: "tags edited: put back",
    cause: (s) =>
      send(s)(new sdk.TagResourceCommand({ SecretId, Tags: [{ Key: "partner-keys:owner", Value: "mine now" }] })),
    told: /drift, put back by up: tags were edited \(partner-keys:owner\)/,
  },
  {
    what: "the description edited: put back",
    cause: (s) => send(s)(new sdk.UpdateSecretCommand({ SecretId, Description: "by hand" })),
    told: /drift, put back by up: the description was edited/,
  },
];

describe("engine: drift is repaired without a new key", () => {
  let scenario: Scenario;

  before(async () => {
    scenario = await Scenario.start({ program: CREDENTIALS_PROGRAM });
    await scenario.run(["stack", "init", "production"]);
    await scenario.up(credentials());
    await scenario.up(STACK); // one live, one pending
    await assertConverged(scenario);
  });
  after(() => scenario.close());

  for (const { what, cause, told } of REPAIRED) {
    for (const way of ["refresh, then up", "up --refresh"]) {
      it(`${what} (${way})`, async () => {
        const before = await scenario.project.outputs();
        const live = await liveVersion(scenario);
        await cause(scenario);
        if (way === "refresh, then up") await scenario.run(["refresh", "--yes", "--skip-preview"], STACK);
        const { output } = await scenario.up(STACK, ...(way === "up --refresh" ? ["--refresh"] : []));
        assert.match(output, told);
        assert.deepEqual(await scenario.project.outputs(), before);
        assert.equal(await liveVersion(scenario), live);
        await assertConverged(scenario);
        assert.match((await scenario.up(STACK, "--refresh")).output, /6 unchanged/);
      });
    }
  }

  it("does not take a missing permission, expired credentials or another account for a deletion", async () => {
    const known = async () =>
      (await scenario.project.resources()).map(({ urn, id, outputs }) => ({ urn, id, outputs }));
    const before = await known();
    for (const break_ of [
      () => scenario.server.hooks.fault({ kind: "access-denied", operation: "DescribeSecret", times: 99 }),
      () => scenario.server.hooks.fault({ kind: "expired-token", operation: "DescribeSecret", times: 99 }),
      () => scenario.server.hooks.account(DEPLOYER, "999999999999"),
    ]) {
      break_();
      const { code, output } = await scenario.attempt(["refresh", "--yes", "--skip-preview"], STACK);
      scenario.server.hooks.clear();
      scenario.server.hooks.account(DEPLOYER, "123456789012");
      assert.notEqual(code, 0);
      assert.match(
        output,
        /reading the description of secret arn:\S+: (AccessDeniedException|ExpiredTokenException): /,
      );
      assert.deepEqual(await known(), before);
    }
  });

  it("makes nothing when a rotation runs with credentials of another account", async () => {
    scenario.server.hooks.account(DEPLOYER, "999999999999");
    const { code, output } = await scenario.attempt(["up", "--yes", "--skip-preview"], credentials({ rotation: "3" }));
    scenario.server.hooks.account(DEPLOYER, "123456789012");
    assert.notEqual(code, 0);
    assert.match(output, /reading the description of secret arn:\S+: AccessDeniedException: /);
    assert.deepEqual(scenario.operations(), ["DescribeSecret"]);
    await assertConverged(scenario);
  });

  it("makes a new pending key when AWS pruned the version of the pending one, and leaves the live key alone", async () => {
    const live = await liveVersion(scenario);
    const pending = holder(await scenario.versions(SecretId), "AWSPENDING")?.versionId;
    for (const VersionStage of ["AWSPENDING", "partner-keys-latest"]) {
      const input = { SecretId, VersionStage, RemoveFromVersionId: pending };
      await send(scenario)(new sdk.UpdateSecretVersionStageCommand(input));
    }
    // AWS takes 100 versions a day and prunes what has no label and is older than a day
    for (const _day of ["first", "second"]) {
      scenario.server.clock.advance(25 * 60 * 60 * 1000);
      for (let i = 0; i < 70; i++) await foreignVersion(scenario, ["foreign"]);
    }
    assert.ok(!(await scenario.versions(SecretId)).some((version) => version.versionId === pending), "not pruned yet");
    await scenario.up(STACK, "--refresh");
    assert.equal(await liveVersion(scenario), live);
    const now = holder(await scenario.versions(SecretId), "AWSPENDING")?.versionId;
    assert.ok(now !== undefined && now !== pending);
    await assertConverged(scenario);
  });

  it("makes everything anew when the secret was deleted for good", async () => {
    await send(scenario)(new sdk.DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }));
    await scenario.up(STACK, "--refresh");
    await assertConverged(scenario);
  });
});
