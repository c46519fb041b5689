import * as assert from "node:assert/strict";
import type { AwsSettings } from "../../../resources/aws/settings/awsSettings";
import { readSettings } from "../../../resources/aws/settings/readSettings";
import { ROWS } from "../../../resources/aws/settings/rows";
import type { Variables } from "../../../resources/aws/settings/variables";

const ROLE = "arn:aws:iam::111111111111:role/deploy";
const WEB = { roleArn: ROLE, webIdentityToken: "eyJ" };

type Props = Readonly<Record<string, unknown>>;

const named = (config: Props) => (key: string) => config[key.replace(/^aws:/, "")];
const read = (config: Props) => readSettings(named(config));
const STS = (host: string) => ({ sts: `http://${host}` });

/** Setting, the forms that mean the same, and what they mean. */
const HONOURED: readonly (readonly [string, readonly unknown[], Partial<AwsSettings>])[] = [
  ["region", ["eusc-de-east-1"], { region: "eusc-de-east-1" }],
  ["region", ["us-isob-east-1"], { region: "us-isob-east-1" }],
  ["profile", ["prod"], { profile: "prod" }],
  ["sharedConfigFiles", [["/a"], '["/a"]', "/a"], { sharedConfigFiles: ["/a"] }],
  ["sharedCredentialsFiles", [["/a", "/b"], '["/a","/b"]'], { sharedCredentialsFiles: ["/a", "/b"] }],
  [
    "assumeRoles",
    [
      [{ roleArn: ROLE, externalId: "x", sessionName: "ci", duration: "1h", tags: { a: "b" } }],
      JSON.stringify([{ roleArn: ROLE, externalId: "x", sessionName: "ci", duration: "60m", tags: { a: "b" } }]),
      { roleArn: ROLE, externalId: "x", sessionName: "ci", duration: "3600s", tags: { a: "b" } },
      { roleArn: ROLE, externalId: "x", sessionName: "ci", durationSeconds: "3600", tags: { a: "b" }, policy: "" },
    ],
    {
      assumeRoles: [{ roleArn: ROLE, externalId: "x", sessionName: "ci", durationInSeconds: 3600, tags: { a: "b" } }],
    },
  ],
  [
    "assumeRole",
    [
      { roleArn: ROLE, policyArns: ["p"], sourceIdentity: "me", transitiveTagKeys: ["a"] },
      JSON.stringify({ roleArn: ROLE, policyArns: ["p"], sourceIdentity: "me", transitiveTagKeys: ["a"] }),
    ],
    { assumeRoles: [{ roleArn: ROLE, policyArns: ["p"], sourceIdentity: "me", transitiveTagKeys: ["a"] }] },
  ],
  ["assumeRole", ["", "{}", { roleArn: "" }, [{}]], { assumeRoles: [] }],
  [
    "assumeRoleWithWebIdentity",
    [WEB, JSON.stringify(WEB)],
    { assumeRoleWithWebIdentity: { roleArn: ROLE, token: "eyJ" } },
  ],
  [
    "allowedAccountIds",
    [["012345678901"], '["012345678901"]', "[12345678901]", [12345678901], "012345678901", 12345678901],
    { allowedAccountIds: ["012345678901"] },
  ],
  ["forbiddenAccountIds", [["012345678901", ""], '["012345678901"]'], { forbiddenAccountIds: ["012345678901"] }],
  [
    "endpoints",
    [
      [{ secretsmanager: "http://h:1", sts: "http://h:2", s3: "http://h:3" }],
      [{ secretsmanager: "http://h:1" }, { sts: "http://h:2" }, { sqs: "" }],
      { secretsmanager: "http://h:1", sts: "http://h:2" },
      '[{"secretsmanager":"http://h:1","sts":"http://h:2"}]',
    ],
    { endpoints: { secretsmanager: "http://h:1", sts: "http://h:2" } },
  ],
  [
    "defaultTags",
    [{ tags: { CostCenter: "7" } }, { tags: { CostCenter: 7 } }, '{"tags":{"CostCenter":"7"}}'],
    { defaultTags: { CostCenter: "7" } },
  ],
  ["useFipsEndpoint", ["true", true], { useFipsEndpoint: true }],
  ["useDualstackEndpoint", ["false", false], { useDualstackEndpoint: false }],
  ["stsRegion", ["eu-west-1"], { stsRegion: "eu-west-1" }],
  ["customCaBundle", ["/ca.pem"], { customCaBundle: "/ca.pem" }],
  ["httpProxy", ["http://u:p@h:1"], { httpProxy: "http://u:p@h:1" }],
  ["httpsProxy", ["h:1"], { httpsProxy: "h:1" }],
  ["noProxy", ["a,b"], { noProxy: "a,b" }],
  ["maxRetries", ["7", 7], { maxRetries: 7 }],
  ["maxRetries", ["0", 0], { maxRetries: 1 }],
  ["retryMode", ["adaptive"], { retryMode: "adaptive" }],
  ["skipMetadataApiCheck", ["true", true], { skipMetadataApiCheck: true }],
  ["ec2MetadataServiceEndpoint", ["http://h:1"], { ec2MetadataServiceEndpoint: "http://h:1" }],
  ["ec2MetadataServiceEndpointMode", ["IPv6"], { ec2MetadataServiceEndpointMode: "IPv6" }],
  ["insecure", ["false", false], {}],
];

