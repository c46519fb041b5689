import * as assert from "node:assert/strict";
import { startLocalPartner } from "../../emulator/partner";
import { AUDITOR, auditorsEnvironment, partnerKeys } from "../support/partnerKeys";
import { LocalRotation, publicPemOf, rsaKeyPem } from "../support/signer/localRotation";

const KEY = rsaKeyPem();
const FULL_ARN = "the full ARN of a secret, arn:aws:secretsmanager:<region>:<account>:secret:<name>-<6 characters>";

/** What a row changes: flags that replace the good ones, by name (`undefined` leaves one out), and the environment. */
interface Change {
  readonly flags?: Readonly<Record<string, string | undefined>>;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly prepare?: (world: LocalRotation) => unknown;
}
type Row = readonly [what: string, change: Change, code: number, stderr: RegExp];

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\<>]/g, "\\$&");
const refusedFlags = (problems: string) =>
  new RegExp(`^error: reading the command line: ${problems}\\nhint: partner-keys help <command>\\n$`);

const ROWS: readonly Row[] = [
  [
    "no flags",
    { flags: { "private-key-secret-arn": undefined, "api-key-secret-arn": undefined, url: undefined } },
    2,
    refusedFlags(
      `--private-key-secret-arn: is missing, allowed: ${escaped(FULL_ARN)}; --api-key-secret-arn: is missing, .*; --url: is missing, allowed: https://.*`,
    ),
  ],
  [
    "a name in the place of an ARN",
    { flags: { "private-key-secret-arn": "acme/private.pem" } },
    2,
    refusedFlags(
      "--private-key-secret-arn: a value of type string .16 characters. is not allowed, allowed: the full ARN.*",
    ),
  ],
  [
    "a private key in the place of an ARN",
    { flags: { "private-key-secret-arn": KEY.split("\n").slice(1, -2).join("") } },
    2,
    refusedFlags("--private-key-secret-arn: a private key .not shown. is not allowed, .*"),
  ],
  [
    "a plain URL of another host",
    { flags: { url: "http://api.example.com/v1" } },
    2,
    refusedFlags("--url: .* is not allowed, allowed: https://.*; http: only to this machine"),
  ],
  [
    "a URL with a password",
    { flags: { url: "https://user:pass@api.example.com/" } },
    2,
    refusedFlags("--url: .* is not allowed, allowed: https://<host>/<path>, without user and password.*"),
  ],
  ["what is no URL", { flags: { url: "api.example.com" } }, 2, refusedFlags("--url: .*")],
  ["a status that is no refusal", { flags: { "refused-status": "200" } }, 2, refusedFlags("--refused-status: .*")],
  [
    "no credentials",
    { env: { AWS_ACCESS_KEY_ID: undefined } },
    3,
    /^error: asking whose AWS credentials these are: .*none in the environment or the shared files\nhint: name a profile .*\n$/,
  ],
  [
    "credentials of another account",
    { flags: { account: "210987654321" } },
    3,
    /^error: .*they are of account 123456789012, and --account names 210987654321; nothing else was asked\nhint: .*\n$/,
  ],
  [
    "no right to read",
    { prepare: ({ server }) => server.hooks.deny(AUDITOR, ["GetSecretValue"]) },
    3,
    /^error: reading AWS\w+ of arn:\S+: AccessDeniedException: .*\nhint: give this role what grantRead gives on the secret, .*\n$/,
  ],
  [
    "a secret that is not there",
    { flags: { "private-key-secret-arn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:acme/other-AbCdEf" } },
    3,
    /^error: reading AWSCURRENT of arn:\S+acme\/other-AbCdEf: there is no such secret, or no version of it has that label\nhint: check the ARN, .*\n$/,
  ],
  [
    "a secret that holds no key",
    { prepare: (world) => world.stage("not a key") },
    3,
    /^error: reading AWSPENDING of arn:\S+: version \S+ holds no private key that can be read .*\nhint: allowed: a form .*\n$/,
  ],
  [
    "a region that does not answer",
    { env: { AWS_ENDPOINT_URL_SECRETS_MANAGER: "http://127.0.0.1:9", AWS_MAX_ATTEMPTS: "1" } },
    3,
    /^error: reading AWS\w+ of arn:\S+: no answer from 127\.0\.0\.1:9 \(ECONNREFUSED.*\)\nhint: .*\n$/,
  ],
];

const defined = (values: Readonly<Record<string, string | undefined>>) =>
  Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);

describe("partner-keys probe on bad input", () => {
  let world: LocalRotation;
  beforeEach(async () => {
    world = await LocalRotation.start(KEY);
    world.partner.upload(publicPemOf(KEY));
  });
  afterEach(() => world.stop());

  for (const [what, { flags = {}, env = {}, prepare }, expected, message] of ROWS) {
    it(`${what}: one message, exit code ${expected}, and the partner is asked nothing`, async () => {
      await prepare?.(world);
      world.server.hooks.forget();
      const good = {
        "private-key-secret-arn": world.privateKeySecretArn,
        "api-key-secret-arn": world.apiKeySecretArn,
        url: `${world.partner.url}/v1`,
      };
      const args = defined({ ...good, ...flags }).flatMap(([name, value]) => [`--${name}`, value]);
      const all = { ...auditorsEnvironment(world.server.url), ...env };
      const { code, stdout, stderr } = await partnerKeys(["probe", ...args], Object.fromEntries(defined(all)));
      assert.match(stderr, message);
      assert.equal(code, expected);
      if (expected === 2) assert.deepEqual([stdout, world.server.hooks.calls], ["", []], "something was asked");
      assert.deepEqual([world.partner.refused, world.partner.executions.size], [0, 0]);
    });
  }

  it("a partner that is away: nothing was proven, with the reason", async () => {
    const gone = await startLocalPartner({ slots: 1, apiKeys: [] });
    await gone.stop();
    const arns = ["--private-key-secret-arn", world.privateKeySecretArn, "--api-key-secret-arn", world.apiKeySecretArn];
    const run = await partnerKeys(["probe", ...arns, "--url", `${gone.url}/v1`], auditorsEnvironment(world.server.url));
    assert.deepEqual([run.code, run.stderr], [3, ""]);
    assert.match(run.stdout, /\n {2}live {5}unclear {3}no answer: TypeError, ECONNREFUSED {2}SHA256:/);
    assert.match(run.stdout, /\nunclear: an answer was neither an acceptance nor a refusal, so nothing was learned\n/);
  });
});
