import * as assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as sdk from "@aws-sdk/client-secrets-manager";
import { startLocalPartner, type LocalPartner } from "../../emulator/partner";
import { publicKeyFingerprint, shortFingerprint } from "../../resources";
import { createSigner, type Signer } from "../../resources/signer";
import { REPOSITORY } from "../../workbench/repository";
import { codeOf } from "../support/documents";
import { CONSUMER, DEPLOYER, REGION, Scenario } from "../support/scenario";

const README = join(REPOSITORY, "README.md");
const page = (name: string) => join(REPOSITORY, "docs", name);
/** What `pulumi new` asks for with the template, answered. */
const ANSWERS = ["stack init production", "config set partner acme", "config set environment production"];

/** The commands of the block with these words. */
function commandsWith(words: string, document: string): string[] {
  const block = codeOf(document, "sh").find((code) => code.includes(words));
  assert.ok(block, `${document} has no commands with ${words}`);
  return block.trimEnd().split("\n");
}

/** Without what is another one in each run. */
const timeless = (text: string) =>
  text.replace(/SHA256:[\w+/]+=*/g, "SHA256:").replace(/(?<=BEGIN PUBLIC KEY-----\n)[^-]+(?=-----END)/g, "…\n");

describe("engine: README and its pages, done as they show it", () => {
  let scenario: Scenario;
  let partner: LocalPartner;
  let signer: Signer;
  let aws: sdk.SecretsManagerClient;
  let oldKey: string;
  /** Who does what, in the words of the picture. */
  const seen: string[] = [];

  before(async () => {
    scenario = await Scenario.start({ program: codeOf(README, "ts")[0] ?? "", quick: true });
    for (const answer of [...ANSWERS, `config set apiKey '{"generate":{}}'`, "up"]) await shell(`pulumi ${answer}`);
    oldKey = publicKeyFingerprint(await output("publicKeyPem"));
    aws = new sdk.SecretsManagerClient({
      endpoint: scenario.server.url,
      region: REGION,
      credentials: { accessKeyId: CONSUMER, secretAccessKey: "local" },
    });
    const { value: apiKey } = await scenario.readSecret("acme/production/apikey");
    partner = await startLocalPartner({ slots: 1, apiKeys: [apiKey] });
    partner.upload(await output("publicKeyPem"));
    signer = createSigner({
      privateKeySecretArn: await output("privateKeySecretArn"),
      apiKeySecretArn: await output("apiKeySecretArn"),
      origin: partner.url,
      async read(SecretId, VersionStage) {
        if (SecretId.includes("private.pem")) seen.push(`signer->>aws: GetSecretValue ${VersionStage}`);
        const { VersionId = "", SecretString = "" } = await aws.send(
          new sdk.GetSecretValueCommand({ SecretId, VersionStage }),
        );
        return { versionId: VersionId, value: SecretString };
      },
    });
    await request(); // it knows its key now
    seen.length = 0;
  });
  after(async () => {
    signer.close();
    aws.destroy();
    await partner.stop();
    await scenario.close();
  });

  const output = async (name: string) => String((await scenario.project.outputs())[name]);

  async function shell(command: string): Promise<string> {
    scenario.server.hooks.forget();
    const { code, output } = await scenario.bash(command);
    assert.equal(code, 0, `${command}\n${output}`);
    for (const { operation, accessKeyId, secretId } of scenario.server.hooks.calls)
      if (accessKeyId === DEPLOYER && secretId.includes("private.pem")) seen.push(`up->>aws: ${operation}`);
    return output;
  }

  /** One request of the service. */
  async function request(): Promise<void> {
    const url = `${partner.url}/v1/orders`;
    await signer.run(
      async (key) => {
        const headers = { ...key.sign({ url, body: "{}" }) };
        const { status } = await fetch(url, { method: "POST", headers, body: "{}" });
        const [which, taken] = [key.fingerprint === oldKey ? "old" : "new", status === 401 ? "refused" : "taken"];
        seen.push(`signer->>partner: signed with the ${which} key: ${taken}`);
        return status;
      },
      (status) => status === 401,
    );
  }

  it("rotates with the commands of README, which print what it shows", async () => {
    await request();
    for (const command of commandsWith("pendingFingerprint", README)) {
      if (command.includes("acknowledgedFingerprint")) seen.push("person->>up: acknowledgedFingerprint");
      const printed = await shell(command);
      if (command.includes("> public.pem")) {
        assert.equal(scenario.project.read("public.pem"), await output("pendingPublicKeyPem"));
        partner.upload(scenario.project.read("public.pem"));
        seen.push("up->>person: pendingPublicKeyPem", "person->>partner: pastes the public key");
        await request();
      }
      // The stack of this test makes its API key, about which one more line is printed
      const ofKeyPair = printed.replace(/^If the partner does not have the generated API key.*\n/m, "");
      if (command.includes("handoff")) assert.equal(timeless(ofKeyPair), timeless(codeOf(README, "text")[0] ?? ""));
    }
    assert.notEqual(publicKeyFingerprint(await output("publicKeyPem")), oldKey);
    await request();
  });

  it("happens as in the picture", () => {
    const writes = /up->>aws: (?!PutSecretValue|UpdateSecretVersionStage)|AWSCURRENT$|AWSPREVIOUS$/;
    const happened = seen.filter((what, i) => !writes.test(what) && what !== seen[i - 1]);
    const arrows = [...(codeOf(page("rotate.md"), "mermaid")[0] ?? "").matchAll(/^ *(\w+)-?->>(\w+): (.*)$/gm)];
    assert.deepEqual(
      arrows.map(([, from, to, what = ""], i) => {
        const [ends = "", words = ""] = (happened[i] ?? "")
          .split(": ", 1)
          .concat(happened[i]?.replace(/^.*?: /, "") ?? "");
        return ends === `${from}->>${to}` && what.includes(words);
      }),
      happened.map(() => true),
      happened.join("\n"),
    );
  });

  it("computes the 4 digits with the commands of docs/rotate.md", async () => {
    const printed = await shell(commandsWith("openssl dgst", page("rotate.md")).join("\n"));
    assert.equal(printed.trim(), shortFingerprint(await output("publicKeyPem")));
  });

  it("rolls back with those of docs/rotate.md", async () => {
    const newKey = await output("publicKeyPem");
    await shell(commandsWith("previousFingerprint", page("rotate.md")).join("\n"));
    assert.equal(publicKeyFingerprint(await output("publicKeyPem")), oldKey);
    assert.equal(await output("previousPublicKeyPem"), newKey);
    assert.equal(scenario.project.read("public.pem"), await output("publicKeyPem"));
  });

  it("mends a file backend with that of docs/recover.md, when a run died while it wrote the attributes of the state", async () => {
    const { folder } = scenario.project;
    const stacks = join(folder, "backend", ".pulumi", "stacks");
    const attributes = readdirSync(stacks, { recursive: true }).find((name) =>
      String(name).endsWith("production.json.attrs"),
    );
    writeFileSync(join(stacks, String(attributes)), "");
    const { code, output } = await scenario.bash("pulumi cancel --yes");
    assert.ok(code !== 0 && output.includes("error: failed to load checkpoint: EOF"), output);
    const [command = ""] = commandsWith("-empty -delete", page("recover.md"));
    await shell(command.replace("<folder of the backend>", `"${folder}/backend"`));
    assert.match(await shell("pulumi up"), /Resources:\n {4}\d+ unchanged/);
  });

  it("destroys with those of docs/recover.md", async () => {
    await shell(commandsWith("pulumi destroy", page("recover.md")).join("\n"));
    assert.deepEqual(await scenario.secretNames(), []);
  });

  it("takes it back as docs/recover.md says: restored, and protected again", async () => {
    const said = /run `([^`]+)` first, then `([^`]+)`/.exec(readFileSync(page("recover.md"), "utf8"));
    for (const command of said?.slice(1) ?? assert.fail("recover.md does not say how")) await shell(command);
    const keys = (await scenario.project.resources()).filter(({ type }) => /:(RsaKeyPair|ApiKey)$/.test(type));
    assert.deepEqual(
      keys.map(({ outputs }) => outputs?.["deletionProtection"]),
      [true, true],
    );
    assert.deepEqual(await scenario.secretNames(), ["acme/production/apikey", "acme/production/private.pem"]);
  });

  it("writes private.pem for nobody else to read with the command of docs/iam.md", async () => {
    const command = commandsWith("private.pem", page("iam.md")).join("\n");
    await shell(`umask 022; aws() { printf '%s' "$*"; }; ${command}`);
    const file = join(scenario.project.project, "private.pem");
    assert.match(readFileSync(file, "utf8"), /^secretsmanager get-secret-value /);
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });
});
