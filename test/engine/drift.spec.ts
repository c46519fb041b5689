import * as assert from "node:assert/strict";
import * as sdk from "@aws-sdk/client-secrets-manager";
import { assertConverged, holder, liveVersion } from "../support/converged";
import { credentials, CREDENTIALS_PROGRAM, PRIVATE_KEY_SECRET } from "../support/programs";
import { DEPLOYER, Scenario } from "../support/scenario";

const SecretId = PRIVATE_KEY_SECRET;
const STACK = credentials({ rotation: "2", tags: { team: "payments" } });
const UP = ["up", "--yes", "--skip-preview"];
const REFRESH = ["refresh", "--yes", "--skip-preview"];
const WAYS = ["refresh, then up", "up --refresh"] as const;

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

const tag = (scenario: Scenario, Key: string, Value: string) =>
  send(scenario)(new sdk.TagResourceCommand({ SecretId, Tags: [{ Key, Value }] }));

async function stealLabel(scenario: Scenario, stage: string): Promise<void> {
  const to = await foreignVersion(scenario, ["foreign"]);
  const from = holder(await scenario.versions(SecretId), stage)?.versionId;
  const input = { SecretId, VersionStage: stage, MoveToVersionId: to, RemoveFromVersionId: from };
  await send(scenario)(new sdk.UpdateSecretVersionStageCommand(input));
}

/** The pending version, by the label alone: nothing new is in the secret. */
async function promoteByHand(scenario: Scenario): Promise<void> {
  const versions = await scenario.versions(SecretId);
  const [to, from] = ["AWSPENDING", "AWSCURRENT"].map((stage) => holder(versions, stage)?.versionId);
  const input = { SecretId, VersionStage: "AWSCURRENT", MoveToVersionId: to, RemoveFromVersionId: from };
  await send(scenario)(new sdk.UpdateSecretVersionStageCommand(input));
}

const REPAIRED: readonly Drift[] = [
  {
    what: "scheduled for deletion: the same keys are restored",
    cause: (s) => send(s)(new sdk.DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 7 })),
    told: /was scheduled for deletion: restored with the same key/,
  },
  {
    what: "AWSCURRENT moved to another key of ours: moved back",
    cause: promoteByHand,
    told: /drift, put back by up: AWSCURRENT is on version \S+ instead of \S+/,
  },
  {
    what: "the pending label stolen: put back",
    cause: (s) => stealLabel(s, "AWSPENDING"),
    told: /drift, put back by up: AWSPENDING is on version \S+ instead of \S+/,
  },
  {
    what: "the owner tag edited: put back",
    cause: (s) => tag(s, "partner-keys:owner", "mine now"),
    told: /drift, put back by up: tags were edited \(partner-keys:owner\)/,
  },
  {
    what: "a tag of the user's own edited: put back",
    cause: (s) => tag(s, "team", "somebody else"),
    told: /drift, put back by up: tags were edited \(team\)/,
  },
  {
    what: "a tag of the user's own taken off: put back",
    cause: (s) => send(s)(new sdk.UntagResourceCommand({ SecretId, TagKeys: ["team"] })),
    told: /drift, put back by up: tags were edited \(team\)/,
  },
  {
    what: "the record of the live version edited: put back",
    cause: (s) => tag(s, "partner-keys:live-version", "0".repeat(36)),
    told: /drift, put back by up: the record of the live key in the tags was edited/,
  },
  {
    what: "the record of the live public key edited: put back",
    cause: (s) => tag(s, "partner-keys:live-public-key-2", "c29tZWJvZHkgZWxzZSdz"),
    told: /drift, put back by up: the record of the live key in the tags was edited/,
  },
  {
    what: "the owner tag taken off and the live record edited at once: both put back in one round",
    cause: async (s) => {
      await send(s)(new sdk.UntagResourceCommand({ SecretId, TagKeys: ["partner-keys:owner"] }));
      await tag(s, "partner-keys:live-fingerprint", "SHA256:edited");
    },
    told: /drift, put back by up: tags were edited \(partner-keys:owner\)[^]*the record of the live key in the tags was edited|the record of the live key in the tags was edited[^]*tags were edited \(partner-keys:owner\)/,
  },
  {
    what: "the description edited: put back",
    cause: (s) => send(s)(new sdk.UpdateSecretCommand({ SecretId, Description: "by hand" })),
    told: /drift, put back by up: the description was edited/,
  },
];

describe("engine: drift is repaired without a new key (promises 6, 7)", () => {
  let scenario: Scenario;

  before(async () => {
    scenario = await Scenario.start({ program: CREDENTIALS_PROGRAM, quick: true });
    await scenario.run(["stack", "init", "production"]);
    await scenario.up(credentials());
    await scenario.up(STACK); // one live, one pending
    await assertConverged(scenario);
  });
  after(() => scenario.close());

  async function aboutSecret() {
    const { Description, Tags = [] } = await scenario.describe(SecretId);
    return { Description, tags: Tags.map(({ Key, Value }) => `${Key}=${Value}`).sort() };
  }

  for (const { what, cause, told } of REPAIRED) {
    for (const way of WAYS) {
      it(`${what} (${way})`, async () => {
        const before = await scenario.project.outputs();
        const live = await liveVersion(scenario);
        const described = await aboutSecret();
        await cause(scenario);
        if (way === "refresh, then up") await scenario.run(REFRESH, STACK);
        const { output } = await scenario.up(STACK, ...(way === "up --refresh" ? ["--refresh"] : []));
        assert.match(output, told);
        assert.deepEqual(await scenario.project.outputs(), before);
        assert.equal(await liveVersion(scenario), live);
        assert.deepEqual(await aboutSecret(), described);
        await assertConverged(scenario);
        assert.match((await scenario.up(STACK, "--refresh")).output, /6 unchanged/);
      });
    }
  }

  for (const way of WAYS) {
    it(`leaves AWSCURRENT alone when somebody moves it again while up puts it back, and says so (${way})`, async () => {
      const live = await liveVersion(scenario);
      await promoteByHand(scenario);
      if (way === "refresh, then up") await scenario.run(REFRESH, STACK);
      let intruder: string | undefined;
      scenario.server.hooks.atBoundary(async (edge, call) => {
        const isOurs = call.accessKeyId === DEPLOYER && call.operation === "UpdateSecretVersionStage";
        if (edge === "before" && isOurs) intruder ??= await foreignVersion(scenario, ["AWSCURRENT"]);
      });
      const { code, output } = await scenario.attempt(way === "up --refresh" ? [...UP, "--refresh"] : UP, STACK);
      scenario.server.hooks.atBoundary(undefined);
      assert.notEqual(code, 0);
      assert.match(
        output,
        /moving label AWSCURRENT of secret arn:\S+: version \S+ does not hold it any more, nothing was moved; run pulumi refresh, then pulumi up/,
      );
      assert.equal(await liveVersion(scenario), intruder ?? assert.fail("the label was not put back"));
      // As the message says: what is live now is no moved label, and somebody has to decide
      await scenario.run(REFRESH, STACK);
      const undecided = await scenario.attempt(UP, STACK);
      assert.match(undecided.output, new RegExp(`set adoptVersionId to ${intruder}`));
      assert.equal(await liveVersion(scenario), intruder);
      await scenario.up(credentials({ rotation: "2", tags: { team: "payments" }, discardVersionId: intruder }));
      assert.equal(await liveVersion(scenario), live);
      await assertConverged(scenario);
    });
  }
});
