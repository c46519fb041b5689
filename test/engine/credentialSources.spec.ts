import * as assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CONSUMER, Scenario } from "../support/scenario";

const [STACK, HUB] = ["111111111111", "222222222222"];
const HUB_ROLE = `arn:aws:iam::${HUB}:role/hub`;
const START_URL = "https://acme.awsapps.com/start";
/** A key for each of our providers, and one that goes by what the machine has. */
const PROGRAM = `
import { Provider, RsaKeyPair } from "pulumi-partner-keys";

new RsaKeyPair("machine", { secretName: "acme/machine", description: process.env["DESCRIPTION"] });
for (const [name, settings] of Object.entries(JSON.parse(process.env["PROVIDERS"]!)))
  new RsaKeyPair(name, { secretName: "acme/" + name }, { provider: new Provider(name, settings) });
`;

// The contract tier has their order and their refusals; here each of them is found by the plugin process of a provider
describe("engine: credentials, wherever they are found", () => {
  let home: string;
  const secrets = new Map<string, string>();
  let scenario: Scenario;
  let machine: Server;

  /** Keys as a service hands them out; what is secret of them must be found nowhere. */
  function keysOf(id: string) {
    const [secret = "", token = ""] = ["secret", "token"].map((what) => `${what}-of-${id}-0123456789abcdef`);
    secrets.set(id, secret).set(`${id}'s token`, token);
    return { AccessKeyId: id, SecretAccessKey: secret, Token: token, Expiration: inAnHour() };
  }
  const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
  const file = (name: string, content: string) => {
    const path = join(home, name);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, content);
    return path;
  };
  const url = () => `http://127.0.0.1:${(machine.address() as AddressInfo).port}`;

  before(async () => {
    home = mkdtempSync(join(tmpdir(), "credential-sources-"));
    machine = createServer((request, response) => {
      const path = request.url ?? "";
      if (path === "/latest/api/token") return response.end("a-token");
      if (path.endsWith("/security-credentials/")) return response.end("a-role");
      if (path !== `/federation/credentials?account_id=${HUB}&role_name=Deployer`)
        return response.end(
          JSON.stringify({ Code: "Success", ...keysOf(path === "/container" ? "AKIACONTAINER" : "AKIAINSTANCE") }),
        );
      const { AccessKeyId, SecretAccessKey, Token } = keysOf("AKIASSO");
      const roleCredentials = {
        ...{ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: Token },
        expiration: Date.parse(inAnHour()),
      };
      return response.setHeader("content-type", "application/json").end(JSON.stringify({ roleCredentials }));
    }).listen(0, "127.0.0.1");
    await once(machine, "listening");
    const env = {
      HOME: home,
      // Otherwise they come first
      AWS_ACCESS_KEY_ID: "",
      AWS_SECRET_ACCESS_KEY: "",
      AWS_EC2_METADATA_DISABLED: "",
      AWS_ENDPOINT_URL_SSO: url(),
    };
    scenario = await Scenario.start({ program: PROGRAM, env, quick: true });
    const { hooks } = scenario.server;
    for (const id of ["STATIC", "SHARED", "PROCESS", "CONTAINER", "INSTANCE"]) hooks.account(`AKIA${id}`, STACK);
    hooks.account("AKIASSO", HUB);
    hooks.account(CONSUMER, STACK);
    hooks.role({ arn: HUB_ROLE, externalId: "x-1", webIdentityToken: "a-web-token" });
    await scenario.run(["stack", "init", "dev"]);
  });
  after(async () => {
    machine.close();
    for (const secret of secrets.values()) scenario.sentinel.learn(secret);
    await scenario.close();
    rmSync(home, { recursive: true });
  });

  const nameIn = (secretId: string) => /:secret:(.+)-\w{6}$/.exec(secretId)?.[1] ?? secretId;

  /** Every call of a run: operation, who signed it, the account of that key, the secret or role. */
  async function callsOf(providers: object, env: Record<string, string>): Promise<string[]> {
    await scenario.up({ PROVIDERS: JSON.stringify(providers), ...env });
    return scenario.server.hooks.calls
      .filter(({ accessKeyId }) => accessKeyId !== CONSUMER)
      .map(({ operation, accessKeyId, account, secretId }) =>
        [operation, accessKeyId.replace(/^ASIA.*/, "ASIA…"), account, nameIn(secretId)]
          .filter((text) => text !== "")
          .join(" "),
      )
      .sort();
  }

  it("signs each call with the keys of its own source", async () => {
    const process = keysOf("AKIAPROCESS");
    const shared = keysOf("AKIASHARED");
    const given = keysOf("AKIASTATIC");
    file(
      `.aws/sso/cache/${createHash("sha1").update(START_URL).digest("hex")}.json`,
      JSON.stringify({ accessToken: "an-access-token", expiresAt: inAnHour() }),
    );
    const config = file(
      "config",
      `[profile sso]\nsso_start_url = ${START_URL}\nsso_region = us-east-1\nsso_account_id = ${HUB}\nsso_role_name = Deployer\n` +
        `[profile process]\ncredential_process = cat ${file("process.json", JSON.stringify({ Version: 1, ...process, SessionToken: process.Token }))}\n`,
    );
    const credentials = file(
      "credentials",
      `[shared]\naws_access_key_id = AKIASHARED\naws_secret_access_key = ${shared.SecretAccessKey}\naws_session_token = ${shared.Token}\n`,
    );
    const endpoints = [{ secretsmanager: scenario.server.url, sts: scenario.server.url }];
    const good = { region: "us-east-1", endpoints };
    const keys = { accessKey: "AKIASTATIC", secretKey: given.SecretAccessKey, token: given.Token };
    const files = { sharedConfigFiles: [config], sharedCredentialsFiles: [credentials] };
    const web = { roleArn: HUB_ROLE, webIdentityTokenFile: file("web-token", "a-web-token\n") };
    const calls = await callsOf(
      {
        keys: { ...good, ...keys },
        role: { ...good, ...keys, assumeRole: { roleArn: HUB_ROLE, externalId: "x-1" } },
        web: { ...good, assumeRoleWithWebIdentity: web },
        shared: { ...good, ...files, profile: "shared" },
        process: { ...good, ...files, profile: "process" },
        sso: { ...good, ...files, profile: "sso" },
      },
      { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url()}/container` },
    );
    assert.deepEqual(calls, [
      `AssumeRole AKIASTATIC ${STACK} ${HUB_ROLE}`,
      `AssumeRoleWithWebIdentity ${HUB_ROLE}`,
      `CreateSecret AKIACONTAINER ${STACK} acme/machine`,
      `CreateSecret AKIAPROCESS ${STACK} acme/process`,
      `CreateSecret AKIASHARED ${STACK} acme/shared`,
      `CreateSecret AKIASSO ${HUB} acme/sso`,
      `CreateSecret AKIASTATIC ${STACK} acme/keys`,
      `CreateSecret ASIA… ${HUB} acme/role`,
      `CreateSecret ASIA… ${HUB} acme/web`,
    ]);
  });

  it("asks the instance where there is no container, and deletes by the source that made the key", async () => {
    const env = { AWS_EC2_METADATA_SERVICE_ENDPOINT: url(), DESCRIPTION: "of another machine" };
    const calls = (await callsOf({}, env)).filter((call) => !call.startsWith("Assume"));
    assert.deepEqual([...new Set(calls.map((call) => call.replace(/^\w+ /, "")))].sort(), [
      `AKIAINSTANCE ${STACK} acme/machine`,
      `AKIAPROCESS ${STACK} acme/process`,
      `AKIASHARED ${STACK} acme/shared`,
      `AKIASSO ${HUB} acme/sso`,
      `AKIASTATIC ${STACK} acme/keys`,
      `ASIA… ${HUB} acme/role`,
      `ASIA… ${HUB} acme/web`,
    ]);
    assert.deepEqual(await scenario.secretNames(), ["acme/machine"]);
  });
});
