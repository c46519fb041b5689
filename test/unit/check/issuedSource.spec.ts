import * as assert from "node:assert/strict";
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { fingerprintOf } from "../../../resources/crypto/publicKey/fingerprint";
import { trimIssuedKey } from "../../../resources/partners/issued/issuedKey";
import { looksLikeKey } from "../../../resources/partners/issued/looksLikeKey";
import { checkKey } from "../../../resources/plugin/check/checkKey";
import { apiKeyKind } from "../../../resources/kinds/apiKey";
import { issuedRule } from "../../../resources/rules/issued";
import { allowedBy, unshown } from "../../../resources/rules/rule";
import { FakeWorld } from "../../support/fakeWorld";
import { issuedKey } from "../../support/programs";

type Props = Record<string, unknown>;

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const KEY = issuedKey();
const BASE = { secretName: "partner/apikey", owner: "p/s/api", region: "eu-west-1" };

function check(news: Props, { olds = {}, env, file }: { olds?: Props; env?: string; file?: string } = {}) {
  const world = new FakeWorld();
  if (env !== undefined) world.environment["PARTNER_API_KEY"] = env;
  if (file !== undefined) world.files["apikey"] = file;
  return checkKey(apiKeyKind, olds, { ...BASE, ...news }, world.context());
}
const SOURCES = [
  { issued: { env: "PARTNER_API_KEY" }, from: "env", name: "environment variable PARTNER_API_KEY" },
  { issued: { file: "apikey" }, from: "file", name: "file apikey" },
] as const;

