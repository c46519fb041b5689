import * as assert from "node:assert/strict";
import { createPublicKey } from "node:crypto";
import { readApiKey } from "../../../resources/crypto/readApiKey";
import { fingerprintOf } from "../../../resources/crypto/publicKey/fingerprint";
import { PRIVATE_FORMS } from "../../../resources/crypto/keyPairs/privateForm";
import type { KeyInputs } from "../../../resources/kinds/keyInputs";
import type { KeyKind } from "../../../resources/kinds/keyKind";
import { KINDS } from "../../../resources/kinds/kinds";
import { checkKey } from "../../../resources/plugin/check/checkKey";
import { publicKeyFingerprint } from "../../../resources/publicKey";
import { KEY_PAIRS } from "../../../resources/rules/keyPairs";
import { KEY_PAIR_VALUES } from "../../../resources/rules/secretFields";
import { heldApiKey, heldKey } from "../../../resources/signer/heldValue";
import { FakeWorld } from "../../support/fakeWorld";
import { KINDS as SIZES } from "../../support/keyPairKinds";
import { ec, ed25519, formsOf, rsa } from "../../support/mistakenKeys";

type Fields = Readonly<Record<string, unknown>>;

const BASE = { secretName: "partner/key", owner: "p/s/key", region: "eu-west-1" };
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const subject = { commonName: "signer" };
const SIGNED = { certificate: { subject, validityDays: 30 }, signingRequest: { subject } };
const world = new FakeWorld();
const RSA: KeyKind<KeyInputs> = KINDS.RsaKeyPair;
const API_KEY: KeyKind<KeyInputs> = KINDS.ApiKey;
const make = async (kind: KeyKind<KeyInputs>, inputs: object) => kind.make({ ...BASE, ...inputs }, world.context());
const reasonsOf = async (kind: KeyKind<KeyInputs>, inputs: object) =>
  (await checkKey(kind, {}, { ...BASE, ...inputs }, world.context())).failures.map(({ reason }) => reason);

for (const { kind, size, name } of SIZES) {
  const row = Object.values(KEY_PAIRS).find(({ called }) => kind.label.startsWith(called))!;
  const [sizeInput] = Object.keys(row.sizes);
  const sizes: object = sizeInput === undefined ? {} : { [sizeInput]: size };

  describe(`a secret of ${name} with names that somebody else prescribes`, () => {
    for (const privateKeyFormat of kind.forms)
      it(`holds every value as ${privateKeyFormat} under them, and the signer takes its key`, async () => {
        const { field, read } = PRIVATE_FORMS[privateKeyFormat];
        const values = KEY_PAIR_VALUES.filter((value) => !value.startsWith("privateKey") || value === field);
        const renamed = Object.fromEntries(values.map((value) => [`of ${value}`, value]));
        const secretFields = { Username: { constant: "acme" }, ...renamed };
        const { value, outputs } = await make(KINDS[row.type], {
          ...{ ...sizes, ...SIGNED, privateKeyFormat },
          secretFields,
        });
        const { [`of ${field}`]: privateKey = "", Username, ...others } = JSON.parse(value) as Record<string, string>;
        assert.equal(Username, "acme");
        assert.deepEqual(
          others,
          Object.fromEntries(Object.entries(outputs).map(([output, told]) => [`of ${output}`, told])),
        );
        const spki = createPublicKey(read(privateKey)).export({ type: "spki", format: "pem" }).toString();
        assert.equal(publicKeyFingerprint(spki), outputs.fingerprint);
        const held = heldKey("arn", "AWSCURRENT", { versionId: "v", value });
        assert.equal(held.fingerprint, outputs.fingerprint);
      });
  });
}

