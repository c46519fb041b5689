import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { checkKey } from "../../../resources/plugin/check/checkKey";
import type { KeyInputs } from "../../../resources/kinds/keyInputs";
import type { KeyKind } from "../../../resources/kinds/keyKind";
import { KINDS, type KindName } from "../../../resources/kinds/kinds";
import { changedInputs } from "../../../resources/rules/inputTable";
import { shown, unshown } from "../../../resources/rules/rule";
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
    ["a b", "a*b", "ünï", "a:b", "x".repeat(513), 7, null, "a\n"],
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
    ["a b", 7, "x".repeat(2049)],
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
    ["us", "EU-WEST-1", "eu-west-1a", " us-east-1", 7],
    /an AWS region such as "eu-west-1"/,
  ],
];
const NAMED = { subject: { commonName: "signer" } };
const DAYS = { ...NAMED, validityDays: 365 };
const GOOD_NAMES = [
  { subject: { country: "DE", organization: "Ünion & Söhne", serialNumber: "HRB-1", emailAddress: "a@b.example" } },
  { subject: [{ commonName: "b" }, { organizationalUnit: "x" }, { organizationalUnit: "a" }] },
  { subject: { streetAddresses: ["one", "two"] } },
  {
    ...NAMED,
    dnsNames: ["localhost", "*.a-b.example", "xn--strae-oqa.example"],
    ipAddresses: ["192.0.2.7", "2001:db8::7"],
    uris: ["spiffe://acme/signer", "urn:x:y"],
  },
];
const BAD_NAMES = [
  "CN=signer",
  {},
  { subject: {} },
  { subject: [] },
  { subject: [{}] },
  { subject: "CN=signer" },
  { subject: [{ commonName: "a", organization: "b" }] },
  { subject: { streetAddresses: [] } },
  { subject: { country: "de" } },
  { subject: { country: "DEU" } },
  { subject: { commonName: "" } },
  { subject: { commonName: " a" } },
  { subject: { commonName: "a\nb" } },
  { subject: { commonName: "x".repeat(300) } },
  { subject: { organization: "x".repeat(65) } },
  { subject: { serialNumber: "ü" } },
  { subject: { emailAddress: "a b@c.example" } },
  { subject: { CN: "signer" } },
  { subject: Array.from({ length: 17 }, () => ({ commonName: "a" })) },
  ...["", "a b.example", "https://a.example", "a.example:443", "a..example", "-a.example", "ü.example", "*", 7].map(
    (name) => ({ ...NAMED, dnsNames: [name] }),
  ),
  ...["192.0.2", "192.0.2.7/24", "fe80::1%eth0", "::ffff:192.0.2.7", "signer.example", ""].map((ip) => ({
    ...NAMED,
    ipAddresses: [ip],
  })),
  ...["signer.example", "//signer.example", "https://a b", "https://ü.example", ""].map((uri) => ({
    ...NAMED,
    uris: [uri],
  })),
  { ...NAMED, dnsNames: "a.example" },
  { ...NAMED, dnsNames: Array.from({ length: 21 }, () => "a.example") },
  null,
];
const X509 = /an object (with|whose) /;
/** What every kind of key pair has. */
const PAIR: readonly Row[] = [
  ["secretFormat", ["pem", "json"], ["der", null], /"pem", "json"/],
  // What else is good and bad: secretFields.spec
  ["secretFields", [], ["privateKeyPem", [], {}, null, { a: 1 }], /a map from names of the secret to privateKeyPem, /],
  ["signingRequest", GOOD_NAMES, [...BAD_NAMES, DAYS], X509],
  [
    "certificate",
    [...GOOD_NAMES.map((names) => ({ ...names, validityDays: 1 })), { ...NAMED, validityDays: 7300 }],
    [
      ...BAD_NAMES.map((names) =>
        typeof names === "object" && names !== null ? { ...names, validityDays: 365 } : names,
      ),
      NAMED,
      ...[0, -1, 1.5, 7301, "365", null].map((validityDays) => ({ ...NAMED, validityDays })),
    ],
    X509,
  ],
];
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
      ...PAIR,
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
      ...PAIR,
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
      ...PAIR,
    ],
  },
  ApiKey: {
    base: API_KEY,
    rows: [
      [
        "environment",
        ["sandbox", "production", "uat"],
        ["", "Sandbox", "a/b", null],
        /sandbox, production or another name of 1 to 63/,
      ],
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
      [
        "secretFields",
        [{ api_key: "apiKey" }, { token: "apiKey", digest: "fingerprint", user: { constant: "a" } }],
        [{}, { api_key: "privateKeyPem" }, { api_key: "fingerprint" }, { a: "apiKey", b: "apiKey" }, "apiKey", null],
        /a map from names of the secret to apiKey, fingerprint or \{ constant: "a text" \}/,
      ],
    ],
  },
};
/** Inputs whose rules other tables walk: the place (here below) and the source of an API key (issuedSource.spec). */
const ELSEWHERE = [
  "compromised",
  "standby",
  "secretId",
  "owner",
  "issued",
  "issuedFingerprint",
  "replacedFingerprints",
];