describe("source of an API key", () => {
  it("has to be given", async () => {
    const { failures } = await check({});
    assert.deepEqual(failures, [
      { property: "issued", reason: "issued: missing, give issued ({ env } or { file }) or generate ({})" },
    ]);
  });

  it("is one only", async () => {
    const { failures } = await check({ generate: {}, issued: { env: "PARTNER_API_KEY" } }, { env: KEY });
    assert.deepEqual(failures, [
      { property: "issued", reason: "issued: given together with generate, allowed: exactly one of the two" },
    ]);
  });

  for (const { issued, from, name } of SOURCES) {
    describe(name, () => {
      it("is read, trimmed, and only its fingerprint goes on", async () => {
        const { inputs, failures } = await check({ issued }, { [from]: ` ${KEY}\r\n` });
        assert.deepEqual(failures, []);
        assert.deepEqual(inputs, { ...BASE, issued, issuedFingerprint: fingerprintOf(KEY) });
        assert.ok(!JSON.stringify(inputs).includes(KEY));
      });

      it("missing at first creation is refused, by name", async () => {
        const { failures } = await check({ issued });
        assert.deepEqual(failures, [
          {
            property: "issued",
            reason: `issued: ${name}: does not exist, and this run has to store the key (what the program itself loads, from a .env file say, does not reach the process that reads it): provide it`,
          },
        ]);
      });

      it("missing later is no change", async () => {
        const issuedFingerprint = fingerprintOf(KEY);
        const { inputs, failures } = await check({ issued }, { olds: { ...BASE, issued, issuedFingerprint } });
        assert.deepEqual(failures, []);
        assert.equal(inputs["issuedFingerprint"], issuedFingerprint);
      });

      it("missing later in another place than before is told, the stored key stays", async () => {
        const world = new FakeWorld();
        const issuedFingerprint = fingerprintOf(KEY);
        const olds = { ...BASE, issued: { env: "ANOTHER" }, issuedFingerprint };
        const news = { ...BASE, issued };
        const { inputs } = await checkKey(apiKeyKind, olds, news, world.context());
        assert.equal(inputs["issuedFingerprint"], issuedFingerprint);
        assert.deepEqual(world.told, [`p/s/api: ${name} does not exist: the stored API key stays`]);
      });

      it("with another value later goes on with the fingerprint of that value", async () => {
        const olds = { ...BASE, issued, issuedFingerprint: fingerprintOf("another") };
        assert.equal((await check({ issued }, { olds, [from]: KEY })).inputs["issuedFingerprint"], fingerprintOf(KEY));
      });

      it("empty is absent: no change later, refused at first", async () => {
        const olds = { ...BASE, issued, issuedFingerprint: fingerprintOf(KEY) };
        for (const empty of ["", "\n", " \r\n"]) {
          const later = await check({ issued }, { olds, [from]: empty });
          assert.deepEqual([later.failures, later.inputs], [[], olds]);
          const first = await check({ issued }, { [from]: empty });
          assert.match(
            first.failures[0]?.reason ?? "taken",
            /: is empty, and this run has to store the key .*: provide it$/,
          );
        }
      });

      it("missing where the key moves says what moves it", async () => {
        const olds = { ...BASE, issued, issuedFingerprint: fingerprintOf(KEY) };
        const { failures } = await checkKey(
          apiKeyKind,
          {},
          { ...BASE, issued, region: "us-east-1" },
          new FakeWorld().context(),
          olds,
        );
        assert.match(
          failures[0]?.reason ?? "taken",
          /has to store the key \(region changes from "eu-west-1" to "us-east-1"\): provide it$/,
        );
      });

      it("that looks damaged is refused, taken with verbatim, and taken where it is the stored key", async () => {
        const text = "${PARTNER_API_KEY}";
        const { failures } = await check({ issued }, { [from]: text });
        assert.match(
          failures[0]?.reason ?? "taken",
          /a reference that nobody resolved .*; where the key really looks like that, add verbatim: true to issued$/,
        );
        assert.ok(!JSON.stringify(failures).includes(text));
        const verbatim = await check({ issued: { ...issued, verbatim: true } }, { [from]: text });
        assert.deepEqual([verbatim.failures, verbatim.inputs["issuedFingerprint"]], [[], fingerprintOf(text)]);
        const olds = { ...BASE, issued, issuedFingerprint: fingerprintOf(text) };
        assert.deepEqual((await check({ issued }, { olds, [from]: text })).failures, []);
      });

      it("that was replaced before does not come back unasked; five are known", async () => {
        const keys = Array.from({ length: 7 }, (_, i) => issuedKey({ seed: String.fromCharCode(97 + i) }));
        let olds: Props = {};
        for (const key of keys) {
          const { inputs, failures } = await check({ issued }, { olds, [from]: key });
          assert.deepEqual(failures, []);
          olds = inputs;
        }
        const replaced = keys.slice(1, 6).reverse().map(fingerprintOf);
        assert.deepEqual(olds["replacedFingerprints"], replaced);
        for (const key of keys.slice(1, 6)) {
          const { failures } = await check({ issued }, { olds, [from]: key });
          assert.match(failures[0]?.reason ?? "taken", /it is a key that was replaced before.*allowPrevious: true/);
        }
        assert.deepEqual(
          (await check({ issued }, { olds, [from]: keys[0] ?? "" })).failures,
          [],
          "the sixth is forgotten",
        );
        const back = await check({ issued: { ...issued, allowPrevious: true } }, { olds, [from]: keys[3] ?? "" });
        assert.deepEqual(back.failures, []);
        const known = [keys[6], keys[5], keys[4], keys[2], keys[1]].map((key) => fingerprintOf(String(key)));
        assert.deepEqual(back.inputs["replacedFingerprints"], known);
        const kept = await check({ issued }, { olds });
        assert.deepEqual(kept.inputs["replacedFingerprints"], replaced, "a run without the key forgets nothing");
      });

      const damaged: readonly (readonly [string, string])[] = [
        ["a byte order mark", `\ufeff${KEY}`],
        ["a zero-width space", `${KEY}\u200b`],
        ["two lines", `${KEY}\n${KEY}`],
        ["a no-break space", `${KEY}\u00a0`],
        ["too few characters", KEY.slice(0, 15)],
      ];
      for (const [what, text] of damaged) {
        it(`with ${what} is refused without showing the value`, async () => {
          const { inputs, failures } = await check({ issued }, { [from]: text });
          assert.equal(failures.length, 1);
          assert.ok(failures[0]?.reason.startsWith(`issued: ${name}: it h`), failures[0]?.reason);
          assert.ok(!JSON.stringify([inputs, failures]).includes(KEY.slice(0, 15)));
          assert.equal(inputs["issuedFingerprint"], undefined);
        });
      }
    });
  }

  const environments: readonly (readonly [boolean, string, RegExp | undefined])[] = [
    [true, "production", /it is a sandbox key/],
    [false, "sandbox", /it is a production key/],
    [true, "sandbox", undefined],
    [false, "production", undefined],
    [true, UNKNOWN, undefined],
    [false, UNKNOWN, undefined],
  ];
  for (const [sandbox, environment, why] of environments) {
    const called = environment === UNKNOWN ? "an environment that is not known yet" : environment;
    it(`with "sandbox": ${sandbox} ${why ? "is refused" : "is taken"} for ${called}`, async () => {
      const { failures } = await check(
        { issued: { env: "PARTNER_API_KEY" }, environment },
        { env: issuedKey({ sandbox }) },
      );
      assert.equal(failures.length, why ? 1 : 0, failures[0]?.reason);
      if (why) assert.match(failures[0]?.reason ?? "", why);
    });
  }

  for (const issued of [{ env: UNKNOWN }, { file: UNKNOWN }, UNKNOWN]) {
    it(`${JSON.stringify(issued)} is left alone while it is not known`, async () => {
      assert.deepEqual((await check({ issued })).failures, []);
    });
  }

  const either =
    'exactly one of { env: "NAME" } and { file: "path" }, where the key is read from, and verbatim or allowPrevious (true or false)';
  const aName = "an object whose env is the name of an environment variable (letters, digits and _, no digit first)";
  const misused: readonly (readonly [unknown, string])[] = [
    [KEY, either],
    [{ key: KEY }, either],
    [{ env: "A", [KEY]: true }, either],
    [{ env: KEY + "==" }, aName],
    [{ env: "MY-VAR" }, aName],
    [{ env: "A", file: KEY }, either],
    [{ file: `${KEY}\n` }, "an object whose file is the path of a file"],
    [[KEY], either],
    [{ env: { value: KEY } }, aName],
    [{ env: "A", verbatim: "yes" }, "an object whose verbatim is true or false"],
  ];
  for (const [issued, allowed] of misused) {
    const shape = JSON.stringify(issued).replaceAll(KEY, "<the key>");
    it(`given as ${shape} is refused without showing it`, async () => {
      const { failures } = await check({ issued });
      assert.equal(failures.length, 1);
      assert.equal(failures[0]?.reason, `issued: ${unshown(issued)} is not allowed, allowed: ${allowed}`);
    });
  }
});

