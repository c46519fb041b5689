import * as assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { startLocalSecretsManager, type LocalServer } from "../../emulator";
import { auditorsEnvironment, bundledCommand, partnerKeys } from "../support/partnerKeys";
import { accountOf, refusal, stubbedSecretsManager } from "../support/stubbedSecretsManager";

type Env = Readonly<Record<string, string | undefined>>;

/** What is wrong, the command line, what differs in the environment, the exit code, and all of stderr. */
const ROWS: readonly (readonly [what: string, args: readonly string[], env: Env, code: number, stderr: RegExp])[] = [
  [
    "an unknown command",
    ["rotate"],
    {},
    2,
    /^error: reading the command line: there is no command "rotate", allowed: status, probe, handoff, agent, help\nhint: partner-keys help\n$/,
  ],
  [
    "an unknown flag",
    ["status", "--colour"],
    {},
    2,
    /^error: reading the command line: unknown option '--colour'\nhint: partner-keys help <command>\n$/,
  ],
  [
    "a command that is nearly one",
    ["statsu"],
    {},
    2,
    /^error: reading the command line: there is no command "statsu", did you mean status\? allowed: status, /,
  ],
  [
    "a flag that is nearly one",
    ["status", "--pendng-days", "3"],
    {},
    2,
    /^error: reading the command line: unknown option '--pendng-days', did you mean --pending-days\?\nhint: partner-keys help <command>\n$/,
  ],
  [
    "flags that are wrong, all at once",
    ["status", "--region", "us_east", "--account", "12a", "--pending-days", "0", "--due-after-days", "soon"],
    {},
    2,
    /^error: reading the command line: --region: "us_east" is not allowed, allowed: .*; --account: "12a" .*; --due-after-days: "soon" .*; --pending-days: "0" is not allowed, allowed: a whole number from 1 to 3650\nhint: .*\n$/,
  ],
  [
    "a private key in the place of a flag",
    ["status", "--region", "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC"],
    {},
    2,
    /^error: reading the command line: --region: a private key \(not shown\) is not allowed/,
  ],
  ["two formats", ["status", "--json", "--html"], {}, 2, /^error: .*: --json and --html exclude each other\n$/],
  ["a command in the place of help's", ["help", "status", "now"], {}, 2, /^error: .*: help takes one command\n$/],
  [
    "no region",
    ["status"],
    { AWS_REGION: undefined },
    2,
    /^error: looking for the region: none is set\nhint: pass --region, or set AWS_REGION, or a region in the profile\n$/,
  ],
  [
    "no credentials",
    ["status"],
    { AWS_ACCESS_KEY_ID: undefined },
    3,
    /^error: asking whose AWS credentials these are: looking for AWS credentials: CredentialsProviderError: none in the environment or the shared files\nhint: name a profile \(--profile, AWS_PROFILE\), or set the AWS_\* variables \(docs\/configuration\.md\)\n$/,
  ],
  [
    "a profile that is not there",
    ["status", "--profile", "audit"],
    {},
    3,
    /^error: .*reading the credentials of profile "audit": .*the profile is not in the shared config and credentials files\nhint: name a profile /,
  ],
  [
    "credentials of another account",
    ["status", "--account", "210987654321"],
    {},
    3,
    /^error: asking whose AWS credentials these are: they are of account 123456789012, and --account names 210987654321; nothing else was asked\nhint: use the credentials of the right account \(--profile, AWS_PROFILE\)\n$/,
  ],
  [
    "no right to list",
    ["status"],
    { AWS_ACCESS_KEY_ID: "AKIANOBODY" },
    3,
    /^error: listing the secrets of us-east-1: AccessDeniedException: User: \S+ is not authorized to perform: secretsmanager:ListSecrets .*\nhint: give this identity the action \(docs\/iam\.md, statusPolicy\)\n$/,
  ],
  [
    "a way that leads nowhere",
    ["status"],
    { AWS_ENDPOINT_URL_STS: "http://127.0.0.1:9", AWS_MAX_ATTEMPTS: "1" },
    3,
    /^error: asking whose AWS credentials these are: .*no answer from 127\.0\.0\.1:9 \(ECONNREFUSED, 1 attempt\)\nhint: run the same command again\n$/,
  ],
];

