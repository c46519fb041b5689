import * as assert from "node:assert/strict";
import { CONSUMER, Scenario } from "../support/scenario";
import { StandInAws } from "../support/standInAws";

const [STACK, HUB, TARGET] = ["111111111111", "222222222222", "333333333333"];
const HUB_ROLE = `arn:aws:iam::${HUB}:role/hub`;
const TARGET_ROLE = `arn:aws:iam::${TARGET}:role/target`;
const OURS = "pulumi:providers:pulumi-nodejs";

const PROGRAM = `
import * as aws from "@pulumi/aws/provider";
import { Activation, Provider, RsaKeyPair } from "pulumi-partner-keys";
import { PartnerCredentials } from "pulumi-partner-keys/stacks";

const { endpoint, role, awsArgs, replacementTrigger, ...keys } = JSON.parse(process.env["SETTINGS"]!);
const endpoints = [{ secretsmanager: endpoint, sts: endpoint }];
const replaceWith = [];
new RsaKeyPair("plain", { secretName: "acme/plain", ...keys }, { replacementTrigger });
if (role) {
  const provider = new Provider("role", { region: "us-west-2", endpoints, ...role });
  const args = { secretName: "acme/role", publishAs: "pending" };
  const key = new RsaKeyPair("by-role", args, { provider, replacementTrigger });
  new Activation("live", { secretArn: key.secretArn, candidate: key, mode: "immediate" }, { provider });
  replaceWith.push(key);
}
new RsaKeyPair("follower", { secretName: "acme/follower" }, { replaceWith });
if (awsArgs) {
  const provider = new aws.Provider("eu", { endpoints, ...awsArgs });
  const apiKey = { generate: {} };
  new PartnerCredentials("one", { partner: "one", environment: "sandbox", apiKey }, { provider });
  new PartnerCredentials("two", { partner: "two", environment: "sandbox", apiKey }, { providers: { aws: provider } });
}
`;