describe("an API key where its source belongs", () => {
  // Put together, so that nobody's scanner takes them for keys
  const looks: readonly (readonly [string, string])[] = [
    ["Base64 of JSON", KEY.replace(/[+/=]/g, "")],
    ["a known prefix", "sk_live_" + "a1B2".repeat(4)],
    ["another known prefix", "ghp_" + "a1B2".repeat(9)],
    ["hex", "a1".repeat(20)],
    ["Base64 with its padding", "c2VjcmV0LXZhbHVlLWhlcmU="],
    ["a mix of letters and digits", "x7Kd93mQpZ4tVb1LsY8wRn5c"],
  ];
  for (const [what, key] of looks)
    for (const source of /^\w+$/.test(key) ? ["env", "file"] : ["file"])
      it(`is refused and not shown, at first and later: ${what} as ${source}`, async () => {
        const issued = { [source]: key };
        const olds = { ...BASE, issued: { env: "PARTNER_API_KEY" }, issuedFingerprint: fingerprintOf(KEY) };
        for (const known of [{}, olds]) {
          const { failures } = await check({ issued }, { olds: known });
          assert.match(
            failures[0]?.reason ?? "",
            /^issued: what is given \(not shown\) names nothing that is there and looks like the key itself/,
          );
          assert.ok(failures.length === 1 && !failures[0]?.reason.includes(key));
        }
        // In state already: an upgrade changes nothing
        assert.deepEqual((await check({ issued }, { olds: { ...olds, issued } })).failures, []);
      });

  const variables = [
    "PARTNER_API_KEY",
    "TF_VAR_qredo_api_key_2026_prod",
    "partnerApiKeyOfProduction2026",
    "gha_partner_key",
    "ASIAPACIFICAPIKEY",
  ];
  const files = [
    "/run/secrets/PartnerApiKey2026v3Production",
    "./apikey",
    "secrets/qredo.production.key",
    "sk_live_key.txt",
    "secrets/PartnerApiKey2026v3Production",
    "C:\\keys\\A1b2",
  ];
  for (const issued of [...variables.map((env) => ({ env })), ...files.map((file) => ({ file }))])
    it(`is not what a usual source looks like: ${JSON.stringify(issued)}`, () => {
      assert.equal(allowedBy(issuedRule, issued), undefined);
      assert.equal(looksLikeKey(Object.values(issued).join()), false);
    });
});

