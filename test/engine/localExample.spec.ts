import * as assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import * as sdk from "@aws-sdk/client-secrets-manager";
import { REPOSITORY } from "../../workbench/repository";
import { codeOf } from "../support/documents";
import { issuedKey } from "../support/programs";
import { CONSUMER, REGION, Scenario } from "../support/scenario";

const BLOCKS = codeOf(join(REPOSITORY, "docs", "start.md"), "sh");
const blockWith = (words: string) =>
  BLOCKS.find((code) => code.includes(words)) ?? assert.fail(`no block with ${words}`);
/** A shell that works in a real account, and has nothing of what the pasted line has to bring. */
const WORK = {
  ...{ AWS_PROFILE: "work", AWS_SESSION_TOKEN: "of a real account", AWS_REGION: "", AWS_ACCESS_KEY_ID: "" },
  ...{ AWS_SECRET_ACCESS_KEY: "", AWS_ENDPOINT_URL_SECRETS_MANAGER: "", PULUMI_CONFIG_PASSPHRASE: "" },
};

describe("engine: an example without AWS, done as docs/start.md shows it", () => {
  let scenario: Scenario;
  let local: ChildProcess;
  let line = "";
  let aws: sdk.SecretsManagerClient;

  before(async () => {
    scenario = await Scenario.start(); // the program of this repository; the examples are below it
    for (const name of ["minimal", "consumer"]) scenario.project.addExample(name);
    symlinkSync(scenario.project.folder, join(scenario.project.project, "examples"));
    local = spawn(process.execPath, [join(REPOSITORY, "scripts", "local.mjs")], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [told] = (await once(local.stdout ?? assert.fail(), "data")) as [Buffer];
    line = told.toString().trim();
    const endpoint = /AWS_ENDPOINT_URL_SECRETS_MANAGER=(\S+)/.exec(line)?.[1] ?? assert.fail(line);
    const credentials = { accessKeyId: CONSUMER, secretAccessKey: "local" };
    aws = new sdk.SecretsManagerClient({ endpoint, region: REGION, credentials });
  });
  after(async () => {
    aws.destroy();
    local.kill("SIGINT");
    await once(local, "close");
    await scenario.close();
  });

  it("runs both examples after one paste, and leaves the stack files as they were", async () => {
    const key = issuedKey({ sandbox: true });
    scenario.sentinel.learn(key);
    const script = [
      "git init --quiet && git add stacks",
      "git -c user.name=test -c user.email=test@localhost commit --quiet -m stacks",
      "npm() { :; }", // what it would install is linked
      line,
      blockWith("cd examples/minimal"),
      blockWith("cd examples/consumer").replace("$(openssl rand -hex 32)", key),
    ].join("\n");
    const { code, output } = await scenario.bash(script, WORK);
    const names = ["acme/sandbox/private.pem", "qredo/sandbox/apikey", "qredo/sandbox/private.pem"];
    for (const SecretId of names) {
      const { SecretString = "" } = await aws.send(new sdk.GetSecretValueCommand({ SecretId }));
      scenario.sentinel.learn(SecretString);
    }
    scenario.sentinel.watchFolder(/PULUMI_BACKEND_URL=file:\/\/(\S+)/.exec(line)?.[1] ?? assert.fail(line));
    assert.equal(code, 0, output);
    assert.match(output, /^environment: +sandbox\n(.*\n)+web app shows: +…[0-9a-f]{4}$/m);
    assert.doesNotMatch(scenario.project.read("stacks/Pulumi.sandbox.yaml"), /encryptionsalt/);
  });
});
