import * as assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { CreateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { type LocalServer, startLocalSecretsManager } from "../../emulator";
import { REPOSITORY } from "../../workbench/repository";
import { HOST, PASSWORD, ProxiedAws } from "../support/proxiedAws";

/** One read, by the compiled signer in a process of its own: the way is that of the variables. */
const SERVICE = `
const { createSigner } = require(${JSON.stringify(join(REPOSITORY, "dist", "resources", "signer"))});
const signer = createSigner({ privateKeySecretArn: process.argv[1] });
signer.run(async (key) => key.versionId, () => false)
  .then((versionId) => console.log(versionId), (error) => console.log(error.message))
  .finally(() => signer.close());
`;

describe("the signer's way to AWS", function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), "partner-keys-way-"));
  let aws: LocalServer;
  let way: ProxiedAws;
  let arn: string;
  let versionId: string;

  before(async () => {
    aws = await startLocalSecretsManager();
    way = await ProxiedAws.start(aws.port, folder);
    const client = new SecretsManagerClient({
      region: "us-east-1",
      endpoint: aws.url,
      credentials: { accessKeyId: "AKIATEST", secretAccessKey: "s" },
    });
    const { privateKey } = generateKeyPairSync("ed25519");
    const SecretString = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const made = await client.send(new CreateSecretCommand({ Name: "acme/key", SecretString }));
    client.destroy();
    [arn, versionId] = [made.ARN ?? "", made.VersionId ?? ""];
  });
  after(async () => {
    way.stop();
    await aws.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => way.asked.splice(0));

  function run(
    variables: Readonly<Record<string, string>>,
  ): Promise<{ readonly stdout: string; readonly stderr: string }> {
    return promisify(execFile)(process.execPath, ["-e", SERVICE, arn], {
      cwd: folder,
      env: {
        ...{ PATH: process.env["PATH"], HOME: folder, AWS_EC2_METADATA_DISABLED: "true" },
        ...{ AWS_ACCESS_KEY_ID: "AKIATEST", AWS_SECRET_ACCESS_KEY: "s" },
        ...{ AWS_ENDPOINT_URL_SECRETS_MANAGER: `https://${HOST}` },
        ...variables,
      },
    });
  }

  async function read(variables: Readonly<Record<string, string>>): Promise<string> {
    const { stdout, stderr } = await run(variables);
    assert.equal(stderr, "", "a service prints nothing that it was not asked for");
    assert.doesNotMatch(stdout, new RegExp(PASSWORD));
    return stdout.trim();
  }

  it("leads through the proxy of HTTPS_PROXY, and trusts AWS_CA_BUNDLE", async () => {
    assert.equal(await read({ HTTPS_PROXY: way.url, AWS_CA_BUNDLE: way.ca }), versionId);
    assert.deepEqual([...new Set(way.asked)], [`${HOST}:443`]);
  });

  it("leads past the proxy to what NO_PROXY names", async () => {
    const answer = await read({ HTTPS_PROXY: way.url, AWS_CA_BUNDLE: way.ca, NO_PROXY: ".test" });
    assert.match(answer, /no answer from secretsmanager\.test \((ENOTFOUND|EAI_AGAIN)\)/);
    assert.deepEqual(way.asked, []);
  });

  // Whoever has loaded the package before, as Pulumi and many a service have, goes by what it read then
  for (const [when, options] of [
    ["", ""],
    [", where something else has loaded the package debug", `--require ${JSON.stringify(require.resolve("debug"))}`],
  ] as const) {
    it(`prints neither user and password nor a request for DEBUG=*${when}`, async () => {
      const talkative = { DEBUG: "*", NODE_OPTIONS: options };
      const overHttps = await run({ HTTPS_PROXY: way.url, AWS_CA_BUNDLE: way.ca, ...talkative });
      const overHttp = await run({
        ...{ HTTP_PROXY: way.url, AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://${HOST}` },
        ...talkative,
      });
      for (const { stdout, stderr } of [overHttps, overHttp]) {
        assert.equal(stdout.trim(), versionId);
        assert.match(stderr, /https?-proxy-agent/, "nothing tells what it does");
        assert.doesNotMatch(stderr, new RegExp(`${PASSWORD}|Basic |GetSecretValue`, "i"));
      }
    });
  }

  for (const [what, variables, message] of [
    [
      "a certificate that is not trusted",
      () => ({ HTTPS_PROXY: way.url }),
      /its certificate is not trusted here: name the CA bundle of your endpoint or proxy in AWS_CA_BUNDLE$/,
    ],
    [
      "a CA bundle that is not there",
      () => ({ HTTPS_PROXY: way.url, AWS_CA_BUNDLE: "/no/such.pem" }),
      /CA bundle \/no\/such\.pem cannot be read \(ENOENT\); check AWS_CA_BUNDLE$/,
    ],
    [
      "a proxy that wants a password",
      () => ({ HTTPS_PROXY: way.url.replace(/\/\/.*@/, "//"), AWS_CA_BUNDLE: way.ca }),
      /through proxy 127\.0\.0\.1:\d+ \(PROXY_AUTHENTICATION\); the proxy wants user and password: put them into HTTPS_PROXY$/,
    ],
    [
      "a proxy of another protocol",
      () => ({ HTTPS_PROXY: "socks5://127.0.0.1:1", AWS_CA_BUNDLE: way.ca }),
      /a proxy is written http:\/\/host:port or https:\/\/host:port: check HTTPS_PROXY$/,
    ],
  ] as const) {
    it(`says what to do about ${what}`, async () => assert.match(await read(variables()), message));
  }
});
