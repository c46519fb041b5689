import * as assert from "node:assert/strict";
import { ROWS } from "../../resources/aws/settings/rows";
import { CONSUMER, Scenario } from "../support/scenario";
import { StandInAws } from "../support/standInAws";

const PROVIDER_SETTINGS = Object.entries(ROWS).flatMap(([name, row]) => ("isFormer" in row ? [] : [name]));

const [STACK, HUB] = ["111111111111", "222222222222"];
const ROLE = `arn:aws:iam::${HUB}:role/deploy`;
const KEYS = { accessKey: "AKIAORG", secretKey: "secret-of-the-organisation", region: "us-east-1" };
/** What the organisation wrote down, each as a provider with a key of its own; each is a process. */
const PROGRAM = `
import * as aws from "@pulumi/aws/provider";
import { Activation, Provider, RsaKeyPair } from "pulumi-partner-keys";

for (const [name, settings] of Object.entries(JSON.parse(process.env["PROVIDERS"]!))) {
  new RsaKeyPair(name, { secretName: "acme/" + name }, { provider: new Provider(name, settings) });
}
const good = JSON.parse(process.env["GOOD"] ?? "{}");
if (process.env["WRONG"] === "a provider of another package") {
  new RsaKeyPair("key", { secretName: "acme/key" }, { provider: new Provider("one", good) });
  new RsaKeyPair("bare", { secretName: "acme/bare" }, { provider: new aws.Provider("foreign", good) });
}
if (process.env["WRONG"] === "two providers") {
  const key = new RsaKeyPair("key", { secretName: "acme/key" }, { provider: new Provider("one", good) });
  new Activation("live", { secretArn: key.secretArn, candidate: key }, { provider: new Provider("two", good) });
}
`;

