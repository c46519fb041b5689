import * as assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { failure } from "../support/failure";
import { Identity } from "../support/identity";

const [HOME_ACCOUNT, HUB, TARGET] = ["111111111111", "222222222222", "333333333333"];
const HUB_ROLE = `arn:aws:iam::${HUB}:role/hub`;
const TARGET_ROLE = `arn:aws:iam::${TARGET}:role/deploy/target`;
const CONFIG_KEYS = { "aws:accessKey": "AKIACONFIG", "aws:secretKey": "s" };
const VARIABLE_KEYS = { AWS_ACCESS_KEY_ID: "AKIAVARIABLE", AWS_SECRET_ACCESS_KEY: "s" };
const PROFILES = `
[default]
aws_access_key_id = AKIADEFAULT
aws_secret_access_key = s
[prod]
aws_access_key_id = AKIAPROD
aws_secret_access_key = s
[known]
aws_access_key_id = AKIAKNOWN
aws_secret_access_key = s
aws_account_id = ${HUB}
[broken]
credential_process = sh -c 'echo secret-output; echo secret-error >&2; exit 3'
[process]
credential_process = echo '{"Version":1,"AccessKeyId":"AKIAPROCESS","SecretAccessKey":"s"}'
[chained]
role_arn = ${HUB_ROLE}
source_profile = default
external_id = x-1
[sourced]
role_arn = ${HUB_ROLE}
credential_source = Environment
external_id = x-1
[mfa]
role_arn = ${HUB_ROLE}
source_profile = default
mfa_serial = arn:aws:iam::${HOME_ACCOUNT}:mfa/me
`;
const CONFIG_FILE = `
[profile sso]
sso_start_url = https://acme.awsapps.com/start
sso_region = us-east-1
sso_account_id = ${HUB}
sso_role_name = Deployer
[profile empty]
region = us-east-1
`;

const FAR = Date.now() + 3_600_000;

/** What is set; who signs the calls. */
interface Row {
  readonly title: string;
  /** Config and variables; asked when the files are written. */
  readonly given: () => [Readonly<Record<string, unknown>>, Readonly<Record<string, string>>];
  readonly calls: readonly string[];
}

