import * as assert from "node:assert/strict";
import { age } from "../support/aged";
import { holder } from "../support/converged";
import { credentials, CREDENTIALS_PROGRAM, PRIVATE_KEY_SECRET } from "../support/programs";
import { Scenario } from "../support/scenario";

const ACTIVATION_PROGRAM = `
import { Activation, RsaKeyPair } from "pulumi-partner-keys";

const key = new RsaKeyPair("signer", { secretName: "acme/signer", publishAs: "pending" });
const activation = new Activation("signer", {
  secretArn: key.secretArn,
  candidate: key,
  ...JSON.parse(process.env["ACTIVATION"] ?? "{}"),
});
export const live = activation.live;
`;

describe("engine: bad input of an Activation (promise 9)", () => {
  let scenario: Scenario;

  before(async () => {
    scenario = await Scenario.start({ program: ACTIVATION_PROGRAM, quick: true });
    await scenario.run(["stack", "init", "dev"]);
    await scenario.up();
  });
  after(() => scenario.close());

  const otherRegion = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:acme/signer-AbCdEf";
  const candidate = { versionId: "0".repeat(36), fingerprint: `SHA256:${"A".repeat(43)}=` };
  for (const [what, input, message] of [
    [
      "a secret of another region",
      { secretArn: otherRegion },
      /secretArn: the ARN given is in region eu-west-1, allowed: a secret of region us-east-1/,
    ],
    [
      "a candidate that is no version of the secret",
      { candidate },
      /candidate\.versionId 0{36} is not a version of this secret, nothing was moved/,
    ],
    [
      "retirePreviousAfterHours: 0",
      { retirePreviousAfterHours: 0 },
      /retirePreviousAfterHours: 0 is not allowed, allowed: a whole number of hours from 1 to 8760/,
    ],
    [
      "an acknowledgement in immediate mode",
      { mode: "immediate", acknowledgedFingerprint: "a1b2" },
      /acknowledgedFingerprint: given with mode "immediate"/,
    ],
  ] as const) {
    it(`refuses ${what}, and nothing moves`, async () => {
      const before = await scenario.versions("acme/signer");
      const { code, output } = await scenario.attempt(["up", "--yes", "--skip-preview"], {
        ACTIVATION: JSON.stringify(input),
      });
      assert.notEqual(code, 0);
      assert.match(output, message);
      assert.deepEqual(await scenario.versions("acme/signer"), before);
    });
  }
});

describe("engine: what falls due with time", () => {
  let scenario: Scenario;

  before(async () => {
    scenario = await Scenario.start({ program: CREDENTIALS_PROGRAM, quick: true });
    await scenario.run(["stack", "init", "production"]);
  });
  after(() => scenario.close());

  const current = async () => holder(await scenario.versions(PRIVATE_KEY_SECRET), "AWSCURRENT")?.versionId;
  const previous = async () => holder(await scenario.versions(PRIVATE_KEY_SECRET), "AWSPREVIOUS")?.versionId;

  it("replaces a key that is older than rotateAfterDays, and none that is not", async () => {
    const stack = credentials({ activation: "immediate", rotateAfterDays: 30 });
    await scenario.up(stack);
    const first = await current();
    await age(scenario, 29 * 24);
    assert.match((await scenario.up(stack)).output, /6 unchanged/);
    await age(scenario, 25);
    const { output } = await scenario.run(["preview"], stack);
    assert.match(
      output,
      /partner-key-pair: the RSA key pair made at \S+ is older than 30 days \(rotateAfterDays\): a new one is made/,
    );
    await scenario.up(stack);
    assert.notEqual(await current(), first);
    assert.equal(await previous(), first);
  });

  it("takes AWSPREVIOUS off the previous key after retirePreviousAfterHours, in a later up", async () => {
    const stack = credentials({ activation: "immediate", rotateAfterDays: 30, retirePreviousAfterHours: 48 });
    const live = await current();
    await scenario.up(stack);
    assert.notEqual(await previous(), undefined);
    await age(scenario, 49);
    assert.match((await scenario.run(["preview"], stack)).output, /previous key SHA256:\S+= is retired/);
    await scenario.up(stack);
    assert.equal(await previous(), undefined);
    assert.equal(await current(), live);
    assert.match((await scenario.up(stack)).output, /6 unchanged/);
  });

  it("takes it off once nobody reads that version any more, and asks AWS only where that may be so", async () => {
    const stack = credentials({ activation: "immediate", rotation: "2", retirePreviousWhenUnreadForDays: 1 });
    const stages = async () => Object.values((await scenario.describe(PRIVATE_KEY_SECRET)).VersionIdsToStages ?? {});
    const hasPrevious = async () => (await stages()).flat().includes("AWSPREVIOUS");
    await scenario.up(stack);
    await scenario.readSecret(PRIVATE_KEY_SECRET, "AWSPREVIOUS");
    await age(scenario, 25);
    const { output } = await scenario.up(stack);
    assert.match(
      output,
      /keeps its label, because somebody read it on \d{4}-\d\d-\d\d \(retirePreviousWhenUnreadForDays\)/,
    );
    assert.ok(await hasPrevious());
    assert.deepEqual(scenario.operations(), ["DescribeSecret", "ListSecretVersionIds"]);
    assert.match((await scenario.up(stack)).output, /6 unchanged/);
    assert.deepEqual(scenario.operations(), []);
    await age(scenario, 72);
    scenario.server.clock.advance(72 * 60 * 60 * 1000);
    const preview = await scenario.run(["preview"], stack);
    assert.match(
      preview.output,
      /previous key SHA256:\S+= is retired, unless somebody has read it since the last look/,
    );
    await scenario.up(stack);
    assert.ok(!(await hasPrevious()));
    assert.match((await scenario.up(stack)).output, /6 unchanged/);
  });
});