describe("engine: bad AWS settings (promises 9, 16)", () => {
  let scenario: Scenario;
  let standIn: StandInAws;

  before(async () => {
    // Without a plugin for it the engine would end the program at the aws provider, whatever is said of it after that
    standIn = new StandInAws();
    scenario = await Scenario.start({ program: PROGRAM, binFolder: standIn.folder, quick: true });
    const { hooks } = scenario.server;
    for (const key of ["AKIAORG", CONSUMER]) hooks.account(key, STACK);
    hooks.role({ arn: ROLE, externalId: "x-1" });
    hooks.role({ arn: `${ROLE}-of-others`, trusted: ["AKIAOTHERS"] });
    scenario.sentinel.learn(KEYS.secretKey);
    await scenario.run(["stack", "init", "dev"]);
  });
  after(async () => {
    standIn.remove();
    await scenario.close();
  });

  const settings = () => ({ ...KEYS, endpoints: [{ secretsmanager: scenario.server.url, sts: scenario.server.url }] });

  async function refusals(
    providers: object,
    env: Record<string, string> = {},
    command: readonly string[] = ["up", "--yes", "--skip-preview", "--continue-on-error"],
  ): Promise<string> {
    const { code, output } = await scenario.attempt(command, { PROVIDERS: JSON.stringify(providers), ...env });
    assert.notEqual(code, 0);
    const isOfSts = (operation: string) => /^(AssumeRole\w*|GetCallerIdentity)$/.test(operation);
    const calls = scenario.server.hooks.calls.filter(({ accessKeyId }) => accessKeyId !== CONSUMER);
    assert.deepEqual(
      calls.filter(({ operation }) => !isOfSts(operation)),
      [],
      output,
    );
    assert.deepEqual(await scenario.secretNames(true), []);
    return output.slice(output.indexOf("Diagnostics:"));
  }

  function assertToldOnce(diagnostics: string, message: RegExp): void {
    assert.equal(diagnostics.match(new RegExp(message, "g"))?.length, 1, `${message.source} in\n${diagnostics}`);
  }

  it("names every setting of a wrong type, at once", async () => {
    const wrong = { nonsense: "canary-of-a-value" };
    const typed = Object.fromEntries(PROVIDER_SETTINGS.map((name) => [name, name === "endpoints" ? "h" : wrong]));
    const output = await refusals({ typed });
    for (const name of PROVIDER_SETTINGS)
      assertToldOnce(output, new RegExp(`aws:${name}: .+ is not allowed, allowed: `));
    for (const name of ["accessKey", "secretKey", "token", "assumeRoleWithWebIdentity", "httpProxy", "httpsProxy"])
      assertToldOnce(output, new RegExp(`aws:${name}: a value of type object is not allowed`));
  });

  it("names half a pair of keys, an endpoint that is no URL and an empty list of accounts", async () => {
    const endpoints = [{ secretsmanager: "localhost:4566" }];
    const output = await refusals({ half: { accessKey: "AKIAORG", endpoints, allowedAccountIds: [] } });
    for (const message of [
      /aws:secretKey: missing, aws:accessKey is given/,
      /aws:endpoints: a value of type array is not allowed, allowed: an object whose secretsmanager is a URL/,
      /aws:allowedAccountIds: \[\] is not allowed, allowed: at least one/,
    ])
      assertToldOnce(output, message);
  });

  // A refusal of a check ends the program, so those come one run each; these come from the way to AWS, all in one
  it("says of each what is wrong on the way, and what to do", async () => {
    const good = settings();
    const far = { ...KEYS, endpoints: [{ secretsmanager: "https://secretsmanager.test" }], maxRetries: 1 };
    const rows: Readonly<Record<string, readonly [settings: object, message: RegExp]>> = {
      unknown: [
        { ...good, assumeRoles: [{ roleArn: `${ROLE}-unknown` }] },
        /acme\/unknown: assuming role \S+role\/deploy-unknown: AccessDenied: .+; the trust policy of the role/,
      ],
      refusing: [
        { ...good, assumeRoles: [{ roleArn: `${ROLE}-of-others` }] },
        /acme\/refusing: assuming role \S+role\/deploy-of-others: AccessDenied: .+; the trust policy of the role/,
      ],
      external: [
        { ...good, assumeRoles: [{ roleArn: ROLE, externalId: "x-2" }] },
        /acme\/external: assuming role \S+role\/deploy: AccessDenied: .+\(and the externalId given\)/,
      ],
      proxy: [
        { ...far, httpsProxy: "http://me:proxy-password@127.0.0.1:9" },
        /acme\/proxy: no answer from secretsmanager\.test through proxy 127\.0\.0\.1:9 \(ECONNREFUSED.*\); check the proxy/,
      ],
      bundle: [
        { ...far, customCaBundle: "/no/ca.pem" },
        /acme\/bundle: CA bundle \/no\/ca\.pem cannot be read \(ENOENT\); check aws:customCaBundle/,
      ],
      zero: [
        { ...good, allowedAccountIds: [12345678901] },
        /acme\/zero: account 111111111111 is not in aws:allowedAccountIds \(012345678901\), nothing was sent/,
      ],
    };
    const output = await refusals(
      Object.fromEntries(Object.entries(rows).map(([name, [settings]]) => [name, settings])),
    );
    for (const [, message] of Object.values(rows)) assertToldOnce(output, message);
    assert.equal(output.match(/^ +error: .*secret acme\//gm)?.length, Object.keys(rows).length, output);
    assert.doesNotMatch(output, /proxy-password/);
  });

  // Refused where they are declared, so the program ends there: with its preview, as people run it
  for (const [wrong, message] of [
    ["a provider of another package", /bare: its provider is one of package aws, allowed: \{ provider: new Provider/],
    ["two providers", /live: its provider is another one than that of its candidate, allowed: the same for both/],
  ] as const) {
    it(`refuses ${wrong} for a key, and makes nothing of the rest either`, async () => {
      const env = { WRONG: wrong, GOOD: JSON.stringify(settings()) };
      assertToldOnce(await refusals({}, env, ["up", "--yes"]), message);
    });
  }
});
