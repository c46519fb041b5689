import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { OKTA } from "../../../resources/partners/profiles/okta";
import { isAcknowledgement } from "../check/promisedInputs";
import { CONFIG_KEYS } from "../../../stacks/configKeys";
import { written } from "../../../resources/rules/written";
import { itHolds } from "../../support/properties";

/** Key, texts and what they are read as, texts that are refused. */
type Row = readonly [key: string, good: readonly (readonly [string, unknown])[], bad: readonly string[]];
const same = (...texts: readonly string[]) => texts.map((text) => [text, text] as const);

const LEAKED = `SHA256:${"A".repeat(43)}=`;

const ROWS: readonly Row[] = [
  [
    "partner",
    same("qredo", "a", "7-eleven", "x".repeat(63)),
    ["", "Qredo", "-a", "a b", "a/b", "x".repeat(64), "qredo\n"],
  ],
  [
    "environment",
    same("sandbox", "production", "staging", "uat-2", "a".repeat(63)),
    ["", "Sandbox", "-a", "a_b", "sandbox ", "a".repeat(64)],
  ],
  [
    "profile",
    [...same("qredo", "gocardless-embed"), [JSON.stringify(OKTA), OKTA]],
    [
      "",
      "Qredo",
      "acme",
      "{}",
      "[]",
      "7",
      JSON.stringify({ ...OKTA, keyId: undefined }),
      JSON.stringify({ ...OKTA, slot: 1 }),
    ],
  ],
  [
    "apiKey",
    [
      ['{"issued":{"env":"A"}}', { issued: { env: "A" } }],
      ['{"generate":{}}', { generate: {} }],
    ],
    [
      "",
      "{}",
      "[]",
      "null",
      "A",
      '{"issued":"A"}',
      '{"generate":null}',
      '{"issued":{},"generate":{}}',
      '{"other":{}}',
      '{"issued":{"env":"A"}',
      '{"issued":{"env":"1A"}}',
      '{"generate":{"bytes":8}}',
    ],
  ],
  [
    "privateKeySecretName",
    same("a", "partner/private.pem", "prod/stripe-secret", "x".repeat(512)),
    ["", "a b", "ü", "x".repeat(513)],
  ],
  ["apiKeySecretName", same("partner/apikey"), ["", "a:b"]],
  [
    "modulusLength",
    [
      ["2048", 2048],
      ["3072", 3072],
      ["4096", 4096],
    ],
    ["", "1024", "2048.0", "2e3", " 2048"],
  ],
  [
    "keyPair",
    [
      ['{"rsa":{}}', { rsa: {} }],
      ['{"rsa":{"modulusLength":4096}}', { rsa: { modulusLength: 4096 } }],
      ['{"ec":{"namedCurve":"P-521"}}', { ec: { namedCurve: "P-521" } }],
      ['{"ed25519":{}}', { ed25519: {} }],
    ],
    ["", "rsa", "{}", '{"ec":{}}', '{"ec":{"namedCurve":"P-224"}}', '{"rsa":{},"ed25519":{}}', '{"dsa":{}}', "null"],
  ],
  [
    "artifact",
    [
      ["spki-base64", "spki-base64"],
      ['{"form":"openssh","comment":"acme"}', { form: "openssh", comment: "acme" }],
      ['{"form":"jwk","alg":"RS384","use":"sig","kid":"1"}', { form: "jwk", alg: "RS384", use: "sig", kid: "1" }],
    ],
    [
      "",
      "der",
      '{"form":"jwk","comment":"c"}',
      '{"form":"spki-pem"}',
      '{"alg":"RS256"}',
      '{"form":"jwk","use":"both"}',
    ],
  ],
  [
    "certificate",
    [
      [
        '{"subject":{"commonName":"a","country":"DE"},"validityDays":365}',
        { subject: { commonName: "a", country: "DE" }, validityDays: 365 },
      ],
    ],
    ["", "CN=a", "{}", '{"subject":{"commonName":"a"}}', '{"subject":{},"validityDays":365}'],
  ],
  [
    "signingRequest",
    [
      [
        '{"subject":[{"commonName":"a"}],"dnsNames":["a.example"]}',
        { subject: [{ commonName: "a" }], dnsNames: ["a.example"] },
      ],
    ],
    ["", "CN=a", "{}", '{"subject":{"country":"de"}}', '{"subject":{"commonName":"a"},"validityDays":365}'],
  ],
  ["fingerprintForm", same("x509-sha1", "spki-md5", "qredo", "jwk-thumbprint"), ["", "md5", "SPKI-MD5"]],
  [
    "issued",
    [
      ['{"env":"ACME_KEY"}', { env: "ACME_KEY" }],
      ['{"file":"private.pem"}', { file: "private.pem" }],
    ],
    ["", "private.pem", "{}", '{"env":"1A"}', '{"env":"A","file":"b"}', '{"env":"A","verbatim":true}'],
  ],
  ["privateKeyFormat", same("pkcs1", "pkcs8", "sec1", "openssh", "pkcs8-base64"), ["", "PKCS1", "der"]],
  ["secretFormat", same("pem", "json"), ["", "yaml"]],
  [
    "secretFields",
    [
      [
        '{"user":{"constant":"acme"},"private_key":"privateKeyBase64"}',
        { user: { constant: "acme" }, private_key: "privateKeyBase64" },
      ],
    ],
    ["", "privateKeyPem", "{}", '{"user":{"constant":"acme"}}', '{"user":{"constant":42},"key":"privateKeyPem"}'],
  ],
  ["rotation", same("2026-11", "x".repeat(200), "any text"), ["", "two\nlines", "x".repeat(201)]],
  [
    "rotateAfterDays",
    [
      ["1", 1],
      ["3650", 3650],
    ],
    ["", "0", "3651", "-1", "1.5", "90 days", "1e3", "0x10"],
  ],
  ["activation", same("immediate", "acknowledged", "published"), ["", "auto"]],
  [
    "jwksUrl",
    same("https://a.test/jwks.json", "http://127.0.0.1:8080/"),
    ["", "http://a.test/", "a.test", "https://u@a.test/", "https://a.test/jwks.json#", "https://a.test/jwks.json#a"],
  ],
  [
    "publishedForHours",
    [
      ["1", 1],
      ["8760", 8760],
    ],
    ["", "0", "8761", "1.5", "48h"],
  ],
  ...["acknowledgedFingerprint", "acknowledgedStandbyFingerprint"].map((name): Row => [
    name,
    same(
      "a8d4",
      "A8D4",
      " a8d4",
      `SHA256:${"A".repeat(43)}=`,
      "0f".repeat(32),
      `256 SHA256:${"A".repeat(43)} me (RSA)`,
    ),
    ["", "a\nb", "a8d4 a8d4", "SHA256:abc"],
  ]),
  [
    "retirePreviousAfterHours",
    [
      ["1", 1],
      ["8760", 8760],
    ],
    ["0", "8761", "1.5", "72h"],
  ],
  [
    "retirePreviousWhenUnreadForDays",
    [
      ["1", 1],
      ["365", 365],
    ],
    ["0", "366", "1.5", "30d"],
  ],
  [
    "acknowledgedKeyId",
    same("KID_1", "a b", "0f8fad5b-d9cb-469f-a165-70867728950e", "x".repeat(200)),
    ["", " a", "a ", "a\nb", "ü", "x".repeat(201)],
  ],
  ["adoptVersionId", same("f".repeat(36)), ["AWSCURRENT", "f".repeat(31)]],
  ["discardVersionId", same("f".repeat(36)), ["AWSCURRENT", "f".repeat(31)]],
  ...["compromised", "compromisedApiKeys"].map((name): Row => [
    name,
    [
      [LEAKED, [LEAKED]],
      [`${LEAKED}, ${LEAKED}`, [LEAKED, LEAKED]],
      [JSON.stringify([LEAKED]), [LEAKED]],
      ["[]", []],
    ],
    [
      "",
      "a1b2",
      LEAKED.slice(0, -1),
      `${LEAKED},`,
      "0".repeat(64),
      "{}",
      "null",
      "7",
      JSON.stringify(LEAKED.split(":")),
    ],
  ]),
  ...["deletionProtection", "standby"].map((name): Row => [
    name,
    [
      ["true", true],
      ["false", false],
    ],
    ["", "True", "1", "yes"],
  ]),
  [
    "recoveryWindowInDays",
    [
      ["0", 0],
      ["7", 7],
      ["30", 30],
    ],
    ["", "6", "31", "-7", "7.5"],
  ],
  ["kmsKeyId", same("alias/partner", "arn:aws:kms:us-east-1:123456789012:key/1"), ["", "a b", "x".repeat(2049)]],
  [
    "tags",
    [
      ['{"team":"a"}', { team: "a" }],
      ["{}", {}],
    ],
    ["", "team", '{"aws:x":"a"}', "[]", '{"team":1}', "null", '"a"'],
  ],
];

