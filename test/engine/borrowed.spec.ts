import * as assert from "node:assert/strict";
import { createPublicKey } from "node:crypto";
import * as sdk from "@aws-sdk/client-secrets-manager";
import { holder } from "../support/converged";
import { Scenario } from "../support/scenario";

const NAME = "theirs/private.pem";
const PROGRAM = `
import { Activation, RsaKeyPair } from "pulumi-partner-keys";

const key = new RsaKeyPair("signer", JSON.parse(process.env["KEY_PAIR"] ?? "{}"));
const more = process.env["ACTIVATION"];
const activation = more === undefined ? undefined
  : new Activation("signer", { secretArn: key.secretArn, candidate: key, ...JSON.parse(more) });
export const versionId = key.versionId;
export const fingerprint = key.fingerprint;
export const publicKeyPem = key.publicKeyPem;
export const live = activation?.live;
`;

describe("engine: keys in a secret that somebody else owns (secretId) (promise 5)", () => {
  let scenario: Scenario;
  let theirs: string;

  beforeEach(async () => {
    scenario = await Scenario.start({ program: PROGRAM, quick: true });
    await scenario.run(["stack", "init", "dev"]);
    const input = { Name: NAME, SecretString: "their-own-value-of-before", Tags: [{ Key: "team", Value: "theirs" }] };
    theirs = (await scenario.outOfBand.send(new sdk.CreateSecretCommand(input))).VersionId ?? "";
  });
  afterEach(() => scenario.close());

  const versions = () => scenario.versions(NAME);
  const current = async () => holder(await versions(), "AWSCURRENT");
  const output = async (name: string) => (await scenario.project.outputs())[name];

  /** We only ever add versions and move labels. */
  async function assertTheirsStays(): Promise<void> {
    await scenario.run(["destroy", "--yes", "--skip-preview"]);
    const { Tags, Description, DeletedDate } = await scenario.describe(NAME);
    assert.deepEqual(
      { Tags, Description, DeletedDate },
      {
        Tags: [{ Key: "team", Value: "theirs" }],
        Description: undefined,
        DeletedDate: undefined,
      },
    );
    assert.deepEqual(await scenario.secretNames(true), [NAME]);
    assert.deepEqual(await scenario.project.resources(), []);
  }

  it("rotates: a version is added, the one before stays readable as AWSPREVIOUS", async () => {
    const with_ = (rotation: string) => ({ KEY_PAIR: JSON.stringify({ secretId: NAME, keepers: { rotation } }) });
    await scenario.up(with_("1"));
    const first = await current();
    assert.equal(first?.versionId, await output("versionId"));
    assert.equal(holder(await versions(), "AWSPREVIOUS")?.versionId, theirs);
    assert.match((await scenario.up(with_("2"))).output, /1 replaced/);
    assert.deepEqual(scenario.operations(), ["DescribeSecret", "PutSecretValue"]);
    assert.equal((await current())?.versionId, await output("versionId"));
    assert.equal(holder(await versions(), "AWSPREVIOUS")?.versionId, first?.versionId);
    assert.equal((await versions()).length, 3);
    assert.match((await scenario.up(with_("2"), "--refresh")).output, /2 unchanged/);
    await assertTheirsStays();
  });

  it("stays pending beside their key until it is acknowledged, then goes live, and so does the next one", async () => {
    const stack = (rotation: string, activation: object = {}) => ({
      KEY_PAIR: JSON.stringify({ secretId: NAME, publishAs: "pending", keepers: { rotation } }),
      ACTIVATION: JSON.stringify(activation),
    });
    for (const rotation of ["1", "2"]) {
      const before = (await current())?.versionId;
      const live = rotation === "1" ? undefined : await output("fingerprint");
      await scenario.up(stack(rotation, live === undefined ? {} : { acknowledgedFingerprint: live }));
      assert.equal((await current())?.versionId, before, "it went live unasked");
      assert.equal(holder(await versions(), "AWSPENDING")?.versionId, await output("versionId"));
      await scenario.up(stack(rotation, { acknowledgedFingerprint: await output("fingerprint") }));
      const now = await current();
      assert.equal(now?.versionId, await output("versionId"));
      const pem = createPublicKey(String(now?.value)).export({ type: "spki", format: "pem" });
      assert.equal(pem, await output("publicKeyPem"));
      assert.equal(holder(await versions(), "AWSPENDING"), undefined);
      assert.equal(holder(await versions(), "AWSPREVIOUS")?.versionId, before);
    }
    const last = stack("2", { acknowledgedFingerprint: await output("fingerprint") });
    assert.match((await scenario.up(last, "--refresh")).output, /3 unchanged/);
    await assertTheirsStays();
  });
});