describe("a source that is called as a key looks", () => {
  const named = [{ env: "Acme_Prod_V2_Key1_2026" }, { file: "AcmePartner-2026-01-15" }, { file: randomUUID() }];
  for (const issued of named)
    it(`is one where it is there: ${Object.keys(issued).join()}`, async () => {
      const world = new FakeWorld();
      const [name = ""] = Object.values(issued);
      assert.ok(looksLikeKey(name));
      world.environment[name] = KEY;
      world.files[name] = KEY;
      const { inputs, failures } = await checkKey(apiKeyKind, {}, { ...BASE, issued }, world.context());
      assert.deepEqual(failures, []);
      assert.equal(inputs["issuedFingerprint"], fingerprintOf(KEY));
      [world.environment[name], world.files[name]] = ["", "\n"];
      const { failures: empty } = await checkKey(apiKeyKind, {}, { ...BASE, issued }, world.context());
      assert.match(empty[0]?.reason ?? "", / is empty, and this run has to store the key/);
    });
});

describe("a value of any length", () => {
  const issued = { file: "apikey" };

  it("is refused where Secrets Manager would not take it", async () => {
    assert.deepEqual((await check({ issued }, { file: "aB".repeat(32_768) })).failures, []);
    const { failures } = await check({ issued }, { file: "aB".repeat(32_768) + "c" });
    assert.match(failures[0]?.reason ?? "", /it has 65537 characters: Secrets Manager takes at most 65536$/);
  });

  it("is trimmed in time that grows with it, and no faster", () => {
    const blanks = " \n".repeat(1_000_000);
    assert.equal(trimIssuedKey(`${blanks}a${blanks}b${blanks}`), `a${blanks}b`);
    for (const text of ["", " ", "\r\n\t ", "a", " a", "a\t"]) assert.equal(trimIssuedKey(text), text.trim());
    assert.equal(trimIssuedKey("\ufeffa\u00a0"), "\ufeffa\u00a0");
  });
});

describe("a stored API key that is stored anew", () => {
  const sandboxKey = issuedKey({ sandbox: true });
  const issued = { env: "PARTNER_API_KEY" };
  const olds = { ...BASE, issued, environment: "sandbox", issuedFingerprint: fingerprintOf(sandboxKey) };
  const reason = /it is a sandbox key \("sandbox": true\), but environment is "production"$/;

  for (const [what, news] of [
    ["for the other environment", { environment: "production" }],
    ["for the other environment, in its secret", { environment: "production", secretName: "partner/production" }],
  ] as const)
    it(`is judged again ${what}`, async () => {
      const { failures } = await check({ issued, ...news }, { olds, env: sandboxKey });
      assert.match(failures[0]?.reason ?? "", reason);
    });

  it("that moves to a private key, given for a name, does not show it", async () => {
    const secretName = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const world = new FakeWorld();
    const { failures } = await checkKey(apiKeyKind, {}, { ...BASE, issued, secretName }, world.context(), olds);
    const told = failures.map(({ reason }) => reason).join("\n");
    assert.match(told, /secretName changes from "partner\/apikey" to another\)/);
    assert.ok(!told.includes("BEGIN"), told);
  });

  it("is not where nothing moved: what came to be judged later does not take it away", async () => {
    const { environment, ...before } = olds;
    assert.equal(environment, "sandbox");
    const { failures } = await check({ issued, environment: "production" }, { olds: before, env: sandboxKey });
    assert.deepEqual(failures, []);
  });
});