const isSecretName = (name: string) => /^[A-Za-z0-9/_+=.@-]{1,512}$/.test(name);
const isWhole = (number: number, minimum: number, maximum: number) =>
  Number.isInteger(number) && number >= minimum && number <= maximum;
const isOneLine = (line: string) => line.length >= 1 && line.length <= 200 && !/[\r\n]/.test(line);

/** What the documentation allows, written down a second time. */
const PROMISED: Readonly<Record<string, (value: never) => boolean>> = {
  partner: (name: string) => /^[a-z0-9][a-z0-9-]{0,62}$/.test(name),
  environment: (name: string) => /^[a-z0-9][a-z0-9-]{0,62}$/.test(name),
  issued: (source: object) =>
    ["env", "file", "env,allowPrevious", "file,allowPrevious"].includes(Object.keys(source).join()),
  apiKey: (source: object) => ["issued", "generate"].includes(Object.keys(source).join()),
  privateKeySecretName: isSecretName,
  apiKeySecretName: isSecretName,
  modulusLength: (bits: number) => [2048, 3072, 4096].includes(bits),
  keyPair: (kind: object) => ["rsa", "ec", "ed25519"].includes(Object.keys(kind).join()),
  artifact: (form: string | { form: string }) =>
    [
      "spki-pem",
      "spki-base64",
      "openssh",
      "jwk",
      "jwks",
      "raw-base64",
      "raw-hex",
      "x509-pem",
      "x509-der-base64",
      "csr-pem",
    ].includes(typeof form === "string" ? form : form.form),
  fingerprintForm: (form: string) =>
    [
      "spki-sha256",
      "spki-md5",
      "openssh-sha256",
      "openssh-md5",
      "jwk-thumbprint",
      "qredo",
      "x509-sha1",
      "x509-sha256",
    ].includes(form),
  profile: (given: string | object) => (typeof given === "string" ? /^[a-z-]{4,16}$/.test(given) : "keyPairs" in given),
  certificate: (made: object) => "subject" in made && "validityDays" in made,
  signingRequest: (made: object) => "subject" in made && !("validityDays" in made),
  privateKeyFormat: (format: string) => ["pkcs1", "sec1", "pkcs8", "pkcs8-base64", "openssh"].includes(format),
  secretFormat: (format: string) => ["pem", "json"].includes(format),
  secretFields: (fields: object) =>
    Object.values(fields).some((field) => /^privateKey(Pem|Base64)$/.test(String(field))),
  rotation: isOneLine,
  rotateAfterDays: (days: number) => isWhole(days, 1, 3650),
  activation: (mode: string) => ["immediate", "acknowledged", "published"].includes(mode),
  jwksUrl: (url: string) => /^(https:\/\/|http:\/\/(127\.|localhost|\[::1\]))[^#\s]*$/i.test(url),
  publishedForHours: (hours: number) => isWhole(hours, 1, 8760),
  acknowledgedFingerprint: isAcknowledgement,
  acknowledgedStandbyFingerprint: isAcknowledgement,
  standby: (flag: unknown) => typeof flag === "boolean",
  acknowledgedKeyId: (id: string) => /^[ -~]{1,200}$/.test(id) && id.trim() === id,
  adoptVersionId: (id: string) => /^[A-Za-z0-9-]{32,64}$/.test(id),
  discardVersionId: (id: string) => /^[A-Za-z0-9-]{32,64}$/.test(id),
  compromised: isListOfFingerprints,
  compromisedApiKeys: isListOfFingerprints,
  retirePreviousAfterHours: (hours: number) => isWhole(hours, 1, 8760),
  retirePreviousWhenUnreadForDays: (days: number) => isWhole(days, 1, 365),
  deletionProtection: (flag: unknown) => typeof flag === "boolean",
  recoveryWindowInDays: (days: number) => days === 0 || isWhole(days, 7, 30),
  kmsKeyId: (id: string) => /^[A-Za-z0-9:/_.-]{1,2048}$/.test(id),
  tags: (map: object) => Object.values(map).every((text) => typeof text === "string") && !Array.isArray(map),
};

function isListOfFingerprints(list: unknown): boolean {
  return Array.isArray(list) && list.every((one) => /^SHA256:[A-Za-z0-9+/]{43}=$/.test(String(one)));
}

describe("keys of the stack config", () => {
  it("each have a row here", () => {
    assert.deepEqual(ROWS.map(([key]) => key).sort(), Object.keys(CONFIG_KEYS).sort());
  });

  it("that are required are the partner, the environment and the API key's source", () => {
    const required = Object.entries(CONFIG_KEYS).filter(([, key]) => key.required);
    assert.deepEqual(required.map(([name]) => name).sort(), ["apiKey", "environment", "partner"]);
  });

  for (const [name, good, bad] of ROWS) {
    const key = CONFIG_KEYS[name] ?? assert.fail(name);

    for (const [text, value] of good) {
      it(`${name} ${JSON.stringify(text.slice(0, 40))} is read`, () =>
        assert.deepEqual(written(key.says, key.rule)(text), { value }));
    }
    it(`${name} refuses ${bad.length} other texts`, () => {
      for (const text of bad) assert.ok("allowed" in written(key.says, key.rule)(text), JSON.stringify(text));
    });
  }

  /** Anything, and the texts of the rows above, with a blemish or two. */
  const good = fc.constantFrom(...ROWS.flatMap(([, good]) => good.map(([raw]) => raw)));
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    fc.integer({ min: -10, max: 10_000 }).map(String),
    good,
    fc.tuple(good, fc.string({ maxLength: 2 })).map(([raw, noise]) => raw + noise),
    fc.dictionary(fc.constantFrom("issued", "generate", "team"), fc.jsonValue()).map((map) => JSON.stringify(map)),
  );
  itHolds("read any text without failing, and yield nothing but what they allow", text, (raw) => {
    for (const [name, key] of Object.entries(CONFIG_KEYS)) {
      const read = written(key.says, key.rule)(raw);
      if ("allowed" in read) continue;
      const { value } = read;
      assert.ok(PROMISED[name]?.(value as never), `${name} read ${raw} as ${JSON.stringify(value)}`);
      // Read, not made up: the text says the same value
      assert.equal(typeof value === "string" ? value : JSON.stringify(value), asWritten(raw, value), `${name}: ${raw}`);
    }
  });
});

function asWritten(raw: string, value: unknown): string {
  if (typeof value === "string") return raw;
  return typeof value === "number" ? raw.replace(/^0+(?=\d)/, "") : JSON.stringify(asJson(raw));
}

/** A list may be written with commas alone. */
function asJson(raw: string): unknown {
  return raw.startsWith("SHA256:") ? raw.split(",").map((text) => text.trim()) : JSON.parse(raw);
}