describe("a secret of an API key with a name that somebody else prescribes", () => {
  it("holds the key under it, and its fingerprint is that of the key", async () => {
    const secretFields = { hec_token: "apiKey", digest: "fingerprint", user: { constant: "acme" } };
    const { value, outputs } = await make(API_KEY, { generate: {}, secretFields });
    const { hec_token = "", ...others } = JSON.parse(value) as Record<string, string>;
    assert.deepEqual(others, { digest: fingerprintOf(hec_token), user: "acme" });
    assert.deepEqual(outputs, { fingerprint: fingerprintOf(hec_token) });
    assert.equal(Buffer.from(hec_token, "base64").length, 32);
  });

  it("is read by the signer where it is the only field, else refused and not sent as it is", async () => {
    const one = await make(API_KEY, { generate: {}, secretFields: { api_key: "apiKey" } });
    const { api_key } = JSON.parse(one.value) as Record<string, string>;
    assert.equal(heldApiKey("arn", { versionId: "v", value: one.value }).value, api_key);
    const secretFields = { api_key: "apiKey", user: { constant: "acme" } };
    const { value } = await make(API_KEY, { generate: {}, secretFields });
    assert.throws(() => heldApiKey("arn", { versionId: "v", value }), {
      code: "ERR_KEY_UNUSABLE",
      message: /holds no API key \(it is JSON with 2 fields, allowed: one, which is the API key\)/,
    });
  });

  it("leaves an issued key that is JSON on one line as it is", () => {
    for (const line of ['{"a":"b"}', '{"a":1}', "{}"]) assert.deepEqual(readApiKey(line), { line });
    assert.deepEqual(readApiKey('{ "a": 1 }'), { isInstead: "JSON whose only field is no line of printable ASCII" });
    const isInstead = "text with a blank, a line end or a character outside ASCII";
    for (const text of ["{ a }", "[1, 2]", '{ "a": "b" } c']) assert.deepEqual(readApiKey(text), { isInstead });
    assert.deepEqual(readApiKey('{ "a": "b c" }'), {
      isInstead: "JSON whose only field is no line of printable ASCII",
    });
  });

  it("is refused where an issued key does not fit into the secret beside it", async () => {
    world.environment["ISSUED"] = "aB3-".repeat(16_384 - 8);
    const asked = { issued: { env: "ISSUED" } };
    assert.deepEqual(await reasonsOf(API_KEY, asked), []);
    assert.deepEqual(await reasonsOf(API_KEY, { ...asked, secretFields: { api_key: "apiKey" } }), []);
    const [reason, ...others] = await reasonsOf(API_KEY, {
      ...asked,
      secretFields: { api_key: "apiKey", digest: "fingerprint" },
    });
    assert.deepEqual(others, []);
    assert.match(
      reason ?? "",
      /^issued: environment variable ISSUED: with secretFields the secret has 655\d\d bytes: Secrets Manager takes at most 65536$/,
    );
  });
});

describe("a private key under a name that somebody else prescribed", () => {
  const pem = (key: typeof rsa.privateKey) => key.export({ type: "pkcs8", format: "pem" }).toString();
  const read = (secret: object) => heldKey("arn", "AWSCURRENT", { versionId: "v", value: JSON.stringify(secret) });

  for (const [form, value] of Object.entries(formsOf(rsa.privateKey, "pkcs8")))
    if (typeof value === "string" && !form.includes("hex"))
      it(`is found as ${form}`, () => {
        const spki = rsa.publicKey.export({ type: "spki", format: "pem" }).toString();
        const others = { user: "acme", host: "-----BEGIN PUBLIC KEY-----", token: "MIIB", n: 1, nothing: null };
        assert.equal(read({ ...others, private_key: value }).fingerprint, publicKeyFingerprint(spki));
      });

  it("is the one, whatever public key of another is beside it", () => {
    const other = ed25519.publicKey.export({ type: "spki", format: "pem" });
    const spki = rsa.publicKey.export({ type: "spki", format: "pem" }).toString();
    assert.equal(read({ host: other, PrivateKey: pem(rsa.privateKey) }).fingerprint, publicKeyFingerprint(spki));
  });

  it("is refused where several fields hold one, the same one too", () => {
    const one = pem(rsa.privateKey);
    for (const other of [one, pem(ec("P-256").privateKey)])
      for (const names of [
        ["a", "b"],
        ["privateKeyPem", "b"],
        ["a", "privateKeyBase64"],
      ])
        assert.throws(() => read({ [names[0]!]: one, [names[1]!]: other }), {
          code: "ERR_KEY_UNUSABLE",
          message: /it is a text with 2 private keys/,
        });
  });

  it("is refused where no field holds one, or a damaged one", () => {
    assert.throws(() => read({ user: "acme", password: "x".repeat(40) }), {
      code: "ERR_KEY_UNUSABLE",
      message: /it is JSON without a private key in one of its fields/,
    });
    assert.throws(() => read({ PrivateKey: pem(rsa.privateKey).slice(0, 300) }), {
      code: "ERR_KEY_UNUSABLE",
      message: /it is a damaged private key whose END line is missing/,
    });
  });
});

