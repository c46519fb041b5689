import * as assert from "node:assert/strict";
import * as sdk from "@aws-sdk/client-secrets-manager";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KEY_PROGRAM } from "../support/programs";
import { DEPLOYER, REGION, Scenario } from "../support/scenario";

const VALUE = "a-value-that-nobody-else-may-know";
const SecretId = "acme/apikey";

/** What every scenario proves when it is closed; here it has to fail. */
describe("engine: the end of a scenario", () => {
  async function withSecret(more: Partial<sdk.CreateSecretCommandInput> = {}): Promise<Scenario> {
    const scenario = await Scenario.start({ program: KEY_PROGRAM });
    await scenario.outOfBand.send(new sdk.CreateSecretCommand({ Name: SecretId, SecretString: VALUE, ...more }));
    return scenario;
  }

  it("is a success when nothing got out", async () => {
    await (await withSecret({ Description: "API key", Tags: [{ Key: "team", Value: "payments" }] })).close();
  });

  const places: readonly (readonly [where: string, more: Partial<sdk.CreateSecretCommandInput>])[] = [
    ["a tag", { Tags: [{ Key: "team", Value: `the key is ${VALUE}` }] }],
    ["the description", { Description: VALUE }],
    ["the name", { Name: `acme/${VALUE}` }],
  ];
  for (const [where, more] of places) {
    it(`is a failure when a value is in ${where}`, async () => {
      const scenario = await withSecret(more);
      await assert.rejects(scenario.close(), /leak: a stored value .* in name, description and tags of acme\//);
    });
  }

  it("is a failure when a value is in the tags of a secret that is scheduled for deletion", async () => {
    const scenario = await withSecret();
    await scenario.attempt(["version"]); // learns the value
    const tagged = new sdk.TagResourceCommand({ SecretId, Tags: [{ Key: "k", Value: VALUE }] });
    await scenario.outOfBand.send(tagged);
    await scenario.outOfBand.send(new sdk.DeleteSecretCommand({ SecretId }));
    await assert.rejects(scenario.close(), /leak: a stored value .* in name, description and tags/);
  });

  it("is a failure when any run prints a value, whoever started it", async () => {
    const scenario = await withSecret();
    await scenario.project.attempt([VALUE]);
    await assert.rejects(scenario.close(), /leak: a stored value .* in output of pulumi /);
  });

  for (const read of [
    new sdk.GetSecretValueCommand({ SecretId }),
    new sdk.BatchGetSecretValueCommand({ SecretIdList: [SecretId] }),
  ]) {
    it(`is a failure when the deployer tried ${read.constructor.name}, although it was refused and forgotten`, async () => {
      const scenario = await withSecret();
      const credentials = { accessKeyId: DEPLOYER, secretAccessKey: "local" };
      const deployer = new sdk.SecretsManagerClient({ endpoint: scenario.server.url, region: REGION, credentials });
      await assert.rejects(deployer.send(read as sdk.GetSecretValueCommand), { name: "AccessDeniedException" });
      deployer.destroy();
      scenario.server.hooks.forget();
      await assert.rejects(scenario.close(), /the deployer asked for a value: (Batch)?GetSecretValue of /);
    });
  }
});

describe("engine: what a developer has in ~/.aws", () => {
  const home = mkdtempSync(join(tmpdir(), "partner-keys-home-"));
  after(() => rmSync(home, { recursive: true }));

  it("is no part of a run", async () => {
    mkdirSync(join(home, ".aws"));
    writeFileSync(join(home, ".aws", "config"), "[default]\nuse_fips_endpoint = true\n");
    const scenario = await Scenario.start({ program: KEY_PROGRAM, env: { HOME: home } });
    await scenario.run(["stack", "init", "dev"]);
    await scenario.up({ KEY_PAIR: JSON.stringify({ secretName: "acme/key" }) });
    await scenario.close();
  });
});
