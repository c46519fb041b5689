import * as assert from "node:assert/strict";
import * as sdk from "@aws-sdk/client-secrets-manager";
import * as forge from "node-forge";
import { openssl, opensslVersion } from "../support/openssl";
import { KEY_PROGRAM } from "../support/programs";
import { Scenario } from "../support/scenario";

const NAME = "acme/private.pem";
const with_ = (args: object) => ({ KEY_PAIR: JSON.stringify({ secretName: NAME, ...args }) });
const hasOpenssl = opensslVersion() !== undefined;

/** The public PEM of a private one, as an implementation that did not make the key derives it. */
function derivedPublicPem(privateKeyPem: string): string {
  const { n, e } = forge.pki.privateKeyFromPem(privateKeyPem);
  return forge.pki.publicKeyToPem(forge.pki.setRsaPublicKey(n, e), 64).replaceAll("\r\n", "\n");
}

describe("engine: RsaKeyPair with the real CLI (promises 1, 2, 3, 4, 6, 10, 11)", () => {
  let scenario: Scenario;

  before(async () => {
    scenario = await Scenario.start({ program: KEY_PROGRAM, quick: true });
    await scenario.run(["stack", "init", "dev"]);
  });
  after(() => scenario.close());

  const outputs = () => scenario.project.outputs();
  const live = () => scenario.readSecret(NAME);

  it("creates the key pair with one AWS call and exports the public half", async () => {
    await scenario.up(with_({}));
    assert.deepEqual(scenario.operations(), ["CreateSecret"]);
    const { publicKeyPem, versionId, secretArn } = await outputs();
    const secret = await live();
    assert.equal(secret.versionId, versionId);
    assert.match(secret.value, /^-----BEGIN RSA PRIVATE KEY-----\n/);
    assert.equal(derivedPublicPem(secret.value), publicKeyPem);
    assert.match(String(secretArn), /^arn:aws:secretsmanager:us-east-1:\d{12}:secret:acme\/private\.pem-\w{6}$/);
  });

  if (hasOpenssl) {
    it("stores what openssl accepts, and exports what openssl derives from it", async () => {
      const { value } = await live();
      assert.match(openssl(["rsa", "-check", "-noout"], value), /RSA key ok/);
      assert.equal(openssl(["rsa", "-pubout"], value), (await outputs())["publicKeyPem"]);
    });
  }

  it("makes no AWS call and shows no diff when nothing changed", async () => {
    const { output } = await scenario.up(with_({}));
    assert.deepEqual(scenario.operations(), []);
    assert.match(output, /2 unchanged/);
    assert.doesNotMatch(output, /[~+-] +pulumi-nodejs:/);
  });

  it("shows no diff when a default is written down", async () => {
    const written = {
      modulusLength: 2048,
      privateKeyFormat: "pkcs1",
      secretFormat: "pem",
      recoveryWindowInDays: 30,
      tags: {},
    };
    assert.match((await scenario.up(with_(written))).output, /2 unchanged/);
  });

  it("keeps the region of the state when the environment of another machine names another one", async () => {
    const { output } = await scenario.up({ ...with_({}), AWS_REGION: "eu-west-1" });
    assert.match(output, /2 unchanged/);
  });

  it("rotates on changed keepers and leaves the old version readable as AWSPREVIOUS", async () => {
    const before = await live();
    await scenario.up({ ...with_({ keepers: { rotation: "2" } }), AWS_REGION: "eu-west-1" });
    const now = await live();
    assert.notEqual(now.versionId, before.versionId);
    assert.equal((await outputs())["versionId"], now.versionId);
    assert.deepEqual(await scenario.readSecret(NAME, "AWSPREVIOUS"), { ...before, stages: ["AWSPREVIOUS"] });
  });

  it("updates tags, description and KMS key in place", async () => {
    const before = await live();
    const changed = {
      keepers: { rotation: "2" },
      tags: { team: "payments" },
      description: "signer",
      kmsKeyId: "alias/own",
    };
    const { output } = await scenario.up(with_(changed));
    assert.match(output, /1 updated/);
    assert.equal((await live()).versionId, before.versionId);
    const described = await scenario.describe(NAME);
    assert.equal(described.Description, "signer");
    assert.equal(described.KmsKeyId, "alias/own");
    const tags: unknown = Object.fromEntries((described.Tags ?? []).map(({ Key, Value }) => [Key, Value]));
    assert.deepEqual(tags, {
      "partner-keys:owner": "scratch/dev/signer",
      "partner-keys:kind": "key-pair",
      team: "payments",
    });
  });

  it("rotates on a forced replace", async () => {
    const before = await live();
    const [key] = (await scenario.project.resources()).filter((resource) => resource.type.endsWith(":RsaKeyPair"));
    await scenario.up(with_({ keepers: { rotation: "2" } }), "--target-replace", String(key?.urn));
    assert.notEqual((await live()).versionId, before.versionId);
  });

  it("recreates the key after somebody deleted the secret for good", async () => {
    const before = await live();
    scenario.server.clock.advance(60 * 60 * 1000); // what was written minutes ago is not believed to be gone
    await scenario.outOfBand.send(new sdk.DeleteSecretCommand({ SecretId: NAME, ForceDeleteWithoutRecovery: true }));
    await scenario.run(["refresh", "--yes", "--skip-preview"], with_({}));
    await scenario.up(with_({}));
    const now = await live();
    assert.notEqual(now.value, before.value);
    assert.deepEqual(now.stages, ["AWSCURRENT"]);
  });

  it("moves to another secret when secretName changes, and deletes the old one", async () => {
    await scenario.up({ KEY_PAIR: JSON.stringify({ secretName: "acme/renamed.pem", recoveryWindowInDays: 7 }) });
    assert.deepEqual(await scenario.secretNames(), ["acme/renamed.pem"]);
    assert.deepEqual(await scenario.secretNames(true), [NAME, "acme/renamed.pem"]);
  });

  it("keeps at most about 3 kB of state", async () => {
    const [key] = (await scenario.project.resources()).filter((resource) => resource.type.endsWith(":RsaKeyPair"));
    const bytes = JSON.stringify(key).length;
    assert.ok(bytes < 3_500, `${bytes} bytes`);
  });

  it("destroys, and brings the secret back when up runs inside the recovery window", async () => {
    const args = { KEY_PAIR: JSON.stringify({ secretName: "acme/renamed.pem", recoveryWindowInDays: 7 }) };
    const before = await scenario.readSecret("acme/renamed.pem");
    await scenario.run(["destroy", "--yes", "--skip-preview"], args);
    assert.deepEqual(await scenario.secretNames(), []);
    const { output } = await scenario.up(args);
    assert.match(output, /was scheduled for deletion: restored/);
    const previous = await scenario.readSecret("acme/renamed.pem", "AWSPREVIOUS");
    assert.equal(previous.value, before.value);
    assert.deepEqual(await scenario.secretNames(), ["acme/renamed.pem"]);
  });

  it("leaves nothing but the scheduled deletions when the stack is destroyed", async () => {
    await scenario.run(["destroy", "--yes", "--skip-preview"]);
    assert.deepEqual(await scenario.secretNames(), []);
    assert.deepEqual(await scenario.project.resources(), []);
  });
});