describe("check of a certificate, as a new user tries it", () => {
  const subject = NAMED.subject;
  const nobody =
    "an object whose subject is an object with at least one of country, province, locality, streetAddresses, postalCode, " +
    "organization, organizationalUnit, commonName, serialNumber, emailAddress, or a list of such objects with one name each";
  const dnsNames =
    'an object whose dnsNames is a list of at most 20, each a DNS name such as "signer.example.com" or "*.example.com", ' +
    "without scheme, port or blank";
  const long = { subject: { commonName: "x".repeat(300) }, validityDays: 365 };
  for (const [what, certificate, allowed] of [
    ["an empty subject", { subject: {}, validityDays: 365 }, nobody],
    [
      "a country in small letters",
      { subject: { country: "de" }, validityDays: 365 },
      'an object whose subject is an object whose country is two capital letters such as "DE" (ISO 3166)',
    ],
    [
      "a name of 300 characters",
      long,
      "an object whose subject is an object whose commonName is 1 to 64 characters, no control characters and no blank at either end",
    ],
    ["no day", { subject, validityDays: 0 }, "an object whose validityDays is a whole number of days from 1 to 7300"],
    ["a DNS name with a blank", { subject, validityDays: 1, dnsNames: ["a b"] }, dnsNames],
    ["a URL for a DNS name", { subject, validityDays: 1, dnsNames: ["https://a.example"] }, dnsNames],
  ] as const)
    it(`refuses ${what} in one message`, async () => {
      const { failures } = await checkRsa({ ...BASE, certificate });
      const reason = `certificate: a value of type object is not allowed, allowed: ${allowed}`;
      assert.deepEqual(failures, [{ property: "certificate", reason }]);
    });
});

describe("check of a certificate of a key that falls due", () => {
  const inputs = (validityDays: unknown, rotateAfterDays: unknown) => {
    return { ...BASE, rotateAfterDays, certificate: { ...NAMED, validityDays } };
  };

  for (const name of ["RsaKeyPair", "Ed25519KeyPair"] as const)
    it(`wants 30 days more of ${name}`, async () => {
      const { failures } = await checkOf(name)(inputs(30, 90));
      assert.deepEqual(failures, [
        {
          property: "certificate",
          reason:
            "certificate: validityDays 30 with rotateAfterDays 90 is not allowed, allowed: at least 120 " +
            "(30 days more than rotateAfterDays), or a smaller rotateAfterDays",
        },
      ]);
      assert.equal((await checkOf(name)(inputs(119, 90))).failures.length, 1);
      assert.deepEqual((await checkOf(name)(inputs(120, 90))).failures, []);
      assert.deepEqual((await checkOf(name)(inputs(1, undefined))).failures, []);
    });

  it("says nothing more where one of the two is wrong or not known yet", async () => {
    assert.equal((await checkRsa(inputs(0, 90))).failures.length, 1);
    assert.equal((await checkRsa(inputs(30, 0))).failures.length, 1);
    assert.deepEqual((await checkRsa(inputs(UNKNOWN, 90))).failures, []);
    assert.deepEqual((await checkRsa(inputs(30, UNKNOWN))).failures, []);
  });
});

