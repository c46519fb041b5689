import * as assert from "node:assert/strict";
import { createPublicKey, randomBytes } from "node:crypto";
import { join } from "node:path";
import { CreateSecretCommand } from "@aws-sdk/client-secrets-manager";
import { publicKeyFingerprint } from "../../resources";
import { readPrivateKey } from "../../resources/crypto/privateKey";
import { REPOSITORY } from "../../workbench/repository";
import { codeOf } from "../support/documents";
import { Scenario } from "../support/scenario";

const PAGE = join(REPOSITORY, "docs", "services.md");
const BLOCK = codeOf(PAGE, "ts").find((code) => code.includes("secretFields")) ?? assert.fail(PAGE);
const DATADOG = randomBytes(16).toString("hex");

type Names = Readonly<Record<string, string>>;

function fingerprintOfKeyIn(text: string | undefined): string {
  const key = readPrivateKey(text ?? "") ?? assert.fail("no private key");
  return publicKeyFingerprint(createPublicKey(key).export({ type: "spki", format: "pem" }).toString());
}

describe("engine: secrets whose names AWS services prescribe, as the page of services has them (promises 1, 2, 9)", () => {
  let scenario: Scenario;
  before(async () => {
    scenario = await Scenario.start({ program: BLOCK, quick: true, env: { DATADOG_API_KEY: DATADOG } });
    await scenario.outOfBand.send(
      new CreateSecretCommand({ Name: "acme/production/snowflake", Description: "of somebody else" }),
    );
    await scenario.run(["stack", "init", "dev"]);
  });
  after(() => scenario.close());

  const stored = async (name: string) => JSON.parse((await scenario.readSecret(name)).value) as Names;
  const state = async (name: string) =>
    (await scenario.project.resources()).find(({ urn }) => urn.endsWith(`::${name}`))?.outputs ?? assert.fail(name);

  it("makes each with its names and nothing besides", async () => {
    await scenario.up();
    const { PrivateKey, ...transfer } = await stored("aws/transfer/acme");
    assert.deepEqual(transfer, { Username: "acme" });
    assert.equal(fingerprintOfKeyIn(PrivateKey), (await state("transfer"))["fingerprint"]);

    const { private_key = "", ...firehose } = await stored("acme/production/firehose");
    assert.deepEqual(firehose, { user: "acme" });
    assert.match(private_key, /^MII[A-Za-z0-9+/]+=*$/);
    assert.equal(fingerprintOfKeyIn(private_key), (await state("firehose"))["fingerprint"]);

    const { privateKey, publicKey, ...snowflake } = await stored("acme/production/snowflake");
    assert.deepEqual(snowflake, { account: "xy12345.eu-west-1", user: "acme" });
    assert.match(privateKey ?? "", /^-----BEGIN PRIVATE KEY-----\n/);
    assert.equal(publicKey, (await state("snowflake"))["publicKeyPem"]);
    assert.equal(fingerprintOfKeyIn(privateKey), publicKeyFingerprint(publicKey ?? ""));

    assert.deepEqual(await stored("acme/production/datadog"), { api_key: DATADOG });
  });

  it("makes no AWS call when nothing changed", async () => {
    const { output } = await scenario.up();
    assert.deepEqual(scenario.operations(), []);
    assert.match(output, /5 unchanged/);
  });
});

const COMPONENT = `
import { PartnerCredentials, readConfig } from "pulumi-partner-keys/stacks";
export const { publicKeyFingerprint, pendingFingerprint } = new PartnerCredentials("acme", readConfig());
`;

describe("engine: secretFields of the component, in the config (promises 2, 8, 9)", () => {
  const NAME = "acme/production/private.pem";
  let scenario: Scenario;
  before(async () => {
    scenario = await Scenario.start({ program: COMPONENT, quick: true });
    await scenario.run(["stack", "init", "dev"]);
    await scenario.bash(`cat >> Pulumi.dev.yaml <<'END'
config:
  scratch:partner: acme
  scratch:environment: production
  scratch:apiKey: { generate: {} }
  scratch:privateKeyFormat: pkcs8
END`);
  });
  after(() => scenario.close());

  const set = (path: string, value: string) => scenario.run(["config", "set", "--path", `secretFields.${path}`, value]);
  const stored = async (stage?: string) => JSON.parse((await scenario.readSecret(NAME, stage)).value) as Names;

  it("refuses a number and a password, shows no character of it, and names the command", async () => {
    await set("PrivateKey", "privateKeyPem");
    await set("Port.constant", "22");
    const { code, output } = await scenario.attempt(["preview"]);
    assert.notEqual(code, 0, output);
    assert.match(output, /the constant of Port is a number: write it in quotes/);
    assert.match(
      output,
      /pulumi config set --type string --path scratch:secretFields\.Port\.constant <text>|--path secretFields\.Port\.constant <text>/,
    );
    await scenario.run(["config", "rm", "--path", "secretFields.Port"]);
    await set("Password", "hunter2-hunter2");
    const refused = await scenario.attempt(["preview"]);
    assert.match(refused.output, /Password names no value/);
    assert.ok(!refused.output.includes("hunter2"), refused.output);
    await scenario.run(["config", "rm", "--path", "secretFields.Password"]);
  });

  it("rotates when a constant changes: the new key waits with the new one, the live key stays", async () => {
    await set("Username.constant", "acme-1");
    await scenario.up();
    const first = await stored();
    assert.equal(first["Username"], "acme-1");
    await set("Username.constant", "acme-2");
    await scenario.up();
    assert.deepEqual(await stored(), first);
    const pending = await stored("AWSPENDING");
    assert.equal(pending["Username"], "acme-2");
    const { pendingFingerprint = "" } = await scenario.project.outputs();
    assert.equal(fingerprintOfKeyIn(pending["PrivateKey"]), pendingFingerprint);
    assert.notEqual(pending["PrivateKey"], first["PrivateKey"]);

    await scenario.run(["config", "set", "acknowledgedFingerprint", pendingFingerprint]);
    await scenario.up();
    assert.deepEqual(await stored(), pending);
    await scenario.up();
    assert.deepEqual(scenario.operations(), []);
  });
});
