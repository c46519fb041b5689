import * as assert from "node:assert/strict";
import { failure } from "../support/failure";
import { Identity } from "../support/identity";
import { HOST, PASSWORD, ProxiedAws } from "../support/proxiedAws";

const KEYS = { "aws:accessKey": "AKIACONFIG", "aws:secretKey": "s" };
type Props = Readonly<Record<string, unknown>>;
const US = "us-east-1";
const MANAGER = `secretsmanager.${US}.amazonaws.com`;
const FIPS = { "aws:useFipsEndpoint": "true" };
const DUAL = { "aws:useDualstackEndpoint": true };

describe("the way to AWS, through a proxy to an endpoint with a certificate of its own", function () {
  this.timeout(30_000);
  let under: Identity;
  let way: ProxiedAws;
  let asked: string[];
  let proxyUrl: string;
  let ca: string;

  before(async () => {
    under = await Identity.start();
    way = await ProxiedAws.start(under.server.port, under.folder);
    ({ asked, url: proxyUrl, ca } = way);
  });
  beforeEach(() => asked.splice(0));
  after(async () => {
    way.stop();
    await under.stop();
  });

  const config = (more: object) => ({
    ...KEYS,
    "aws:endpoints": { secretsmanager: `https://${HOST}`, sts: `https://${HOST}` },
    ...more,
  });

  it("asks the proxy of the settings, also for STS, and trusts the CA bundle of the settings", async () => {
    const guarded = { "aws:httpsProxy": proxyUrl, "aws:customCaBundle": ca, "aws:allowedAccountIds": "123456789012" };
    assert.equal(await under.store(config(guarded)).describe("acme/key"), undefined);
    assert.deepEqual(under.calls(), [
      "GetCallerIdentity AKIACONFIG 123456789012",
      "DescribeSecret AKIACONFIG 123456789012",
    ]);
    assert.deepEqual([...new Set(asked)], [`${HOST}:443`]);
  });

  it("takes HTTPS_PROXY and AWS_CA_BUNDLE where the settings say nothing", async () => {
    const variables = { HTTPS_PROXY: proxyUrl, AWS_CA_BUNDLE: ca };
    assert.equal(await under.store(config({}), variables).describe("acme/key"), undefined);
    assert.deepEqual([...new Set(asked)], [`${HOST}:443`]);
  });

  it("takes the CA bundle of the profile, and the proxy for http where nothing names one for https", async () => {
    const profile = under.file(`[default]\nca_bundle = ${ca}\n`);
    const store = under.store(config({ "aws:httpProxy": proxyUrl }), { AWS_CONFIG_FILE: profile });
    assert.equal(await store.describe("acme/key"), undefined);
    assert.deepEqual([...new Set(asked)], [`${HOST}:443`]);
  });

  /**
   * Settings, variables, region; the hosts that are asked: the AWS SDK's own rules, and what we hand it. Secrets Manager
   * has one host for both stacks.
   */
  const hosts: readonly (readonly [string, Props, Record<string, string>, string, string, string])[] = [
    ["nothing", {}, {}, "eu-west-1", "secretsmanager.eu-west-1.amazonaws.com", "sts.eu-west-1.amazonaws.com"],
    ["useFipsEndpoint", FIPS, {}, US, `secretsmanager-fips.${US}.amazonaws.com`, `sts-fips.${US}.amazonaws.com`],
    ["useDualstackEndpoint", DUAL, {}, US, MANAGER, `sts.${US}.api.aws`],
    ["both", { ...FIPS, ...DUAL }, {}, US, `secretsmanager-fips.${US}.amazonaws.com`, `sts-fips.${US}.api.aws`],
    [
      "AWS_USE_FIPS_ENDPOINT",
      {},
      { AWS_USE_FIPS_ENDPOINT: "true" },
      US,
      `secretsmanager-fips.${US}.amazonaws.com`,
      `sts-fips.${US}.amazonaws.com`,
    ],
    ["stsRegion", { "aws:stsRegion": "eu-west-1" }, {}, US, MANAGER, "sts.eu-west-1.amazonaws.com"],
    ["TF_AWS_STS_ENDPOINT", {}, { TF_AWS_STS_ENDPOINT: "https://sts.test" }, US, MANAGER, "sts.test"],
    ["AWS_ENDPOINT_URL_STS", {}, { AWS_ENDPOINT_URL_STS: "https://sts.test" }, US, MANAGER, "sts.test"],
    [
      "a region in China",
      {},
      {},
      "cn-north-1",
      "secretsmanager.cn-north-1.amazonaws.com.cn",
      "sts.cn-north-1.amazonaws.com.cn",
    ],
    [
      "the European sovereign cloud",
      {},
      {},
      "eusc-de-east-1",
      "secretsmanager.eusc-de-east-1.amazonaws.eu",
      "sts.eusc-de-east-1.amazonaws.eu",
    ],
    [
      "an isolated region",
      {},
      {},
      "us-isob-east-1",
      "secretsmanager.us-isob-east-1.sc2s.sgov.gov",
      "sts.us-isob-east-1.sc2s.sgov.gov",
    ],
  ];
  for (const [what, more, variables, region, manager, sts] of hosts) {
    it(`asks the hosts of AWS for ${what}: ${manager}, ${sts}`, async () => {
      const way = { "aws:endpoints": undefined, "aws:httpsProxy": proxyUrl, "aws:maxRetries": 1 };
      for (const guard of [{}, { "aws:allowedAccountIds": "123456789012" }]) {
        const store = under.store(config({ ...more, ...way, ...guard }), variables, region);
        await failure(store.describe("acme/key"), "ERR_STORE_UNAVAILABLE", /502|answered/);
      }
      assert.deepEqual(asked, [`${manager}:443`, `${sts}:443`]);
    });
  }

  const PLAIN = "http://stack.test:4566";
  const plain: readonly (readonly [string, Props, () => Record<string, string>, readonly string[]])[] = [
    ["aws:endpoints", { "aws:endpoints": { secretsmanager: PLAIN } }, () => ({}), ["stack.test:4566"]],
    ["AWS_ENDPOINT_URL", {}, () => ({ AWS_ENDPOINT_URL: PLAIN }), ["stack.test:4566"]],
    ["its variable", {}, () => ({ AWS_ENDPOINT_URL_SECRETS_MANAGER: PLAIN }), ["stack.test:4566"]],
    [
      "the profile",
      {},
      () => ({ AWS_CONFIG_FILE: under.file(`[default]\nendpoint_url = ${PLAIN}\n`) }),
      ["stack.test:4566"],
    ],
    [
      "STS alone",
      { "aws:endpoints": { secretsmanager: `https://${HOST}`, sts: PLAIN }, "aws:allowedAccountIds": "123456789012" },
      () => ({}),
      ["stack.test:4566"],
    ],
    ["an address", { "aws:endpoints": { secretsmanager: "http://10.0.0.9" } }, () => ({}), ["10.0.0.9"]],
    ...["127.0.0.1:9", "127.9.9.9:9", "localhost:9", "[::1]:9"].map(
      (host) => [host, { "aws:endpoints": { secretsmanager: `http://${host}` } }, () => ({}), []] as const,
    ),
  ];
  for (const [what, more, variables, hosts] of plain)
    it(`says aloud, and once, that nothing is encrypted on the way to another machine: ${what}`, async () => {
      const unreachable = { "aws:httpProxy": "http://127.0.0.1:9", "aws:maxRetries": 1 };
      const store = under.store({ ...KEYS, "aws:endpoints": undefined, ...unreachable, ...more }, variables());
      for (const name of ["acme/one", "acme/two"])
        await failure(store.describe(name), "ERR_STORE_UNAVAILABLE", /ECONNREFUSED/);
      assert.deepEqual(
        under.told.map((line) => /^WITHOUT ENCRYPTION: http:\/\/(\S+) is another machine/.exec(line)?.[1]),
        hosts,
      );
    });

  it("tries as often as AWS_MAX_ATTEMPTS or the profile says, else five times; the settings come first", async () => {
    const profile = { AWS_CONFIG_FILE: under.file("[default]\nmax_attempts = 3\n") };
    const rows: readonly (readonly [Props, Record<string, string>, number])[] = [
      [{}, { AWS_MAX_ATTEMPTS: "2" }, 2],
      [{}, profile, 3],
      [{}, {}, 5],
      [{ "aws:maxRetries": 1 }, { AWS_MAX_ATTEMPTS: "2" }, 1],
    ];
    for (const [more, variables, attempts] of rows) {
      const way = { "aws:httpsProxy": "http://127.0.0.1:9", ...more };
      const message = new RegExp(attempts === 1 ? "ECONNREFUSED, 1 " : `ECONNREFUSED, ${attempts} attempts`);
      await failure(under.store(config(way), variables).describe("acme/key"), "ERR_STORE_UNAVAILABLE", message);
    }
  });

  it("tells what the AWS SDK says of settings that do not go together", async () => {
    const message =
      /EndpointError: Invalid Configuration: FIPS and custom endpoint are not supported; check the region, aws:endpoints/;
    await failure(under.store(config(FIPS)).describe("acme/key"), "ERR_STORE_REFUSED", message);
  });

  const refusals: readonly (readonly [string, () => object, RegExp, Record<string, string>?])[] = [
    [
      "an untrusted certificate",
      () => ({ "aws:httpsProxy": proxyUrl }),
      /no answer from secretsmanager\.test .*\((DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT\w*)[^)]*\); its certificate is not trusted here: name the CA bundle/,
    ],
    [
      "a CA bundle that is not there",
      () => ({ "aws:httpsProxy": proxyUrl, "aws:customCaBundle": "/no/ca.pem" }),
      /CA bundle \/no\/ca\.pem cannot be read \(ENOENT\); check aws:customCaBundle/,
    ],
    [
      "a wrong password",
      () => ({ "aws:httpsProxy": proxyUrl.replace(PASSWORD, "wrong-password"), "aws:customCaBundle": ca }),
      /through proxy 127\.0\.0\.1:\d+ \(PROXY_AUTHENTICATION[^)]*\); the proxy wants user and password/,
    ],
    [
      "a host that the proxy does not let through",
      () => ({ "aws:httpsProxy": proxyUrl, "aws:endpoints": { secretsmanager: "https://forbidden.test" } }),
      /no answer from forbidden\.test through proxy 127\.0\.0\.1:\d+ \(PROXY_REFUSED[^)]*\); the proxy does not let it/,
    ],
    [
      "a proxy of another protocol",
      () => ({ "aws:customCaBundle": ca }),
      /no answer from secretsmanager\.test through proxy h:1080 \(PROXY_PROTOCOL[^)]*\); a proxy is written http:/,
      { HTTPS_PROXY: "socks5://h:1080" },
    ],
    [
      "a proxy that is no URL",
      () => ({ "aws:customCaBundle": ca }),
      /\(ERR_INVALID_URL[^)]*\); a proxy is written http:\/\/host:port/,
      { HTTPS_PROXY: "http://me:proxy-password@[h" },
    ],
    [
      "an endpoint without a protocol",
      () => ({ "aws:endpoints": undefined }),
      /no answer from localhost:\S* \(ERR_INVALID_PROTOCOL[^)]*\); its URL has to begin with https:/,
      { AWS_ENDPOINT_URL: "localhost:4566" },
    ],
    [
      "a proxy that is down",
      () => ({ "aws:httpsProxy": `http://me:${PASSWORD}@127.0.0.1:9`, "aws:customCaBundle": ca }),
      /no answer from secretsmanager\.test through proxy 127\.0\.0\.1:9 \(ECONNREFUSED[^)]*\); check the proxy/,
    ],
    [
      "NO_PROXY, and a host that cannot be reached directly",
      () => ({ "aws:httpsProxy": proxyUrl, "aws:noProxy": ".test" }),
      /no answer from secretsmanager\.test \((ENOTFOUND|EAI_AGAIN)/,
    ],
  ];
  for (const [what, more, message, variables] of refusals) {
    it(`says so, and shows no password: ${what}`, async () => {
      const error = await failure(
        under.store(config(more()), variables).describe("acme/key"),
        "ERR_STORE_UNAVAILABLE",
        message,
      );
      assert.doesNotMatch(error.message, /password@|proxy-password|wrong-password/);
      assert.deepEqual(under.calls(), []);
    });
  }
});