describe("partner-keys on bad input", () => {
  let server: LocalServer;
  before(async () => {
    server = await startLocalSecretsManager();
    server.hooks.deny("AKIANOBODY", ["ListSecrets"]);
  });
  after(() => server.stop());

  const environment = (env: Env) =>
    Object.fromEntries(
      Object.entries({ ...auditorsEnvironment(server.url), ...env }).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      ),
    );

  for (const [what, args, env, expected, message] of ROWS) {
    it(`${what}: one message, exit code ${expected}`, async () => {
      server.hooks.forget();
      const { code, stderr } = await partnerKeys(args, environment(env));
      assert.match(stderr, message);
      assert.equal(code, expected);
      if (expected === 2) assert.deepEqual(server.hooks.calls, [], "something was asked");
    });
  }

  it("a region that is off: AWS's reason and what to do", async () => {
    const text = "The security token included in the request is invalid.";
    const stub = await stubbedSecretsManager(() => refusal("UnrecognizedClientException", text));
    const { code, stdout, stderr } = await partnerKeys(
      ["status", "--region", "me-south-1"],
      auditorsEnvironment(stub.url),
    );
    await stub.stop();
    assert.equal(code, 3);
    assert.match(stdout, /^account 123456789012, region me-south-1\n/);
    assert.match(
      stderr,
      /^error: listing the secrets of me-south-1: UnrecognizedClientException: .*\nhint: renew the AWS credentials; where they are good elsewhere, the region has to be enabled for the account first\n$/,
    );
  });

  it("answers that name another account than the credentials are of", async () => {
    const ARN = "arn:aws:secretsmanager:us-east-1:210987654321:secret:acme/key-AbCdEf";
    const Tags = [{ Key: "partner-keys:owner", Value: "acme/production/key" }];
    const stub = await stubbedSecretsManager(() => ({
      status: 200,
      body: { SecretList: [{ ARN, Name: "acme/key", Tags }] },
    }));
    const { code, stdout, stderr } = await partnerKeys(["status"], auditorsEnvironment(stub.url));
    await stub.stop();
    assert.equal(code, 3);
    assert.match(
      stderr,
      /^error: listing the secrets of us-east-1: the answer names \S+, in account 210987654321, and the credentials are of account 123456789012\nhint: believe nothing that it names; /,
    );
    assert.doesNotMatch(stdout, /acme\/key/);
  });

  it("a pipe that closes: nothing on stderr, and no verdict", async () => {
    const stub = await stubbedSecretsManager(accountOf(1_000));
    const { file } = await bundledCommand();
    const child = spawn(process.execPath, [file, "status", "--check"], { env: auditorsEnvironment(stub.url) });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    await once(child.stdout, "data");
    child.stdout.destroy();
    const [code] = (await once(child, "close")) as [number | null];
    await stub.stop();
    assert.deepEqual([code, stderr], [141, ""]);
    assert.ok(stub.asked.length < 1_000, "it went on for nobody");
  });

  it("prints help on stdout, with the exit codes, without asking AWS", async () => {
    for (const args of [[], ["help"], ["--help"], ["-h"]]) {
      const { code, stdout, stderr } = await partnerKeys(args, {});
      assert.deepEqual([code, stderr], [0, ""]);
      assert.match(stdout, /^partner-keys: [^]*\n {2}status {3}every key[^]*\n {2}3 {2}AWS refused/);
    }
    for (const args of [
      ["help", "status"],
      ["status", "--help"],
      ["status", "--json", "-h"],
    ])
      assert.match((await partnerKeys(args, {})).stdout, /^partner-keys status \[flags\]\n[^]*--check /);
  });

  it("can load no Pulumi, no plugin and nothing that writes", async () => {
    const { inputs } = await bundledCommand();
    assert.ok(inputs.includes("resources/secrets/ownedSecrets.ts"));
    const wrong = /@pulumi\/|\/plugin\/|\/program\/|secrets\/secretsManager\.ts|node-forge/;
    assert.deepEqual(
      inputs.filter((input) => wrong.test(input)),
      [],
    );
  });
});