describe("check of a value that may be a key", () => {
  it("does not show an API key where its shape belongs", async () => {
    const { failures } = await checkApi({ ...API_KEY, generate: "an-api-key-of-somebody" });
    assert.equal(
      failures[0]?.reason,
      "generate: a value of type string (22 characters) is not allowed, allowed: an object with bytes, encoding, prefix",
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
  });
});

describe("check of tags under aws:defaultTags", () => {
  it("refuses a list of tags, as without", async () => {
    const world = new FakeWorld();
    world.config["aws:defaultTags"] = JSON.stringify({ tags: { team: "a" } });
    const { failures } = await checkKey(KINDS.RsaKeyPair, {}, { ...BASE, tags: ["team"] }, world.context());
    assert.deepEqual(failures, [
      { property: "tags", reason: "tags: a value of type array is not allowed, allowed: a map of strings" },
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
          const given = KINDS[name].inputs[input]?.shown === true ? shown(value) : unshown(value);
          const reason = failures[0]?.reason ?? "";
          assert.ok(reason.startsWith(`${input}: ${given} is not allowed`), reason);
          assert.match(reason.slice(`${input}: ${given}`.length), allowed, reason);
        }
      });

      it(`leaves ${input} alone while it is not known`, async () => {
        const news = { ...base, [input]: UNKNOWN };
        assert.deepEqual(await check(news), { inputs: news, failures: [] });
      });
    }

    it("takes an empty name for none, in inputs and in a comparison", async () => {
      for (const input of ["kmsKeyId", "secretId"]) {
        assert.deepEqual(await check({ ...base, [input]: "" }), { inputs: base, failures: [] });
        assert.deepEqual(changedInputs(KINDS[name].inputs, { ...base, [input]: "" }, base), []);
        assert.deepEqual(changedInputs(KINDS[name].inputs, base, { ...base, [input]: "" }), []);
      }
      const borrowed = { ...base, ...BORROWED };
      const { secretName: _none, ...inputs } = borrowed;
      assert.deepEqual(await check({ ...borrowed, secretName: "" }), { inputs, failures: [] });
      const [missing] = (await check({ ...base, secretName: "" })).failures;
      assert.match(missing?.reason ?? "", /^secretName: missing, give secretName/);
      // Told by state, as when it is absent
      assert.deepEqual((await check({ ...base, region: "" }, base)).inputs["region"], BASE.region);
    });

    it("refuses an empty guard or limit", async () => {
      for (const input of ["deletionProtection", "publishAs", "rotateAfterDays", "recoveryWindowInDays"])
        assert.match(
          (await check({ ...base, [input]: "" })).failures[0]?.reason ?? "",
          new RegExp(`^${input}: "" is not`),
        );
    });

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
        /^modulusLenght: unknown input, (did you mean modulusLength\? )?allowed: secretName, secretId, keepers, /,
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
        const reason = `secretId: the ARN given is in region ${region}, allowed: a secret of region eu-west-1 (or set region: "${region}")`;
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
          `kmsKeyId: the ARN given is in region ${kmsKeyId.split(":")[3] ?? ""}, allowed: a KMS key of region eu-west-1, ` +
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

      for (const [input, value, shown] of [
        ["secretName", "other", "a value of type string (5 characters)"],
        ["region", "us-east-1", '"us-east-1"'],
      ] as const) {
        it(`refuses another ${input}`, async () => {
          const { failures } = await check({ ...base, deletionProtection: true, [input]: value }, olds);
          assert.deepEqual(
            failures.map(({ property }) => property),
            [input],
          );
          assert.equal(
            failures[0]?.reason,
            `${input}: ${shown} would delete secret "partner/key", which has deletionProtection: put "${String((olds as Props)[input])}" back; ` +
              "or, to move the key, set deletionProtection to false, run pulumi up, then change it",
          );
        });

        it(`refuses another ${input} in the same run that turns it off`, async () => {
          assert.equal((await check({ ...base, deletionProtection: false, [input]: value }, olds)).failures.length, 1);
        });
      }

      it("tells of a place that cannot be that alone: nothing would be moved there", async () => {
        for (const [input, value, shown] of [
          ["secretName", "a b", "a value of type string (3 characters, a blank at 2)"],
          ["region", "us-east1", '"us-east1"'],
        ] as const) {
          const { failures } = await check({ ...olds, [input]: value }, olds);
          assert.deepEqual(
            failures.map(({ reason }) => reason.replace(/allowed: .*/, "")),
            [`${input}: ${shown} is not allowed, `],
          );
        }
      });

      it("does not show a private key that is given for a name", async () => {
        const secretName = generateKeyPairSync("ed25519")
          .privateKey.export({ type: "pkcs8", format: "pem" })
          .toString();
        const told = (await check({ ...olds, secretName }, olds)).failures.map(({ reason }) => reason);
        assert.equal(told.length, 1);
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
