import * as assert from "node:assert/strict";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Scenario } from "../support/scenario";
import { StandInAws } from "../support/standInAws";

/** What anybody may write: a component that programs in every language can have, with our classes in it. */
const COMPONENT = `
const load = require("node:module").createRequire(process.cwd() + "/_.js");
const provider = load("@pulumi/pulumi/provider");
const pulumi = load("@pulumi/pulumi");
const { RsaKeyPair } = load("pulumi-partner-keys");

class Keys extends pulumi.ComponentResource {
  constructor(name, opts) {
    super("wrapped:index:Keys", name, {}, opts);
    this.key = new RsaKeyPair(name + "-key", { secretName: "acme/remote" }, { parent: this });
  }
}

provider.main({
  version: "0.0.1",
  schema: JSON.stringify({ name: "wrapped", version: "0.0.1", resources: { "wrapped:index:Keys": { isComponent: true } } }),
  async construct(name, type, inputs, options) {
    const made = new Keys(name, options);
    return { urn: made.urn, state: { publicKeyPem: made.key.publicKeyPem } };
  },
}, process.argv.slice(2));
`;

const PROGRAM = `
import * as aws from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { Provider } from "pulumi-partner-keys";

const settings = { region: "us-east-1", endpoints: [{ secretsmanager: process.env["SERVER"]! }] };
const provider = process.env["OURS"]
  ? new Provider("keys", { ...settings, accessKey: "AKIADEPLOYER", secretKey: "local" })
  : new aws.Provider("eu", settings as object);
new pulumi.ComponentResource("wrapped:index:Keys", "acme", {}, { providers: [provider] }, true);
`;

describe("engine: our classes in a remote component (promise 12)", () => {
  let scenario: Scenario;
  let plugins: StandInAws;

  before(async () => {
    plugins = new StandInAws();
    const component = join(plugins.folder, "wrapped.cjs");
    writeFileSync(component, COMPONENT);
    const executable = join(plugins.folder, "pulumi-resource-wrapped");
    writeFileSync(executable, `#!/bin/sh\nexec "${process.execPath}" "${component}" "$@"\n`);
    chmodSync(executable, 0o755);
    const env = { AWS_REGION: "eu-west-1" };
    scenario = await Scenario.start({ program: PROGRAM, env, binFolder: plugins.folder, quick: true });
    await scenario.run(["stack", "init", "dev"]);
  });
  after(async () => {
    plugins.remove();
    await scenario.close();
  });

  const env = () => ({ SERVER: scenario.server.url });

  it("refuse an aws provider that shows no settings there, with the spelling that works, and make nothing", async () => {
    const { code, output } = await scenario.attempt(["up", "--yes", "--skip-preview"], env());
    assert.notEqual(code, 0, output);
    assert.match(
      output,
      /acme-key: the aws provider that a remote component was given shows none of its settings here/,
    );
    assert.match(output, /ProviderResource\("pulumi-nodejs", "keys", /);
    assert.deepEqual(scenario.operations(), []);
  });

  it("take a provider of ours, and make the key where it says", async () => {
    await scenario.up({ ...env(), OURS: "1" });
    const { ARN } = await scenario.describe("acme/remote");
    assert.match(String(ARN), /:us-east-1:/);
  });
});