describe("check of secretFields", () => {
  const allowed =
    "secretFields: a value of type object is not allowed, allowed: a map from names of the secret to privateKeyPem, " +
    "privateKeyBase64, publicKeyPem, fingerprint, certificatePem, certificateEndsAt, signingRequestPem or " +
    '{ constant: "a text" }';
  const KEY = { key: "privateKeyPem" };
  const known = "constants are plain in state; if it is one, take it out and treat it as known to others";
  const pem = ed25519.privateKey.export({ type: "pkcs8", format: "pem" }).toString();

  const BAD: readonly (readonly [string, Fields, string])[] = [
    ["no key", { user: { constant: "a" } }, "no field is privateKeyPem or privateKeyBase64"],
    ["a key twice", { ...KEY, other: "privateKeyPem" }, "privateKeyPem is there twice"],
    ["another value twice", { ...KEY, a: "fingerprint", b: "fingerprint" }, "fingerprint is there twice"],
    [
      "both forms of the key",
      { ...KEY, other: "privateKeyBase64" },
      "privateKeyPem and privateKeyBase64 are both there",
    ],
    ["a near name", { ...KEY, pub: "publicKeyPEM" }, "pub names no value, did you mean publicKeyPem?"],
    ["a text that is no name", { ...KEY, user: "acme-sftp" }, "user names no value"],
    ["an empty text", { ...KEY, user: "" }, "user names no value"],
    [
      "an empty name",
      { ...KEY, "": "fingerprint" },
      "a name has 1 to 128 characters, no control characters and no blank at either end",
    ],
    ["names that differ in capitals", { ...KEY, Key: { constant: "a" } }, "two names that differ in capitals alone"],
    ["a number", { ...KEY, port: 22 }, "port is neither of the two"],
    ["null", { ...KEY, port: null }, "port is neither of the two"],
    ["a list", { ...KEY, port: ["fingerprint"] }, "port is neither of the two"],
    ["another field beside the constant", { ...KEY, a: { constant: "a", value: "b" } }, "a is neither of the two"],
    ["an object without it", { ...KEY, a: {} }, "the constant of a is no text, or empty"],
    ["an empty constant", { ...KEY, a: { constant: "" } }, "the constant of a is no text, or empty"],
    [
      "a constant that is a number",
      { ...KEY, port: { constant: 22 } },
      "the constant of port is a number: write it in quotes",
    ],
    [
      "a constant that is a switch",
      { ...KEY, on: { constant: true } },
      "the constant of on is a boolean: write it in quotes",
    ],
    ["a private key", { ...KEY, a: { constant: pem } }, `the constant of a holds a private key: ${known}`],
    [
      "an API key",
      { ...KEY, a: { constant: "sk_live_0123456789abcdef" } },
      `the constant of a looks like an API key: ${known}`,
    ],
    [
      "several at once",
      { user: "acme", a: { constant: "" } },
      "user names no value; the constant of a is no text, or empty; no field is privateKeyPem or privateKeyBase64",
    ],
  ];
  for (const [what, secretFields, problem] of BAD)
    it(`refuses ${what}`, async () =>
      assert.deepEqual(await reasonsOf(RSA, { secretFields }), [
        `${what === "a private key" ? allowed.replace("a value of type object", "a private key (not shown)") : allowed} (${problem})`,
      ]));

  for (const name of [" a", "a ", "a\n", "x".repeat(129)])
    it(`refuses the name ${JSON.stringify(name.slice(0, 9))}`, async () => {
      const [reason] = await reasonsOf(RSA, { secretFields: { ...KEY, [name]: "fingerprint" } });
      assert.match(reason ?? "", /\(a name has 1 to 128 characters/);
    });

  it("refuses more than 8192 bytes of names and constants, by their number", async () => {
    const fields = (length: number) => ({ secretFields: { ...KEY, a: { constant: "ü ".repeat(length) } } });
    const rest = Buffer.byteLength(JSON.stringify({ ...KEY, a: { constant: "" } }));
    const most = Math.floor((8192 - rest) / 3);
    assert.deepEqual(await reasonsOf(RSA, fields(most)), []);
    assert.deepEqual(await reasonsOf(RSA, fields(most + 1)), [
      `${allowed} (names and constants have ${rest + 3 * (most + 1)} bytes as JSON, allowed: at most 8192)`,
    ]);
  });

  it("shows nothing of a constant, of a text in the place of one, and of a name that may be a key", async () => {
    const key = `sk_live_${"Ab3".repeat(10)}`;
    for (const secretFields of [
      { ...KEY, a: key },
      { ...KEY, a: { constant: key } },
      { ...KEY, [key]: "b" },
      { ...KEY, a: { [key]: "b" } },
      { ...KEY, a: { constant: pem } },
      { ...KEY, a: pem },
    ]) {
      const told = JSON.stringify(await reasonsOf(RSA, { secretFields }));
      for (const part of [key, ...pem.split("\n").slice(1, 2)]) assert.ok(!told.includes(part), told);
      assert.ok(told.includes("secretFields: "), told);
    }
  });

  it("takes identifiers, names of hosts, documents and texts with line ends as constants", async () => {
    for (const constant of [
      "0b3f0c1e-6f5d-4c0e-9a59-3d3b1a2c4d5e",
      "xy12345.eu-west-1.snowflakecomputing.com",
      "arn:aws:iam::123456789012:role/acme",
      '{"Version":"2012-10-17"}',
      "two\nlines",
      "acme",
    ])
      assert.deepEqual(await reasonsOf(RSA, { secretFields: { ...KEY, a: { constant } } }), [], constant);
  });

  it("is refused together with secretFormat, whatever that is", async () => {
    for (const secretFormat of ["pem", "json", UNKNOWN])
      assert.deepEqual(await reasonsOf(RSA, { secretFormat, secretFields: KEY }), [
        "secretFormat: given together with secretFields, allowed: exactly one of the two",
      ]);
  });

  it("names the value that the form of the private key has", async () => {
    const asked = { privateKeyFormat: "pkcs8-base64", secretFields: KEY };
    assert.deepEqual(await reasonsOf(RSA, asked), [
      'secretFields: privateKeyPem is not what privateKeyFormat "pkcs8-base64" makes, allowed: privateKeyBase64',
    ]);
    assert.deepEqual(await reasonsOf(RSA, { secretFields: { key: "privateKeyBase64" } }), [
      'secretFields: privateKeyBase64 is not what privateKeyFormat "pkcs1" makes, allowed: privateKeyPem',
    ]);
    assert.deepEqual(await reasonsOf(RSA, { ...asked, secretFields: { key: "privateKeyBase64" } }), []);
    assert.deepEqual(await reasonsOf(RSA, { ...asked, privateKeyFormat: UNKNOWN }), []);
  });

  it("asks for the certificate and the request that it names", async () => {
    const secretFields = { ...KEY, a: "certificatePem", b: "certificateEndsAt", c: "signingRequestPem" };
    assert.deepEqual(await reasonsOf(RSA, { secretFields }), [
      "secretFields: certificatePem needs certificate, which is missing",
      "secretFields: certificateEndsAt needs certificate, which is missing",
      "secretFields: signingRequestPem needs signingRequest, which is missing",
    ]);
    assert.deepEqual(await reasonsOf(RSA, { ...SIGNED, secretFields }), []);
    assert.deepEqual(await reasonsOf(RSA, { certificate: UNKNOWN, signingRequest: UNKNOWN, secretFields }), []);
  });

  it("waits for what is not known yet in a preview, and for nothing else", async () => {
    assert.deepEqual(await reasonsOf(RSA, { secretFields: UNKNOWN }), []);
    assert.deepEqual(await reasonsOf(RSA, { secretFields: { ...KEY, user: { constant: UNKNOWN } } }), []);
    assert.deepEqual(await reasonsOf(RSA, { secretFields: { ...KEY, user: undefined } }), []);
  });
});
