import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { checkKey } from "../../../resources/plugin/check/checkKey";
import type { KeyInputs } from "../../../resources/kinds/keyInputs";
import type { KeyKind } from "../../../resources/kinds/keyKind";
import { KINDS, type KindName } from "../../../resources/kinds/kinds";
import { FakeWorld } from "../../support/fakeWorld";

type Props = Record<string, unknown>;

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const BASE = { secretName: "partner/key", owner: "p/s/key", region: "eu-west-1", __provider: "text" };
const BORROWED = { ...BASE, secretName: undefined, secretId: "theirs" };
const API_KEY = { ...BASE, generate: {} };

const checkOf =
  (name: KindName) =>
  (news: Props, olds: Props = {}) =>
    checkKey(KINDS[name] as KeyKind<KeyInputs>, olds, news, new FakeWorld().context());
const checkRsa = checkOf("RsaKeyPair");
const checkApi = checkOf("ApiKey");

/** Input, values that are fine, values that are not, what the message says is allowed. */
type Row = readonly [input: string, good: readonly unknown[], bad: readonly unknown[], allowed: RegExp];

const SHARED: readonly Row[] = [
  [
    "secretName",
    ["a", "A-Z/_+=.@-9", "x".repeat(512), "private.pem", "prod/stripe-secret", "acme-apikey"],
    ["", "a b", "a*b", "ünï", "a:b", "x".repeat(513), 7, null, "a\n"],
    /1 to 512 of the characters/,
  ],
  ["keepers", [{}, { rotation: "1" }], ["1", ["1"], { rotation: 1 }, { nested: {} }, null], /a map of strings/],
  [
    "rotateAfterDays",
    [1, 90, 3650],
    [0, -1, 1.5, 3651, "90", Number.NaN, null, true],
    /a whole number of days from 1 to 3650/,
  ],
  ["publishAs", ["current", "pending"], ["AWSCURRENT", "", 1, null], /"current", "pending"/],
  ["description", ["", "two\nlines", "x".repeat(2048)], ["x".repeat(2049), 7, {}], /a text of at most 2048 characters/],
  [
    "kmsKeyId",
    ["alias/partner", "mrk-1", "arn:aws:kms:eu-west-1:123456789012:key/1-2"],
    ["", "a b", 7, "x".repeat(2049)],
    /the id, ARN or alias of a KMS key/,
  ],
  [
    "tags",
    [{}, { team: "a b", "cost:center": "" }, { t: "x".repeat(256) }],
    [
      "team",
      { team: 1 },
      { "aws:x": "a" },
      { "AWS:x": "a" },
      { "partner-keys:owner": "a" },
      { "": "a" },
      { t: "x".repeat(257) },
      { t: "<" },
      { ["k".repeat(129)]: "a" },
      Object.fromEntries(Array.from({ length: 41 }, (_, i) => [`t${i}`, ""])),
    ],
    /a map of strings|at most 40 tags|tags whose key|tag keys|tag values/,
  ],
  [
    "recoveryWindowInDays",
    [0, 7, 30],
    [1, 6, 31, -7, 7.5, "7", null],
    /0 \(delete at once, for ever\) or a whole number of days from 7 to 30/,
  ],
  ...["adoptVersionId", "discardVersionId"].map(
    (name): readonly [string, readonly unknown[], readonly unknown[], RegExp] => [
      name,
      ["f".repeat(32), "0".repeat(64)],
      ["f".repeat(31), "f".repeat(65), "", "AWSCURRENT", 7, null],
      /a version id of 32 to 64 characters/,
    ],
  ),
  ["deletionProtection", [true, false], ["true", 1, null], /true or false/],
  ["adopt", [true, false], ["yes", 0], /true or false/],
  [
    "region",
    ["us-east-1", "ap-southeast-2", "us-gov-west-1", "us-iso-east-1"],
    ["", "us", "EU-WEST-1", "eu-west-1a", " us-east-1", 7],
    /an AWS region such as "eu-west-1"/,
  ],
];
const SECRET_FORMAT: Row = ["secretFormat", ["pem", "json"], ["der", null], /"pem", "json"/];
/** What a kind needs besides, and has of its own. A kind without rows does not compile. */
const OWN: Readonly<Record<KindName, { readonly base: Props; readonly rows: readonly Row[] }>> = {
  RsaKeyPair: {
    base: BASE,
    rows: [
      ["modulusLength", [2048, 3072, 4096], [1024, 0, 2049, 8192, "2048", null], /2048, 3072, 4096/],
      [
        "privateKeyFormat",
        ["pkcs1", "pkcs8", "pkcs8-base64"],
        ["PKCS1", "der", 1, "sec1", "openssh"],
        /"pkcs1", "pkcs8", "pkcs8-base64"$/,
      ],
      SECRET_FORMAT,
    ],
  },
  EcKeyPair: {
    base: { ...BASE, namedCurve: "P-256" },
    rows: [
      [
        "namedCurve",
        ["P-256", "P-384", "P-521", "secp256k1"],
        ["P-224", "p-256", "prime256v1", "", 256, null],
        /"P-256", "P-384", "P-521", "secp256k1"$/,
      ],
      [
        "privateKeyFormat",
        ["pkcs8", "sec1", "pkcs8-base64"],
        ["pkcs1", "openssh", "der", null],
        /"pkcs8", "sec1", "pkcs8-base64"$/,
      ],
      SECRET_FORMAT,
    ],
  },
  Ed25519KeyPair: {
    base: BASE,
    rows: [
      [
        "privateKeyFormat",
        ["pkcs8", "openssh", "pkcs8-base64"],
        ["pkcs1", "sec1", "der", null],
        /"pkcs8", "openssh", "pkcs8-base64"$/,
      ],
      SECRET_FORMAT,
    ],
  },
  ApiKey: {
    base: API_KEY,
    rows: [
      ["environment", ["sandbox", "production"], ["prod", "Sandbox", null], /"sandbox", "production"/],
      [
        "generate",
        [{}, { bytes: 16 }, { bytes: 1024, encoding: "hex", prefix: "sk_" }],
        [
          { bytes: 15 },
          { bytes: 1025 },
          { byte: 32 },
          { encoding: "base32" },
          { prefix: "a b" },
          { prefix: "x".repeat(65) },
          [],
          null,
        ],
        /an object (with|whose) (bytes, encoding, prefix|bytes is|encoding is|prefix is)/,
      ],
    ],
  },
};
/** Inputs whose rules other tables walk: the place (here below) and the source of an API key (issuedSource.spec). */
const ELSEWHERE = ["secretId", "owner", "issued", "issuedFingerprint", "replacedFingerprints"];