describe("whose credentials sign, on the local AWS", function () {
  let under: Identity;
  let files: Record<string, string>;
  let tokenFile: string;

  before(async () => {
    under = await Identity.start();
    files = {
      AWS_SHARED_CREDENTIALS_FILE: under.file(PROFILES),
      AWS_CONFIG_FILE: under.file(CONFIG_FILE),
    };
    tokenFile = under.file("a-web-token\n");
    const { hooks } = under.server;
    for (const key of ["CONFIG", "VARIABLE", "DEFAULT", "PROD", "PROCESS"]) hooks.account(`AKIA${key}`, HOME_ACCOUNT);
    hooks.role({ arn: HUB_ROLE, externalId: "x-1", webIdentityToken: "a-web-token" });
    hooks.role({ arn: TARGET_ROLE });
  });
  after(() => under.stop());

  /** What `aws sso login` leaves behind. */
  function signedIn(startUrl: string, expiresAt: string): void {
    const cache = join(under.folder, ".aws", "sso", "cache");
    mkdirSync(cache, { recursive: true });
    const name = createHash("sha1").update(startUrl).digest("hex");
    writeFileSync(join(cache, `${name}.json`), JSON.stringify({ accessToken: "a", expiresAt }));
  }

  const web = { AWS_ROLE_ARN: HUB_ROLE };
  const hub = { roleArn: HUB_ROLE, externalId: "x-1" };
  const describe1 = (signer: string, account = HOME_ACCOUNT) => `DescribeSecret ${signer} ${account}`;
  const rows: readonly Row[] = [
    {
      title: "keys of the config win over everything",
      given: () => [{ ...CONFIG_KEYS, "aws:profile": "prod" }, VARIABLE_KEYS],
      calls: [describe1("AKIACONFIG")],
    },
    {
      title: "the profile of the config wins over keys in variables",
      given: () => [{ "aws:profile": "prod" }, { ...VARIABLE_KEYS, ...files }],
      calls: [describe1("AKIAPROD")],
    },
    {
      title: "keys in variables win over AWS_PROFILE",
      given: () => [{}, { ...VARIABLE_KEYS, ...files, AWS_PROFILE: "prod" }],
      calls: [describe1("AKIAVARIABLE")],
    },
    {
      title: "half a pair of keys in variables is none",
      given: () => [{}, { AWS_ACCESS_KEY_ID: "AKIAVARIABLE", ...files, AWS_PROFILE: "prod" }],
      calls: [describe1("AKIAPROD")],
    },
    {
      title: "a web identity in variables wins over the shared files",
      given: () => [{}, { ...files, ...web, AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile }],
      calls: ["AssumeRoleWithWebIdentity", describe1("ASIA…", HUB)],
    },
    {
      title: "AWS_PROFILE",
      given: () => [{}, { ...files, AWS_PROFILE: "prod", AWS_DEFAULT_PROFILE: "process" }],
      calls: [describe1("AKIAPROD")],
    },
    {
      title: "AWS_DEFAULT_PROFILE where there is no AWS_PROFILE",
      given: () => [{}, { ...files, AWS_DEFAULT_PROFILE: "prod" }],
      calls: [describe1("AKIAPROD")],
    },
    { title: "the default profile", given: () => [{}, files], calls: [describe1("AKIADEFAULT")] },
    {
      title: "shared files of the config",
      given: () => [{ "aws:sharedCredentialsFiles": JSON.stringify([files["AWS_SHARED_CREDENTIALS_FILE"]]) }, {}],
      calls: [describe1("AKIADEFAULT")],
    },
    {
      title: "several of them: all are read, the last one wins, one that is not there says nothing",
      given: () => [
        {
          "aws:profile": "prod",
          "aws:sharedCredentialsFiles": [
            under.file("[other]\naws_access_key_id = AKIAOTHER"),
            files["AWS_SHARED_CREDENTIALS_FILE"],
            "/no/credentials",
            under.file("[prod]\naws_access_key_id = AKIALAST\n"),
          ],
        },
        {},
      ],
      calls: ["DescribeSecret AKIALAST 123456789012"],
    },
    {
      title: "a credential_process",
      given: () => [{}, { ...files, AWS_PROFILE: "process" }],
      calls: [describe1("AKIAPROCESS")],
    },
    {
      title: "a profile that assumes a role, at the STS of the settings",
      given: () => [{ "aws:profile": "chained" }, files],
      calls: [`AssumeRole AKIADEFAULT ${HOME_ACCOUNT}`, describe1("ASIA…", HUB)],
    },
    {
      title: "a profile that assumes a role with keys in variables",
      given: () => [{ "aws:profile": "sourced" }, { ...files, ...VARIABLE_KEYS }],
      calls: [`AssumeRole AKIAVARIABLE ${HOME_ACCOUNT}`, describe1("ASIA…", HUB)],
    },
    {
      title: "a profile with a web identity",
      given: () => [
        {},
        { AWS_CONFIG_FILE: under.file(`[default]\nrole_arn = ${HUB_ROLE}\nweb_identity_token_file = ${tokenFile}\n`) },
      ],
      calls: ["AssumeRoleWithWebIdentity", describe1("ASIA…", HUB)],
    },
    {
      title: "assumeRoles: a chain",
      given: () => [
        { ...CONFIG_KEYS, "aws:assumeRoles": JSON.stringify([hub, { roleArn: TARGET_ROLE, duration: "1h" }]) },
        {},
      ],
      calls: [`AssumeRole AKIACONFIG ${HOME_ACCOUNT}`, `AssumeRole ASIA… ${HUB}`, describe1("ASIA…", TARGET)],
    },
    {
      title: "assumeRole, the older form",
      given: () => [{ "aws:assumeRole": hub }, VARIABLE_KEYS],
      calls: [`AssumeRole AKIAVARIABLE ${HOME_ACCOUNT}`, describe1("ASIA…", HUB)],
    },
    {
      title: "assumeRoleWithWebIdentity, then a role",
      given: () => [
        {
          "aws:assumeRoleWithWebIdentity": { roleArn: HUB_ROLE, webIdentityTokenFile: tokenFile },
          "aws:assumeRoles": [{ roleArn: TARGET_ROLE }],
        },
        VARIABLE_KEYS,
      ],
      calls: ["AssumeRoleWithWebIdentity", `AssumeRole ASIA… ${HUB}`, describe1("ASIA…", TARGET)],
    },
    {
      title: "the endpoint_url of the profile of the config",
      given: () => [
        { "aws:profile": "local", "aws:endpoints": undefined },
        {
          AWS_CONFIG_FILE: under.file(
            `[default]\nendpoint_url = http://127.0.0.1:9\n[profile local]\nendpoint_url = ${under.server.url}\naws_access_key_id = AKIALOCAL\naws_secret_access_key = s\n`,
          ),
        },
      ],
      calls: ["DescribeSecret AKIALOCAL 123456789012"],
    },
  ];
  for (const { title, given, calls } of rows) {
    it(title, async () => {
      await under.store(...given()).describe("acme/key");
      assert.deepEqual(under.calls(), calls);
    });
  }

  it("signs every operation with them", async () => {
    const store = under.store({ ...CONFIG_KEYS, "aws:assumeRoles": [hub, { roleArn: TARGET_ROLE }] });
    const name = "acme/every";
    const made = await store.create({ name, value: "v", token: "t".repeat(32), tags: {} });
    assert.ok("arn" in made);
    const { arn, versionId } = made;
    await store.put({ secretId: arn, value: "w", token: "u".repeat(32), stages: ["AWSPENDING"] });
    await store.hasVersion(arn, versionId);
    await store.moveStage({ arn, stage: "AWSPENDING", from: "u".repeat(32) });
    await store.updateMetadata(arn, { description: "d" });
    await store.tag(arn, { a: "b" });
    await store.untag(arn, ["a"]);
    await store.delete(arn, 7);
    await store.restore(arn);
    const [first, second, ...others] = under.calls();
    assert.deepEqual([first, second], [`AssumeRole AKIACONFIG ${HOME_ACCOUNT}`, `AssumeRole ASIA… ${HUB}`]);
    assert.equal(others.length, 9);
    assert.deepEqual([...new Set(others.map((call) => call.replace(/^\w+/, "")))], [` ASIA… ${TARGET}`]);
  });

  it("sends the token of a session with its keys: of the config, of variables, of a profile", async () => {
    const sts = new STSClient({
      ...{ region: "us-east-1", endpoint: under.server.url },
      credentials: { accessKeyId: "AKIACONFIG", secretAccessKey: "s" },
    });
    const { Credentials: session } = await sts.send(
      new AssumeRoleCommand({ RoleArn: HUB_ROLE, ExternalId: "x-1", RoleSessionName: "ci" }),
    );
    const { AccessKeyId: id = "", SecretAccessKey: secret = "", SessionToken: token = "" } = session ?? {};
    const profile = `[default]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`;
    const sources = (sent: string): [Record<string, string>, Record<string, string>][] => [
      [{ "aws:accessKey": id, "aws:secretKey": secret, "aws:token": sent }, {}],
      [{}, { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: sent }],
      [{}, { AWS_SHARED_CREDENTIALS_FILE: under.file(`${profile}aws_session_token = ${sent}\n`) }],
    ];
    for (const [config, variables] of sources(token)) {
      await under.store({ ...config, "aws:assumeRoles": [{ roleArn: TARGET_ROLE }] }, variables).describe("acme/key");
      assert.deepEqual(under.calls(), [`AssumeRole ASIA… ${HUB}`, describe1("ASIA…", TARGET)]);
      await under.store(config, variables).describe("acme/key");
      assert.deepEqual(under.calls(), [describe1("ASIA…", HUB)]);
    }
    for (const [config, variables] of sources("of-another"))
      await failure(
        under.store(config, variables).describe("acme/key"),
        "ERR_STORE_DENIED",
        /UnrecognizedClientException: The security token included in the request is invalid; renew the AWS credentials/,
      );
  });

  it("takes an SSO session", async () => {
    const asked: unknown[] = [];
    const portal = createServer((request, response) => {
      asked.push(request.url, request.headers["x-amz-sso_bearer_token"]);
      const roleCredentials = { accessKeyId: "AKIASSO", secretAccessKey: "s", sessionToken: "t", expiration: FAR };
      response.setHeader("content-type", "application/json").end(JSON.stringify({ roleCredentials }));
    }).listen(0, "127.0.0.1");
    await once(portal, "listening");
    const url = `http://127.0.0.1:${(portal.address() as AddressInfo).port}`;
    signedIn("https://acme.awsapps.com/start", new Date(FAR).toISOString());
    const sso = { ...files, AWS_PROFILE: "sso", AWS_ENDPOINT_URL_SSO: url };
    under.server.hooks.account("AKIASSO", HUB);
    await under.store({}, sso).describe("acme/key");
    assert.deepEqual(under.calls(), [describe1("AKIASSO", HUB)]);
    assert.deepEqual(asked, [`/federation/credentials?account_id=${HUB}&role_name=Deployer`, "a"]);
    const guarded = under.store({ "aws:allowedAccountIds": TARGET }, sso);
    await failure(guarded.describe("acme/key"), "ERR_STORE_DENIED", /account 222222222222 is not in/);
    assert.deepEqual(under.calls(), [`GetCallerIdentity AKIASSO ${HUB}`]);
    portal.close();
  });

  it("takes a container's credentials, then an instance's, where no file says anything", async () => {
    const keys = { SecretAccessKey: "s", Token: "t", Expiration: new Date(Date.now() + 3_600_000).toISOString() };
    const metadata = createServer((request, response) => {
      const path = request.url ?? "";
      if (path === "/latest/api/token") return response.end("a-token");
      if (path.endsWith("/security-credentials/")) return response.end("a-role");
      const id = path === "/container" ? "AKIACONTAINER" : "AKIAINSTANCE";
      return response.end(JSON.stringify({ Code: "Success", AccessKeyId: id, ...keys }));
    }).listen(0, "127.0.0.1");
    await once(metadata, "listening");
    const url = `http://127.0.0.1:${(metadata.address() as AddressInfo).port}`;
    const instance = { AWS_EC2_METADATA_DISABLED: "", AWS_EC2_METADATA_SERVICE_ENDPOINT: url };
    const container = { ...instance, AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/container` };
    await under.store({}, container).describe("acme/key");
    assert.deepEqual(under.calls(), ["DescribeSecret AKIACONTAINER 123456789012"]);
    const ofConfig = { "aws:ec2MetadataServiceEndpoint": url, "aws:profile": "empty" };
    await under.store(ofConfig, { ...files, AWS_EC2_METADATA_DISABLED: "" }).describe("acme/key");
    assert.deepEqual(under.calls(), ["DescribeSecret AKIAINSTANCE 123456789012"]);
    const skipped = under.store({ ...ofConfig, "aws:skipMetadataApiCheck": "true" }, files);
    await failure(skipped.describe("acme/key"), "ERR_STORE_DENIED", /none in the environment or the shared files/);
    metadata.close();
  });

  const refusals: readonly [string, Record<string, unknown>, Record<string, string>, RegExp][] = [
    [
      "a wrong external id",
      { ...CONFIG_KEYS, "aws:assumeRoles": [{ roleArn: HUB_ROLE, externalId: "x-2" }] },
      {},
      /^reading .+: assuming role arn:aws:iam::222222222222:role\/hub: AccessDenied: User: arn:aws:iam::111111111111:user\/AKIACONFIG is not authorized to perform: sts:AssumeRole on .+; the trust policy of the role has to name these/,
    ],
    [
      "an unknown role",
      { ...CONFIG_KEYS, "aws:assumeRoles": [{ roleArn: `${HUB_ROLE}x` }] },
      {},
      /hubx: AccessDenied: User/,
    ],
    [
      "a session policy that is no JSON",
      { ...CONFIG_KEYS, "aws:assumeRoles": [{ roleArn: TARGET_ROLE, policy: "allow all" }] },
      {},
      /target: MalformedPolicyDocumentException: This policy contains invalid Json; check policy, policyArns and tags/,
    ],
    [
      "a wrong web token",
      { "aws:assumeRoleWithWebIdentity": { roleArn: HUB_ROLE, webIdentityToken: "other" } },
      {},
      /with a web identity: AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity; the trust policy/,
    ],
    [
      "a web token file that is not there",
      {},
      { ...web, AWS_WEB_IDENTITY_TOKEN_FILE: "/no/token" },
      /reading web identity token file \/no\/token: Error: ENOENT: .+; check the path/,
    ],
    ["a web identity without a role", {}, { AWS_WEB_IDENTITY_TOKEN_FILE: "/no/token" }, /AWS_ROLE_ARN is not set/],
    [
      "no credentials at all",
      {},
      {},
      /looking for AWS credentials: .+none in the environment or the shared files; set AWS_PROFILE/,
    ],
  ];
  for (const [what, config, variables, message] of refusals) {
    it(`says why: ${what}`, async () => {
      await failure(under.store(config, variables).describe("acme/key"), "ERR_STORE_DENIED", message);
      assert.ok(!under.calls().some((call) => call.startsWith("DescribeSecret")));
    });
  }

  const profiles: readonly [string, RegExp][] = [
    ["nope", /profile "nope": CredentialsProviderError: the profile is not in the shared config and credentials files/],
    ["mfa", /requires multi-factor authentication, .+; pulumi cannot ask for a code/],
    ["broken", /its credential_process failed: run it by hand to see why/],
    ["sso", /The SSO session associated with this profile has expired.+; run aws sso login with that profile/],
  ];
  for (const [profile, message] of profiles) {
    it(`says why profile ${profile} gives no credentials`, async () => {
      signedIn("https://acme.awsapps.com/start", "2020-01-01T00:00:00Z");
      const store = under.store({ "aws:profile": profile }, files);
      const error = await failure(store.describe("acme/key"), "ERR_STORE_DENIED", message);
      assert.doesNotMatch(error.message, /secret-/);
      assert.deepEqual(under.calls(), []);
    });
  }

  it("names the variables that a failed credential_process ran without", async () => {
    process.env["PARTNER_API_KEY"] = "secret-of-the-partner";
    try {
      const store = under.store({ "aws:profile": "broken" }, files);
      const message = /failed \(here it runs without PARTNER_API_KEY, which it must not see\): run it by hand/;
      const error = await failure(store.describe("acme/key"), "ERR_STORE_DENIED", message);
      assert.doesNotMatch(error.message, /secret-/);
    } finally {
      delete process.env["PARTNER_API_KEY"];
    }
  });

  describe("account guard", () => {
    const secret = { value: "v", token: "t".repeat(32), tags: {} };
    const allowed = (...accounts: string[]) => ({ ...CONFIG_KEYS, "aws:allowedAccountIds": JSON.stringify(accounts) });
    const refused =
      /creating secret acme\/guarded: account 111111111111 is not in aws:allowedAccountIds \(222222222222\), nothing was sent/;

    it("asks STS once, and only then creates", async () => {
      const store = under.store(allowed(HOME_ACCOUNT, HUB));
      for (const name of ["acme/one", "acme/two"]) await store.create({ ...secret, name });
      const create = `CreateSecret AKIACONFIG ${HOME_ACCOUNT}`;
      assert.deepEqual(under.calls(), [`GetCallerIdentity AKIACONFIG ${HOME_ACCOUNT}`, create, create]);
    });

    it("refuses an account that is not on the list, and sends nothing else", async () => {
      await failure(under.store(allowed(HUB)).create({ ...secret, name: "acme/guarded" }), "ERR_STORE_DENIED", refused);
      assert.deepEqual(under.calls(), [`GetCallerIdentity AKIACONFIG ${HOME_ACCOUNT}`]);
    });

    it("refuses a forbidden one", async () => {
      const store = under.store({ ...CONFIG_KEYS, "aws:forbiddenAccountIds": HOME_ACCOUNT });
      const message = /account 111111111111 is in aws:forbiddenAccountIds \(111111111111\)/;
      await failure(store.create({ ...secret, name: "acme/guarded" }), "ERR_STORE_DENIED", message);
    });

    it("asks nobody where the ARN tells the account", async () => {
      const arn = `arn:aws:secretsmanager:us-east-1:${HOME_ACCOUNT}:secret:acme/key-AbCdEf`;
      await failure(under.store(allowed(HUB)).describe(arn), "ERR_STORE_DENIED", /account 111111111111 is not in/);
      assert.deepEqual(under.calls(), []);
    });

    it("asks nobody where the credentials know their account", async () => {
      const role = { "aws:assumeRoles": [hub] };
      await failure(
        under.store({ ...allowed(TARGET), ...role }).describe("acme/key"),
        "ERR_STORE_DENIED",
        /account 222222222222/,
      );
      assert.deepEqual(under.calls(), [`AssumeRole AKIACONFIG ${HOME_ACCOUNT}`]);
      const known = under.store({ "aws:profile": "known", "aws:allowedAccountIds": [TARGET] }, files);
      await failure(known.describe("acme/key"), "ERR_STORE_DENIED", /account 222222222222/);
      assert.deepEqual(under.calls(), []);
    });
  });

  it("keeps the secrets of two accounts apart", async () => {
    const one = under.store({ ...CONFIG_KEYS, "aws:assumeRoles": [hub] });
    await one.create({ name: "acme/apart", value: "v", token: "t".repeat(32), tags: {} });
    assert.match((await one.describe("acme/apart"))?.arn ?? "", /:222222222222:/);
    assert.equal(await under.store(CONFIG_KEYS).describe("acme/apart"), undefined);
  });
});
