import * as assert from "node:assert/strict";
import { KINDS } from "../../resources/kinds/kinds";
import { issuedKey } from "../support/programs";
import { HOST, PASSWORD, ProxiedAws } from "../support/proxiedAws";
import { DEPLOYER, REGION, Scenario } from "../support/scenario";

/** A key of every kind and an issued one, under a provider each of whose settings that may hold a secret does. */
const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import * as keys from "pulumi-partner-keys";

const { KINDS = "", SETTINGS = "", SECRET = "", TOKEN = "", PROXY = "", ROTATION = "" } = process.env;
const [secretKey, token, proxy] = [SECRET, TOKEN, PROXY].map((text) => pulumi.secret(text));
const provider = new keys.Provider("far", { ...JSON.parse(SETTINGS), secretKey, token, httpProxy: proxy, httpsProxy: proxy });
const args = { keepers: { rotation: ROTATION }, recoveryWindowInDays: 0 };
for (const kind of KINDS.split(",")) {
  const own = { ApiKey: { generate: {} }, EcKeyPair: { namedCurve: "P-256" } }[kind];
  new (keys as any)[kind](kind, { secretName: "acme/" + kind, ...own, ...args }, { provider });
}
new keys.ApiKey("issued", { secretName: "acme/issued", issued: { env: "ISSUED" }, recoveryWindowInDays: 0 }, { provider });
`;

describe("engine: everything tells all it does, with DEBUG=* and NODE_DEBUG=* (promise 1)", () => {
  let scenario: Scenario;
  let way: ProxiedAws;
  const kinds = Object.keys(KINDS);
  const secret = "secret-of-the-deployer-0123456789abcdef";
  const token = "token-of-the-deployer-0123456789abcdef";

  before(async () => {
    scenario = await Scenario.start({ program: PROGRAM, env: { PULUMI_NODEJS_TRANSPILE_ONLY: "true" } });
    way = await ProxiedAws.start(Number(new URL(scenario.server.url).port), scenario.project.folder);
    await scenario.run(["stack", "init", "dev"]);
    scenario.sentinel.learn(secret);
    scenario.sentinel.learn(Buffer.from(`me:${PASSWORD}`).toString("base64"));
  });
  after(async () => {
    way.stop();
    await scenario.close();
  });

  for (const protocol of ["https", "http"]) {
    it(`and nothing prints a key, a key of AWS or the password of a proxy on the way to an endpoint with ${protocol}`, async () => {
      const issued = issuedKey({ seed: protocol });
      scenario.sentinel.learn(issued);
      const settings = {
        ...{ region: REGION, accessKey: DEPLOYER, customCaBundle: way.ca },
        endpoints: [{ secretsmanager: `${protocol}://${HOST}` }],
      };
      const env = {
        ...{ DEBUG: "*", SECRET: secret, TOKEN: token, PROXY: way.url, ISSUED: issued },
        ...{ KINDS: kinds.join(), SETTINGS: JSON.stringify(settings) },
      };
      way.asked.splice(0);
      for (const [command, rotation, more] of [
        ["up", "1", { NODE_DEBUG: "*" }],
        ["up", "2", {}],
        ["refresh", "2", {}],
        ["destroy", "2", {}],
      ] as const) {
        const run = [command, "--yes", "--skip-preview"];
        const { output } = await scenario.run(run, { ...env, ...more, ROTATION: rotation });
        assert.match(output, /http-proxy-agent|arborist|pacote|tuf/i, "nothing tells what it does");
        assert.ok(!output.includes(PASSWORD), `${command} printed the password of the proxy`);
        // Node itself prints the headers of each request, and no other one may
        if (!("NODE_DEBUG" in more)) assert.ok(!output.includes(token), `${command} printed the token of a session`);
        else assert.match(output, /^ *(HTTP2?|NET|MODULE|STREAM) \d+: /m, "Node tells nothing");
        if (command === "up") assert.equal((await scenario.secretNames()).length, kinds.length + 1);
      }
      assert.deepEqual([...new Set(way.asked)], [protocol === "https" ? `${HOST}:443` : HOST]);
    });
  }
});
