import * as assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ResourceType } from "../../resources/kinds/kinds";
import { providerText } from "../../resources/program/declaration";
import { issuedKey, KEY_PROGRAM } from "../support/programs";
import { DEPLOYER, REGION, Scenario } from "../support/scenario";
import { PluginProcess, type Props } from "./pluginProcess";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"; // the engine's placeholder in a preview

describe("plugin: the provider in Pulumi's own process", () => {
  let scenario: Scenario;
  let plugin: PluginProcess;

  before(async () => {
    scenario = await Scenario.start({ program: KEY_PROGRAM });
    plugin = await start();
  });
  afterEach(() => scenario.server.hooks.clear());
  after(async () => {
    await plugin.stop();
    await scenario.close();
  });

  function start(env: Record<string, string> = {}, config: Record<string, string> = {}): Promise<PluginProcess> {
    const aws = { AWS_ACCESS_KEY_ID: DEPLOYER, AWS_SECRET_ACCESS_KEY: "local", AWS_REGION: REGION };
    const endpoint = { AWS_ENDPOINT_URL_SECRETS_MANAGER: scenario.server.url, AWS_EC2_METADATA_DISABLED: "true" };
    return PluginProcess.start(scenario.project.project, { ...aws, ...endpoint, ...env }, config);
  }

  const inputs = (type: ResourceType, name: string, args: Props): Props => ({
    ...args,
    owner: `scratch/dev/${name}`,
    __provider: providerText(type),
  });
  const pair = (name: string, args: Props = {}) => inputs("RsaKeyPair", name, { secretName: `acme/${name}`, ...args });
  const apiKey = (name: string, args: Props) => inputs("ApiKey", name, { secretName: `acme/${name}`, ...args });

  /** check and create, as the engine does it for a new resource. */
  async function make(news: Props, by = plugin): Promise<{ id: string; inputs: Props; outs: Props }> {
    const checked = await by.check({}, news);
    assert.deepEqual(checked.failures, []);
    const made = await by.create(checked.inputs);
    await learn();
    scenario.sentinel.watchText("answer to create", JSON.stringify(made));
    return { ...made, inputs: checked.inputs };
  }

  async function learn(): Promise<void> {
    for (const name of await scenario.secretNames()) {
      for (const { value } of await scenario.versions(name)) scenario.sentinel.learn(value);
    }
  }

  /** The text the engine would show. */
  async function messageOf(work: Promise<unknown>): Promise<string> {
    const error = await work.then(
      () => assert.fail("it was let through"),
      (error: unknown) => error as { details: string },
    );
    return error.details;
  }

  it("is found through a text that never changes: it is in every state", () => {
    assert.equal(
      providerText("RsaKeyPair"),
      `exports.handler = () => require("node:module").createRequire(process.cwd() + "/_.js")("pulumi-partner-keys/provider").RsaKeyPair;`,
    );
  });

  it("takes an RsaKeyPair through its life", async () => {
    const news = pair("life");
    const made = await make(news);
    const { secretArn, versionId } = made.outs as Record<string, string>;
    assert.equal(made.id, `${secretArn}|${versionId}`);
    assert.equal(made.outs["__provider"], news["__provider"]);
    assert.equal(made.outs["region"], REGION);
    assert.deepEqual(await plugin.diff(made.id, made.outs, made.inputs), { changes: false, replaces: [] });

    const rotated = { ...made.inputs, keepers: { rotation: "2" } };
    assert.deepEqual(await plugin.diff(made.id, made.outs, rotated), { changes: true, replaces: ["keepers"] });

    const tagged = { ...made.inputs, tags: { team: "payments" } };
    assert.deepEqual(await plugin.diff(made.id, made.outs, tagged), { changes: true, replaces: [] });
    const updated = await plugin.update(made.id, made.outs, tagged);
    assert.deepEqual(updated, { ...made.outs, tags: { team: "payments" } });

    const found = await plugin.read(made.id, updated);
    assert.deepEqual(found, { id: made.id, outs: updated });

    await plugin.delete(made.id, updated);
    assert.ok((await scenario.describe("acme/life")).DeletedDate);
    assert.match(String((await plugin.read(made.id, updated)).outs["drift"]), /scheduled for deletion on /);
  });

  it("keeps an issued key from the credential_process, whoever reads it, and nothing else", async () => {
    const folder = mkdtempSync(join(tmpdir(), "credential-process-"));
    const [seen, config] = [join(folder, "environment"), join(folder, "config")];
    const answer = JSON.stringify({ Version: 1, AccessKeyId: DEPLOYER, SecretAccessKey: "local" });
    writeFileSync(config, `[profile process]\ncredential_process = sh -c 'env > ${seen}; echo "$ANSWER"'\n`);
    const [named, usual] = [issuedKey({ sandbox: true }), issuedKey({ sandbox: false })];
    for (const value of [named, usual]) scenario.sentinel.learn(value);
    const own = await start({
      AWS_ACCESS_KEY_ID: "",
      AWS_SECRET_ACCESS_KEY: "",
      AWS_CONFIG_FILE: config,
      AWS_PROFILE: "process",
      ANSWER: answer,
      // One that a check names, and the one of our pages, which another process may read
      ANY_NAME: named,
      PARTNER_API_KEY: usual,
    });
    try {
      const made = await make(apiKey("process", { issued: { env: "ANY_NAME" } }), own);
      const environment = readFileSync(seen, "utf8");
      assert.match(environment, /^AWS_PROFILE=process$/m);
      scenario.sentinel.watchText("environment of a child", environment);
      assert.doesNotMatch(environment, /ANY_NAME|PARTNER_API_KEY/);
      // The plugin process itself reads it again
      assert.deepEqual((await own.check(made.outs, made.inputs)).failures, []);
      await own.delete(made.id, made.outs);
    } finally {
      await own.stop();
      rmSync(folder, { recursive: true });
    }
  });

  it("takes an ApiKey through its life, and an issued one's value stays out of its inputs", async () => {
    const value = issuedKey({ sandbox: true });
    scenario.sentinel.learn(value);
    const own = await start({ ISSUED: value });
    try {
      const made = await make(apiKey("issued", { issued: { env: "ISSUED" }, environment: "sandbox" }), own);
      assert.match(String(made.inputs["issuedFingerprint"]), /^SHA256:/);
      assert.equal(made.outs["keyId"], "q".repeat(14));
      assert.equal((await scenario.readSecret("acme/issued")).value, value);
      assert.deepEqual(await own.diff(made.id, made.outs, made.inputs), { changes: false, replaces: [] });
      await own.delete(made.id, made.outs);
    } finally {
      scenario.sentinel.watchText("what the plugin printed", own.printed.join(""));
      await own.stop();
    }
    const generated = await make(apiKey("generated", { generate: { encoding: "hex" } }));
    assert.deepEqual((await plugin.read(generated.id, generated.outs)).outs, generated.outs);
    await plugin.delete(generated.id, generated.outs);
  });

  it("takes an Activation through its life", async () => {
    const first = await make(pair("staged", { publishAs: "pending" }));
    const candidate = ({ versionId, fingerprint, publicKeyPem }: Props) => ({ versionId, fingerprint, publicKeyPem });
    const { secretArn } = first.outs;
    const news = inputs("Activation", "activation", { secretArn, candidate: candidate(first.outs) });
    const made = await make(news);
    assert.deepEqual((made.outs["live"] as Props)["versionId"], first.outs["versionId"]);
    assert.equal(made.outs["pending"], null);

    const second = await make(pair("staged", { publishAs: "pending", keepers: { rotation: "2" } }));
    const pending = { ...made.inputs, candidate: candidate(second.outs) };
    const noted = await plugin.update(made.id, made.outs, pending);
    assert.equal((noted["live"] as Props)["versionId"], first.outs["versionId"]);
    assert.equal((noted["pending"] as Props)["versionId"], second.outs["versionId"]);

    const acknowledged = { ...pending, acknowledgedFingerprint: second.outs["fingerprint"] };
    assert.deepEqual(await plugin.diff(made.id, noted, acknowledged), { changes: true, replaces: [] });
    const promoted = await plugin.update(made.id, noted, acknowledged);
    assert.equal((promoted["live"] as Props)["versionId"], second.outs["versionId"]);
    assert.equal((await scenario.readSecret("acme/staged")).versionId, second.outs["versionId"]);
    assert.deepEqual((await plugin.read(made.id, promoted)).outs, promoted);
    await plugin.delete(made.id, promoted);
    await plugin.delete(second.id, second.outs);
  });

  it("leaves what a preview does not know yet alone", async () => {
    const { failures, inputs: checked } = await plugin.check({}, pair("preview", { keepers: UNKNOWN, tags: UNKNOWN }));
    assert.deepEqual(failures, []);
    assert.equal(checked["keepers"], UNKNOWN);
  });

  it("lists every bad input with its own sentence", async () => {
    const { failures } = await plugin.check({}, pair("bad", { modulusLength: 512, rotateAfterDays: 0 }));
    assert.deepEqual(failures, [
      { property: "", reason: "modulusLength: 512 is not allowed, allowed: 2048, 3072, 4096" },
      {
        property: "",
        reason: "rotateAfterDays: 0 is not allowed, allowed: a whole number of days from 1 to 3650",
      },
    ]);
  });

  it("refuses a state that lost what tells which key it means, in each operation, and does nothing", async () => {
    const { id, inputs: news, outs } = await make(pair("cut"));
    for (const fact of ["versionId", "secretArn"]) {
      const { [fact]: _lost, ...cut } = outs;
      const lost = new RegExp(
        `^[a-z]+ing \\S+/cut: its state has lost ${fact}, so nothing was done; bring back the state`,
      );
      for (const operation of [
        plugin.read(id, cut),
        plugin.update(id, cut, news),
        plugin.diff(id, cut, news),
        plugin.delete(id, cut),
      ])
        assert.match(await messageOf(operation), lost);
    }
    await plugin.delete(id, outs);
  });

  it("lets the text of an error arrive whole, from each operation that reaches AWS, without a stack", async () => {
    const { id, inputs: news, outs } = await make(pair("denied", { deletionProtection: true }));
    const protected_ = await messageOf(plugin.delete(id, outs));
    assert.equal(
      protected_,
      "deleting secret acme/denied: deletionProtection is on, nothing was deleted; " +
        "to delete it, set deletionProtection to false (put its code back where that is gone), run pulumi up, " +
        "then delete it; to keep the secret and forget its key, take the commands of docs/remove.md",
    );
    scenario.server.hooks.fault({ kind: "access-denied", times: 1_000 });
    const reading =
      /^reading the description of secret arn:\S+: AccessDeniedException: User is not authorized to perform this action; give the deployer this action on the secret.*$/;
    assert.match(await messageOf(plugin.read(id, outs)), reading);
    assert.match(await messageOf(plugin.update(id, outs, { ...news, tags: { a: "b" } })), reading);
    assert.match(await messageOf(plugin.delete(id, outs)), reading);
    const creating = /^creating secret acme\/other: AccessDeniedException: .+; give the deployer this action/;
    const { inputs: other } = await plugin.check({}, pair("other"));
    assert.match(await messageOf(plugin.create(other)), creating);
    scenario.server.hooks.clear();
    await plugin.delete(id, { ...outs, deletionProtection: false });

    const printed = plugin.printed.join("");
    assert.match(printed, /deletionProtection is on/, "the host prints what check, diff, read and delete throw");
    assert.doesNotMatch(printed, /\n +at /);
  });

  it("takes aws:profile from the stack config", async () => {
    const folder = mkdtempSync(join(tmpdir(), "partner-keys-profile-"));
    const file = join(folder, "credentials");
    writeFileSync(file, "[partner]\naws_access_key_id = AKIAPROFILE\naws_secret_access_key = local\n");
    const none = { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" };
    const profiled = await start({ ...none, AWS_SHARED_CREDENTIALS_FILE: file }, { "aws:profile": "partner" });
    try {
      scenario.server.hooks.forget();
      const made = await make(pair("profiled"), profiled);
      await profiled.delete(made.id, made.outs);
      for (const operation of ["CreateSecret", "DeleteSecret"]) {
        assert.equal(scenario.server.hooks.count(operation, "AKIAPROFILE"), 1, operation);
      }
      assert.equal(scenario.server.hooks.count(undefined, DEPLOYER), 0);
    } finally {
      await profiled.stop();
      rmSync(folder, { recursive: true });
    }
  });

  it("makes 16 keys at once, all different, and goes on answering checks meanwhile", async () => {
    const checked = await Promise.all(
      Array.from({ length: 16 }, async (_, i) => (await plugin.check({}, pair(`many-${i}`))).inputs),
    );
    let done = 0;
    const creating = checked.map(async (news) => {
      const made = await plugin.create(news);
      done++;
      return made;
    });
    // One check after the other: where making a key blocked the process, each would wait for a key
    let answered = 0;
    while (done < 8) {
      await plugin.check({}, pair("meanwhile"));
      if (done < 8) answered++;
    }
    const made = await Promise.all(creating);
    await learn();
    assert.ok(answered >= 32, `${answered} checks were answered while half of the keys were made`);
    assert.equal(new Set(made.map(({ outs }) => outs["fingerprint"])).size, 16);
    assert.equal(new Set(made.map(({ id }) => id)).size, 16);
    for (const { outs } of made) {
      const versions = await scenario.versions(String(outs["secretArn"]));
      assert.deepEqual(
        versions.map(({ versionId, stages }) => [versionId, stages]),
        [[outs["versionId"], ["AWSCURRENT"]]],
      );
    }
  });

  it("printed nothing but its own lines", () => {
    const printed = plugin.printed.join("");
    scenario.sentinel.watchText("what the plugin printed", printed);
    assert.doesNotMatch(printed, /Warning|\n +at |\[object/);
  });
});