/** Setting, what is given, and what the message says besides the name. */
const REFUSED: readonly (readonly [string, unknown, RegExp])[] = [
  ["region", "europe", /"europe" is not allowed, allowed: an AWS region such as "eu-west-1"/],
  ["region", ["eu-west-1"], /\["eu-west-1"\] is not allowed/],
  ["profile", 7, /a value of type number is not allowed, allowed: the name of a profile/],
  ["accessKey", "a b", /a value of type string \(3 characters, a blank at 2\) is not allowed/],
  ["token", ["canary"], /a value of type array is not allowed, allowed: a session token/],
  ["secretKey", { canary: 1 }, /a value of type object is not allowed/],
  ["sharedConfigFiles", [], /at least one entry in a list of files/],
  [
    "sharedConfigFile",
    "/a",
    /a value of type string \(2 characters\) is not allowed, allowed: aws:sharedConfigFiles, a list: the aws provider does not/,
  ],
  ["sharedCredentialsFile", "/a", /allowed: aws:sharedCredentialsFiles, a list/],
  ["sharedCredentialsFiles", [7], /a list of files \(the path of a file\)/],
  ["assumeRoles", [{ externalId: "x" }], /a list of roles \(a role with roleArn\)/],
  ["assumeRoles", [{ roleArn: "deploy" }], /a role whose roleArn is the ARN of a role/],
  ["assumeRoles", [{ roleArn: ROLE, duration: "1d" }], /whose duration is a duration from "15m" to "12h"/],
  ["assumeRoles", [{ roleArn: ROLE, duration: "1h", durationSeconds: 3600 }], /one of duration and durationSeconds/],
  ["assumeRoles", [{ roleArn: ROLE, externalID: "x" }], /\(externalID is unknown, did you mean externalId\?\)/],
  ["assumeRole", "deploy", /allowed: a list of roles \(a role with roleArn, sessionName/],
  ["assumeRoleWithWebIdentity", { roleArn: ROLE }, /exactly one of webIdentityToken and webIdentityTokenFile/],
  ["assumeRoleWithWebIdentity", { ...WEB, webIdentityTokenFile: "/t" }, /a value of type object.+exactly one of/],
  ["allowedAccountIds", [], /\[\] is not allowed, allowed: at least one entry in a list of account numbers/],
  ["allowedAccountIds", "111111111111,222222222222", /account numbers of 12 digits/],
  [
    "forbiddenAccountIds",
    "prod",
    /a value of type string \(4 characters\) is not allowed, allowed: a list of account numbers/,
  ],
  ["endpoints", "http://h", /a list of objects such as/],
  ["endpoints", [{ secretsmanager: "localhost:4566" }], /an object whose secretsmanager is a URL such as/],
  ["endpoints", [{ sts: 7 }], /an object whose sts is a URL/],
  ["endpoints", [{ secretmanager: "http://h" }], /an object without secretmanager, did you mean secretsmanager\?/],
  ["endpoints", { secretsManager: "http://h" }, /an object without secretsManager, did you mean secretsmanager\?/],
  ["endpoints", { STS: "http://h" }, /an object without STS, did you mean sts\?/],
  ["assumeRole", { rolArn: "a" }, /\(rolArn is unknown, did you mean roleArn\?\)/],
  ["defaultTags", { tag: { a: "b" } }, /an object with tags \(tag is unknown, did you mean tags\?\)/],
  ["defaultTags", { Tags: {} }, /\(Tags is unknown, did you mean tags\?\)/],
  [
    "defaultTags",
    { tags: { "partner-keys:owner": "x" } },
    /does not begin with aws: or partner-keys: \(partner-keys:owner\)/,
  ],
  ["defaultTags", { tags: { a: {} } }, /a map of texts \(a is none\)/],
  ["useFipsEndpoint", "yes", /"yes" is not allowed, allowed: true or false/],
  ["useDualstackEndpoint", 1, /true or false/],
  ["stsRegion", "x", /an AWS region/],
  ["customCaBundle", true, /the path of a file/],
  ["httpProxy", 7, /a value of type number.+a proxy such as/],
  ["httpsProxy", "http://user:canary@h x", /a value of type string \(22 characters, a blank at 21\)/],
  ["httpsProxy", "socks5://h:1080", /a proxy such as "http:\/\/host:3128"/],
  ["noProxy", [], /hosts/],
  ["maxRetries", "many", /a whole number from 0 to 100/],
  ["retryMode", "legacy", /"standard", "adaptive"/],
  ["skipMetadataApiCheck", "no", /true or false/],
  ["ec2MetadataServiceEndpoint", "h", /a URL/],
  ["ec2MetadataServiceEndpointMode", "ipv4", /"IPv4", "IPv6"/],
  ["insecure", "true", /"true" is not allowed, allowed: false: the certificate of AWS is always checked/],
];

describe("AWS settings", () => {
  for (const [name, forms, meaning] of HONOURED) {
    for (const form of forms) {
      it(`reads ${name} ${JSON.stringify(form)}`, () => {
        const expected = { assumeRoles: [], endpoints: {}, ...meaning };
        assert.deepEqual(read({ [name]: form }), { settings: expected, problems: [], disabled: undefined });
      });
    }
  }

  for (const [name, given, message] of REFUSED) {
    it(`refuses ${name} ${JSON.stringify(given)}`, () => {
      const { problems, settings } = read({ [name]: given });
      assert.equal(problems.length, 1);
      assert.match(problems[0] ?? "", message);
      assert.ok(problems[0]?.startsWith(`aws:${name}: `));
      assert.doesNotMatch(problems[0] ?? "", /canary/);
      assert.deepEqual(settings, { assumeRoles: [], endpoints: {} });
    });
  }

  it("has a row here for every setting", () => {
    const pair = ["accessKey", "secretKey", "token"];
    const onlyRefused = ["sharedConfigFile", "sharedCredentialsFile"];
    const tried = new Set([...HONOURED.map(([name]) => name), ...pair, ...onlyRefused]);
    assert.deepEqual([...tried].sort(), Object.keys(ROWS).sort());
    assert.deepEqual([...new Set(REFUSED.map(([name]) => name))].sort(), Object.keys(ROWS).sort());
  });

  const GUARDS = ["allowedAccountIds", "forbiddenAccountIds"];
  it("refuses an empty guard: nobody would be kept out", () => {
    for (const name of GUARDS)
      for (const empty of ["", [], "[]", [""]])
        assert.match(
          read({ [name]: empty }).problems.join(),
          new RegExp(`^aws:${name}: .+, allowed: (at least one|a list)`),
        );
  });

  it("takes an empty text for absent, whatever else the setting", () => {
    const names = Object.keys(ROWS).filter((name) => !GUARDS.includes(name));
    const empty = Object.fromEntries(names.map((name) => [name, ""]));
    assert.deepEqual(read(empty), { settings: { assumeRoles: [], endpoints: {} }, problems: [], disabled: undefined });
  });

  it("reads keys as a pair, with a token", () => {
    const keys = { accessKeyId: "a", secretAccessKey: "b", sessionToken: "c" };
    assert.deepEqual(read({ accessKey: "a", secretKey: "b", token: "c" }).settings.keys, keys);
    assert.deepEqual(read({ accessKey: "a" }).problems, ["aws:secretKey: missing, aws:accessKey is given"]);
    assert.deepEqual(read({ secretKey: "a" }).problems, ["aws:accessKey: missing, aws:secretKey is given"]);
    assert.match(read({ token: "a" }).problems.join(), /^aws:token: given without aws:accessKey and aws:secretKey/);
  });

  const variables: readonly (readonly [string, Props, Props, Partial<AwsSettings>])[] = [
    [
      "tags, under those of the config",
      { TF_AWS_DEFAULT_TAGS_Team: "a", TF_AWS_DEFAULT_TAGS_Stage: "b", TF_AWS_DEFAULT_TAGS_: "c" },
      { defaultTags: { tags: { Team: "x" } } },
      { defaultTags: { Team: "x", Stage: "b" } },
    ],
    [
      "the endpoint of STS",
      { TF_AWS_STS_ENDPOINT: "http://h", AWS_STS_ENDPOINT: "http://o" },
      {},
      { endpoints: STS("h") },
    ],
    ["the older one", { AWS_STS_ENDPOINT: "http://o" }, {}, { endpoints: STS("o") }],
    ["none where the SDK has its own", { AWS_ENDPOINT_URL_STS: "http://s", AWS_STS_ENDPOINT: "http://o" }, {}, {}],
    [
      "none where the config has one",
      { AWS_STS_ENDPOINT: "http://o" },
      { endpoints: STS("c") },
      { endpoints: STS("c") },
    ],
  ];
  for (const [what, given, config, meaning] of variables) {
    it(`takes from variables of the aws provider ${what}`, () => {
      const { settings, problems } = readSettings(named(config), given as Variables);
      assert.deepEqual(settings, { assumeRoles: [], endpoints: {}, ...meaning });
      assert.deepEqual(problems, []);
    });
  }

  it("refuses such a variable by its name", () => {
    const { problems } = readSettings(() => undefined, { AWS_STS_ENDPOINT: "h:1", "TF_AWS_DEFAULT_TAGS_aws:x": "a" });
    assert.match(
      problems.join(),
      /^TF_AWS_DEFAULT_TAGS_aws:x: a value of type string \(1 character\) is not allowed, .+,AWS_STS_ENDPOINT: a value of type string \(3 characters\) is not/,
    );
  });

  it("refuses the two forms of a role together, and tells all problems at once", () => {
    const { problems } = read({ assumeRole: { roleArn: ROLE }, assumeRoles: [{ roleArn: ROLE }], region: "x" });
    assert.equal(problems.length, 2);
    assert.match(problems.join(), /aws:region: .+aws:assumeRole: given together with aws:assumeRoles/);
  });

  for (const packages of [["aws"], '["aws"]', ["*"]]) {
    it(`is disabled where default providers are: ${JSON.stringify(packages)}`, () => {
      const { disabled, problems } = readSettings((key) =>
        key === "pulumi:disable-default-providers" ? packages : undefined,
      );
      assert.match(disabled ?? "", /names aws, so nothing may go by the settings of the stack or the machine/);
      assert.deepEqual(problems, []);
    });
  }

  for (const packages of [undefined, "", [], '["kubernetes"]']) {
    it(`is not disabled by ${JSON.stringify(packages)}`, () => {
      const given = (key: string) => (key === "pulumi:disable-default-providers" ? packages : undefined);
      assert.equal(readSettings(given).disabled, undefined);
    });
  }
});