describe("check of a value that may be a key", () => {
  it("does not show an API key where its shape belongs", async () => {
    const { failures } = await checkApi({ ...API_KEY, generate: "an-api-key-of-somebody" });
    assert.equal(
      failures[0]?.reason,
      "generate: a value of type string is not allowed, allowed: an object with bytes, encoding, prefix",
    );
  });

  it("does not show an API key in a field of its shape", async () => {
    const { failures } = await checkApi({ ...API_KEY, generate: { key: "an-api-key-of-somebody" } });
    assert.equal(
      failures[0]?.reason,
      "generate: a value of type object is not allowed, allowed: an object with bytes, encoding, prefix (key is unknown)",
    );
  });

  it("does not show a private key, wherever it is", async () => {
    const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
    const keys = [generateKeyPairSync("ed25519").privateKey, ec];
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    const texts = [...keys, rsa].flatMap((key) => [
      key.export({ type: "pkcs8", format: "pem" }).toString(),
      key.export({ type: "pkcs8", format: "der" }).toString("base64"),
    ]);
    texts.push(ec.export({ type: "sec1", format: "der" }).toString("base64"));
    texts.push(rsa.export({ type: "pkcs1", format: "der" }).toString("base64"));
    for (const text of texts)
      for (const news of [
        { privateKeyFormat: text },
        { keepers: text },
        { publishAs: `x${text}` },
        { surprise: text },
      ]) {
        const { failures } = await checkRsa({ ...BASE, ...news });
        assert.equal(failures.length, 1);
        assert.ok(!JSON.stringify(failures).includes(text.slice(30, 60)), text.slice(0, 12));
      }
    const shownKey = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({
      type: "spki",
      format: "der",
    });
    const { failures } = await checkRsa({ ...BASE, publishAs: shownKey.toString("base64") });
    assert.match(failures[0]?.reason ?? "", /^publishAs: "MFkw/);
  });
});

describe("check of tags under aws:defaultTags", () => {
  it("refuses a list of tags, as without", async () => {
    const world = new FakeWorld();
    world.config["aws:defaultTags"] = JSON.stringify({ tags: { team: "a" } });
    const { failures } = await checkKey(KINDS.RsaKeyPair, {}, { ...BASE, tags: ["team"] }, world.context());
    assert.deepEqual(failures, [
      { property: "tags", reason: "tags: a value of type object is not allowed, allowed: a map of strings" },
    ]);
  });
});

for (const [name, { base, rows }] of Object.entries(OWN) as [KindName, (typeof OWN)[KindName]][]) {
  const check = checkOf(name);

  describe(`check of ${name}`, () => {
    it("has a row for every input", () => {
      const walked = [...[...SHARED, ...rows].map(([input]) => input), ...ELSEWHERE];
      assert.deepEqual(
        Object.keys(KINDS[name].inputs).filter((input) => !walked.includes(input)),
        [],
      );
    });

    it("wants what has no default, each by name", async () => {
      for (const input of Object.keys(base).filter((input) => KINDS[name].inputs[input]?.required)) {
        const { failures } = await check({ ...base, [input]: undefined });
        assert.deepEqual(failures, [{ property: input, reason: `${input}: missing` }]);
      }
    });

    it("takes the smallest inputs there are", async () => {
      assert.deepEqual(await check(base), { inputs: base, failures: [] });
    });

    for (const [input, good, bad, allowed] of [...SHARED, ...rows]) {
      it(`takes good values of ${input}`, async () => {
        for (const value of good) assert.deepEqual((await check({ ...base, [input]: value })).failures, []);
      });

      it(`refuses bad values of ${input}, and names it, the value and what is allowed`, async () => {
        for (const value of bad) {
          const { failures } = await check({ ...base, [input]: value });
          assert.deepEqual(
            failures.map(({ property }) => property),
            [input],
            JSON.stringify(value),
          );
          // It may hold the key itself
          const isHidden = KINDS[name].inputs[input]?.neverShown === true;
          const given = isHidden ? `a value of type ${typeof value}` : JSON.stringify(value);
          const shown = Number.isNaN(value) ? "NaN" : given.slice(0, 100);
          const reason = failures[0]?.reason ?? "";
          assert.ok(reason.startsWith(`${input}: ${shown}`), reason);
          assert.match(reason.slice(`${input}: ${shown}`.length), allowed, reason);
        }
      });

      it(`leaves ${input} alone while it is not known`, async () => {
        const news = { ...base, [input]: UNKNOWN };
        assert.deepEqual(await check(news), { inputs: news, failures: [] });
      });
    }

    it("tells all problems at once", async () => {
      const { failures } = await check({
        ...base,
        publishAs: "x",
        rotateAfterDays: 0,
        adopt: 1,
        surprise: true,
        owner: undefined,
      });
      assert.deepEqual(failures.map(({ property }) => property).sort(), [
        "adopt",
        "owner",
        "publishAs",
        "rotateAfterDays",
        "surprise",
      ]);
    });

    it("names an unknown input and the known ones, but not our hidden one", async () => {
      const { failures } = await check({ ...base, modulusLenght: 2048 });
      assert.match(
        failures[0]?.reason ?? "",
        /^modulusLenght: unknown input, allowed: secretName, secretId, keepers, /,
      );
      assert.doesNotMatch(failures[0]?.reason ?? "", /owner/);
    });

    it("wants a secret", async () => {
      const { failures } = await check({ ...base, secretName: undefined });
      assert.deepEqual(failures, [
        {
          property: "secretName",
          reason: "secretName: missing, give secretName (a secret we own) or secretId (a secret that exists)",
        },
      ]);
    });

    it("wants one secret only", async () => {
      const { failures } = await check({ ...base, secretId: "theirs" });
      assert.deepEqual(failures, [
        { property: "secretId", reason: "secretId: given together with secretName, allowed: exactly one of the two" },
      ]);
    });

    for (const secretId of [
      "theirs",
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:theirs-AbCdEf",
      "arn:aws-cn:secretsmanager:x",
    ]) {
      it(`takes secretId ${secretId}`, async () => {
        assert.deepEqual((await check({ ...base, ...BORROWED, secretId })).failures, []);
      });
    }

    for (const [region, partition] of [
      ["us-east-1", "aws"],
      ["cn-north-1", "aws-cn"],
      ["us-gov-west-1", "aws-us-gov"],
    ] as const) {
      it(`refuses a secretId of ${region}, whose endpoint is another`, async () => {
        const secretId = `arn:${partition}:secretsmanager:${region}:123456789012:secret:theirs-AbCdEf`;
        const { failures } = await check({ ...base, ...BORROWED, secretId });
        const reason = `secretId: ${secretId} is in region ${region}, allowed: a secret of region eu-west-1 (or set region: "${region}")`;
        assert.deepEqual(failures, [{ property: "secretId", reason }]);
        assert.deepEqual((await check({ ...base, ...BORROWED, secretId, region })).failures, []);
      });
    }

    describe("of a KMS key in another region than the secret", () => {
      for (const kmsKeyId of [
        "arn:aws:kms:us-east-1:123456789012:key/mrk-1",
        "arn:aws:kms:us-east-1:123456789012:alias/partner",
        "arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/1-2",
      ]) {
        const news = { ...base, kmsKeyId };
        const reason =
          `kmsKeyId: ${kmsKeyId} is in region ${kmsKeyId.split(":")[3] ?? ""}, allowed: a KMS key of region eu-west-1, ` +
          "where the secret is (the replica there of a multi-Region key has an ARN of its own)";
        const refused = [{ property: "kmsKeyId", reason }];

        it(`refuses ${kmsKeyId}, and takes it where the secret is in its region or in one that is not known`, async () => {
          assert.deepEqual((await check(news)).failures, refused);
          for (const region of [kmsKeyId.split(":")[3], UNKNOWN])
            assert.deepEqual((await check({ ...news, region })).failures, []);
        });

        it(`leaves ${kmsKeyId} alone in state, and refuses to follow it into another region`, async () => {
          assert.deepEqual(await check({ ...news, keepers: {} }, news), {
            inputs: { ...news, keepers: {} },
            failures: [],
          });
          for (const olds of [base, { ...news, region: "us-west-2" }])
            assert.deepEqual((await check(news, olds)).failures, refused);
        });
      }
    });

    it("refuses what belongs to the owner of a borrowed secret, each by name", async () => {
      const owned = {
        description: "d",
        kmsKeyId: "k",
        tags: {},
        recoveryWindowInDays: 7,
        deletionProtection: true,
        adopt: false,
      };
      const { failures } = await check({ ...base, ...BORROWED, ...owned });
      assert.deepEqual(
        failures.map(({ property }) => property),
        Object.keys(owned),
      );
      for (const { property, reason } of failures) {
        assert.equal(reason, `${property}: not allowed with secretId, it belongs to whoever owns that secret`);
      }
    });

    describe("while deletionProtection is on in state", () => {
      const olds = { ...base, deletionProtection: true };

      for (const [input, value] of [
        ["secretName", "other"],
        ["region", "us-east-1"],
      ] as const) {
        it(`refuses another ${input}`, async () => {
          const { failures } = await check({ ...base, deletionProtection: true, [input]: value }, olds);
          assert.deepEqual(
            failures.map(({ property }) => property),
            [input],
          );
          assert.equal(
            failures[0]?.reason,
            `${input}: "${value}" would delete secret "partner/key", which has deletionProtection: put "${String((olds as Props)[input])}" back; ` +
              "or, to move the key, set deletionProtection to false, run pulumi up, then change it",
          );
        });

        it(`refuses another ${input} in the same run that turns it off`, async () => {
          assert.equal((await check({ ...base, deletionProtection: false, [input]: value }, olds)).failures.length, 1);
        });
      }

      it("does not show a private key that is given for a name", async () => {
        const secretName = generateKeyPairSync("ed25519")
          .privateKey.export({ type: "pkcs8", format: "pem" })
          .toString();
        const told = (await check({ ...olds, secretName }, olds)).failures.map(({ reason }) => reason);
        assert.equal(told.length, 2);
        for (const reason of told) assert.match(reason, /^secretName: a private key \(not shown\) /);
        assert.ok(!told.join().includes("BEGIN"));
      });

      it("refuses to move to a borrowed secret", async () => {
        const { failures } = await check({ ...base, ...BORROWED }, olds);
        assert.deepEqual(
          failures.map(({ property }) => property),
          ["secretName"],
        );
      });

      it("lets a rotation go on", async () => {
        assert.deepEqual((await check({ ...olds, keepers: { rotation: "2" } }, olds)).failures, []);
      });

      it("leaves a name alone that is not known yet", async () => {
        assert.deepEqual((await check({ ...olds, secretName: UNKNOWN }, olds)).failures, []);
      });
    });
  });
}