describe("engine: whose account, whatever says so (promise 12)", () => {
  let scenario: Scenario;
  let standIn: StandInAws;
  const configToken = "session-token-of-the-stack-config-0123456789";
  const providerToken = "session-token-of-the-provider-0123456789ab";
  const role = {
    accessKey: "AKIAROLE",
    secretKey: "secret-of-the-provider-0123456789",
    token: providerToken,
    assumeRoles: [{ roleArn: HUB_ROLE, externalId: "x-1" }, { roleArn: TARGET_ROLE }],
    allowedAccountIds: [TARGET],
  };
  const awsArgs = {
    region: "eu-west-1",
    accessKey: "AKIAEU",
    secretKey: "secret-of-the-aws-provider-01234567",
    defaultTags: { tags: { CostCenter: "7" } },
  };
  const settings = (more: object = {}) => ({
    SETTINGS: JSON.stringify({ endpoint: scenario.server.url, role, awsArgs, replacementTrigger: "1", ...more }),
  });
  /** Changes the stack config, and keeps the calls of the run before it. */
  const config = (...args: readonly string[]) => scenario.project.run(["config", ...args]);
  const set = (...args: readonly string[]) =>
    config("set", ...(args.includes("--secret") ? [] : ["--plaintext"]), ...args);
  const up = (env = settings(), ...args: readonly string[]) =>
    scenario.attempt(["up", "--yes", "--skip-preview", ...args], env);
  const calls = () =>
    scenario.server.hooks.calls.filter(({ accessKeyId }) => accessKeyId !== CONSUMER).map((call) => ({ ...call }));
  /** Who made which secret: name, key, account, region. */
  const made = () =>
    calls()
      .filter(({ operation }) => operation === "CreateSecret")
      .map(({ secretId, accessKeyId, account, region }) =>
        [secretId, accessKeyId.replace(/^ASIA.*/, "ASIA…"), account, region].join(" "),
      )
      .sort();

  const writesIn = (where: string) =>
    calls().filter(({ operation, account }) => account === where && !/^(Describe|Assume|GetCaller)/.test(operation));
  /** Secrets that were looked for in an account. */
  const reads = (where: string) => {
    const looked = calls().filter(({ operation, account }) => account === where && operation === "DescribeSecret");
    return [...new Set(looked.map(({ secretId }) => secretId))].sort();
  };

  before(async () => {
    standIn = new StandInAws();
    // The environment's own keys and endpoint must not be used: what the settings say counts
    const env = { AWS_ENDPOINT_URL_SECRETS_MANAGER: "http://127.0.0.1:9", PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
    scenario = await Scenario.start({ program: PROGRAM, env, binFolder: standIn.folder, quick: true });
    const { hooks } = scenario.server;
    for (const key of ["CONFIG", "ROLE", "EU"]) hooks.account(`AKIA${key}`, STACK);
    hooks.account(CONSUMER, STACK);
    hooks.role({ arn: HUB_ROLE, trusted: ["AKIAROLE"], externalId: "x-1" });
    hooks.role({ arn: TARGET_ROLE });
    await scenario.run(["stack", "init", "dev"]);
    await set("aws:accessKey", "AKIACONFIG", "--secret");
    await set("aws:secretKey", "secret-of-the-stack-config-0123456789", "--secret");
    await set("aws:token", configToken, "--secret");
    await set("--path", "aws:endpoints[0].secretsmanager", scenario.server.url);
    await set("--path", "aws:endpoints[0].sts", scenario.server.url);
    await set("--path", "aws:allowedAccountIds[0]", STACK);
    for (const secret of [configToken, providerToken, role.secretKey, awsArgs.secretKey])
      scenario.sentinel.learn(secret);
  });
  after(async () => {
    standIn.remove();
    await scenario.close();
  });

  it("signs each call with what its provider says: the stack config, a chain of roles, an aws provider", async () => {
    const { code, output } = await up();
    assert.equal(code, 0, output);
    assert.deepEqual(made(), [
      `acme/follower AKIACONFIG ${STACK} us-east-1`,
      `acme/plain AKIACONFIG ${STACK} us-east-1`,
      `acme/role ASIA… ${TARGET} us-west-2`,
      ...["one/sandbox/apikey", "one/sandbox/private.pem", "two/sandbox/apikey", "two/sandbox/private.pem"].map(
        (name) => `${name} AKIAEU ${STACK} eu-west-1`,
      ),
    ]);
    assert.ok(calls().every(({ accessKeyId }) => accessKeyId !== "AKIADEPLOYER"));
    const sts = calls().filter(({ operation }) => /^(AssumeRole|GetCallerIdentity)$/.test(operation));
    assert.deepEqual(
      sts.map(({ operation, account }) => `${operation} ${account}`).sort(),
      [`AssumeRole ${STACK}`, `AssumeRole ${HUB}`, `GetCallerIdentity ${STACK}`],
      "one question where nothing tells the account, none where the role does",
    );
    const providers = (await scenario.project.resources()).filter(({ type }) => type === OURS);
    assert.deepEqual(providers.map(({ urn }) => urn.slice(urn.lastIndexOf("::") + 2)).sort(), [
      "default",
      "eu-keys",
      "role",
    ]);
  });

  it("makes no call, neither to Secrets Manager nor to STS, where nothing changed", async () => {
    const { code, output } = await up(settings(), "--expect-no-changes");
    assert.equal(code, 0, output);
    assert.deepEqual(calls(), []);
  });

  it("moves to another provider, and takes another region, only when the resource says so", async () => {
    const elsewhere = settings({ awsArgs: { ...awsArgs, region: "eu-west-2" } });
    const { code, output } = await scenario.attempt(["preview"], elsewhere);
    assert.notEqual(code, 0);
    assert.match(output, /region: the key is in eu-west-1, but its provider names eu-west-2; give the provider region/);
    assert.deepEqual(calls(), []);
  });

  it("refuses settings that name another account than that of the key, in a preview, with both", async () => {
    const hub = { ...role, assumeRoles: [{ roleArn: HUB_ROLE, externalId: "x-1" }], allowedAccountIds: undefined };
    const preview = await scenario.attempt(["preview"], settings({ role: hub }));
    assert.notEqual(preview.code, 0);
    assert.match(
      preview.output,
      /it is in account 333333333333, but the role in the AWS settings is of account 222222222222/,
    );
    const guarded = { ...role, allowedAccountIds: [HUB], forbiddenAccountIds: [TARGET] };
    const { output } = await scenario.attempt(["preview"], settings({ role: guarded }));
    assert.match(output, /account 333333333333 is not in aws:allowedAccountIds \(222222222222\), nothing was sent/);
    assert.deepEqual(calls(), []);
  });

  // The engine asks no diff: a new key goes by name. The follower is replaced with a key of another account, which may be
  const forced: readonly (readonly [string, () => object, (urn: string) => readonly string[], readonly string[]])[] = [
    ["--replace", () => ({}), (urn) => ["--replace", urn, "--target", urn], ["plain"]],
    [
      "replacementTrigger and replaceWith",
      () => ({ replacementTrigger: "2" }),
      () => ["--continue-on-error"],
      ["plain", "follower"],
    ],
  ];
  for (const [how, more, args, keys] of forced) {
    it(`holds the account guard of a key that is replaced by ${how}`, async () => {
      const urn = (await scenario.project.resources()).find(({ urn }) => urn.endsWith("::plain"))?.urn ?? "";
      await set("--path", "aws:allowedAccountIds[0]", HUB);
      const { code, output } = await up(settings(more()), ...args(urn));
      await set("--path", "aws:allowedAccountIds[0]", STACK);
      assert.notEqual(code, 0);
      for (const key of keys)
        assert.match(output, new RegExp(`secret acme/${key}: account 111111111111 is not in aws:allowedAccountIds`));
      assert.deepEqual(writesIn(STACK), []);
    });
  }

  it("makes no key in another account where nothing but the credentials is wrong, without a diff either", async () => {
    scenario.server.hooks.account("AKIAOTHER", HUB);
    await set("aws:accessKey", "AKIAOTHER", "--secret");
    await config("rm", "aws:allowedAccountIds");
    const { code, output } = await up(settings({ replacementTrigger: "3" }), "--continue-on-error");
    await set("aws:accessKey", "AKIACONFIG", "--secret");
    await set("--path", "aws:allowedAccountIds[0]", STACK);
    assert.notEqual(code, 0);
    for (const name of ["plain", "follower"])
      assert.match(output, new RegExp(`replacing the key in secret acme/${name}: state knows that secret, and these`));
    assert.deepEqual(writesIn(HUB), []);
    assert.deepEqual(reads(HUB), ["acme/follower", "acme/plain"]);
  });

  it("merges the tags of the stack under those of a secret, and shows it in the preview", async () => {
    const tagged = (await scenario.project.resources()).find(({ urn }) => urn.endsWith("::one-api-key"));
    assert.deepEqual(tagged?.inputs?.["tags"], { CostCenter: "7" });
    await set("--path", "aws:defaultTags.tags.CostCenter", "8");
    await set("--path", "aws:defaultTags.tags.Team", "a");
    const env = settings({ tags: { Team: "b" } });
    assert.match((await scenario.run(["preview", "--diff"], env)).output, /CostCenter\s*: "8"/);
    await scenario.run(["up", "--yes", "--skip-preview"], env);
    const plain = await scenario.project.resources();
    assert.deepEqual(plain.find(({ urn }) => urn.endsWith("::plain"))?.inputs?.["tags"], {
      CostCenter: "8",
      Team: "b",
    });
    await config("rm", "aws:defaultTags");
    await scenario.run(["up", "--yes", "--skip-preview"], settings());
  });

  it("tells every setting that cannot be honoured, by its name, before anything is touched", async () => {
    const bad = {
      ...role,
      insecure: true,
      assumeRoles: "deploy",
      endpoints: [{ sts: "nowhere" }],
      allowedAccountIds: [],
    };
    const preview = await scenario.attempt(["preview"], settings({ role: bad }));
    assert.notEqual(preview.code, 0);
    for (const message of [
      /aws:insecure: true is not allowed, allowed: false/,
      /aws:assumeRoles: a value of type string \(6 characters\) is not allowed/,
      /aws:endpoints: a value of type array is not allowed/,
      /aws:allowedAccountIds: \[\] is not allowed, allowed: at least one entry/,
    ])
      assert.match(preview.output, message);
    await set("pulumi:disable-default-providers", '["aws"]');
    const { code, output } = await up();
    await config("rm", "pulumi:disable-default-providers");
    assert.notEqual(code, 0);
    assert.match(
      output,
      /pulumi:disable-default-providers: it names aws, so nothing may go by the settings of the stack/,
    );
    assert.deepEqual(calls(), []);
  });

  it("destroys with what the last up was told", async () => {
    await scenario.run(["destroy", "--yes", "--skip-preview"], { SETTINGS: "{}" });
    const deleted = calls().filter(({ operation }) => operation === "DeleteSecret");
    assert.deepEqual([...new Set(deleted.map(({ account }) => account))].sort(), [STACK, TARGET]);
    assert.equal(deleted.length, 7);
  });
});
