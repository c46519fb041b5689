import * as assert from "node:assert/strict";
import { isEncrypted } from "../../../resources/rules/encrypted";
import * as inputs from "../../../resources/rules/inputs";
import { changedInputs } from "../../../resources/rules/inputTable";
import { issuedPairRule, issuedRule } from "../../../resources/rules/issued";
import { jwksUrl } from "../../../resources/rules/jwksUrl";
import { keyPair } from "../../../resources/rules/keyPairs";
import { allowedBy, boolean, objectOf, stringMap, type Rule } from "../../../resources/rules/rule";
import { KEY_PAIR_VALUES, secretFieldsOf } from "../../../resources/rules/secretFields";
import { asJson, asNumber } from "../../../resources/rules/written";
import { certificate } from "../../../resources/rules/x509";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"; // a placeholder of the engine
const url = (length: number) => `https://acme.example/${"a".repeat(length - 21)}`;
const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`tag${i}`, ""]));
const secretFields = secretFieldsOf(KEY_PAIR_VALUES);
/** As JSON `{"a":"privateKeyPem","b":{"constant":""}}`, and the text. */
const fieldsOf = (bytes: number) => ({ a: "privateKeyPem", b: { constant: "-".repeat(bytes - 41) } });
const same = { constant: "acme" };
const of = (value: object) => ({ subject: { commonName: "signer" }, validityDays: 1, ...value });
const units = (count: number) => Array.from({ length: count }, (_, i) => ({ organizationalUnit: `unit ${i}` }));
const IP = 'an IP address such as "192.0.2.7" or "2001:db8::7"';
const QUOTED = "write it in quotes, in the config with pulumi config set --type string";

/** The last value on this side of what is allowed, the first beyond it, and what is allowed then. */
const ROWS: readonly (readonly [string, Rule, unknown, RegExp | undefined])[] = [
  ["40 tags", inputs.tags, tags(40), undefined],
  ["41 tags", inputs.tags, tags(41), /^at most 40 tags$/],
  ["a tag that has aws: inside", inputs.tags, { "of-aws:a": "" }, undefined],
  ["a tag of AWS", inputs.tags, { "AWS:a": "" }, /^tags whose key does not begin with aws: \(AWS:a is AWS's\)$/],
  ["a tag with a sign", inputs.tags, { "a*b": "" }, /^tag keys of 1 to 128 letters/],
  ["a tag with a tab", inputs.tags, { "a\tb": "" }, /^tag keys of 1 to 128 letters/],
  ["texts", stringMap, { a: "1" }, undefined],
  ["a number among texts", stringMap, { a: 1 }, new RegExp(`^a map of strings \\(a is a number: ${QUOTED}\\)$`)],
  ["a switch among texts", stringMap, { a: true }, new RegExp(`^a map of strings \\(a is a boolean: ${QUOTED}\\)$`)],
  ["an object among texts", stringMap, { a: {} }, /^a map of strings$/],
  ["null among texts", stringMap, { a: null }, /^a map of strings$/],
  ["a URL of 2048 characters", jwksUrl, url(2048), undefined],
  ["a URL of 2049 characters", jwksUrl, url(2049), /^https:/],
  ["one source beside an absent one", issuedRule, { env: "KEY", file: undefined }, undefined],
  ["the same of a key pair", issuedPairRule, { file: "key.pem", env: undefined }, undefined],
  ["no object", issuedRule, "KEY", /^exactly one of [^(]* \(true or false\)$/],
  ["one kind beside an absent one", keyPair, { ec: undefined, rsa: {} }, undefined],
  ["two kinds", keyPair, { rsa: {}, ec: {} }, /^exactly one of { rsa: { modulusLength } }, .* or { ed25519: {} }$/],
  ["fields of 8192 bytes", secretFields, fieldsOf(8192), undefined],
  ["fields of 8193 bytes", secretFields, fieldsOf(8193), /have 8193 bytes as JSON, allowed: at most 8192/],
  ["one constant in two fields", secretFields, { a: "privateKeyPem", b: same, c: same }, undefined],
  [
    "what is no value, twice",
    secretFields,
    { a: "privateKeyPem", b: "b", c: "b" },
    /\(b names no value; c names no val/,
  ],
  ["16 names", certificate, of({ subject: units(16) }), undefined],
  ["17 names", certificate, of({ subject: units(17) }), /whose subject is an object with at least one of/],
  ["a name that is none", certificate, of({ subject: [{ commonName: "a" }, 7] }), /whose subject is an object with at/],
  ["the second name", certificate, of({ subject: [{ commonName: "a" }, { country: "de" }] }), /country is two capital/],
  [
    "two names at once in an order",
    certificate,
    of({ subject: [{ commonName: "a" }, { organization: "b", country: "DE" }] }),
    /a list of such objects with one name each$/,
  ],
  ["an address in a list", certificate, of({ ipAddresses: [["192.0.2.7"]] }), /./],
  [
    "an address of letters",
    certificate,
    of({ ipAddresses: ["abc"] }),
    new RegExp(`each ${IP.replaceAll(".", "\\.")}$`),
  ],
  ["addresses", certificate, of({ ipAddresses: ["192.0.2.7", "2001:db8::7"] }), undefined],
];

describe("where a rule begins to refuse", () => {
  for (const [what, rule, value, allowed] of ROWS)
    it(`${allowed === undefined ? "takes" : "refuses"} ${what}`, () => {
      const told = allowedBy(rule, value);
      if (allowed === undefined) assert.equal(told, undefined);
      else assert.match(String(told), allowed);
    });

  it("keeps what is not known yet in an object, and judges the rest", () => {
    const rule = objectOf({ a: boolean, b: boolean }, ["a"]);
    assert.deepEqual(rule({ a: UNKNOWN, b: true }), { value: { a: UNKNOWN, b: true } });
    assert.deepEqual(rule({ a: UNKNOWN, b: 1 }), { allowed: "an object whose b is true or false" });
  });

  for (const [where, isIt] of [
    ["https://acme.example", true],
    ["http://127.0.0.1:8080", true],
    ["http://acme.example", false],
    ["ftp://127.0.0.1", false],
  ] as const)
    it(`takes ${where} for ${isIt ? "" : "un"}encrypted`, () => assert.equal(isEncrypted(new URL(where)), isIt));
});

describe("what a text says", () => {
  for (const [given, says] of [
    ["[1]", [1]],
    [" [1]", [1]],
    ["[1", "[1"],
    ["7", "7"],
    ["a [1]", "a [1]"],
    [["[1]"], ["[1]"]],
    [7, 7],
  ] as const)
    it(`as JSON: ${JSON.stringify(given)}`, () => assert.deepEqual(asJson(given), says));

  it("as a number, if it is a text of digits alone", () => {
    for (const given of [["5"], "5 ", "-5", 5.5, null]) assert.equal(asNumber(given), given);
    assert.equal(asNumber("05"), 5);
  });
});

it("an empty text is another value than none, where its row does not say otherwise", () => {
  const table = {
    a: { rule: boolean, onChange: "update" },
    b: { rule: boolean, onChange: "update", emptyIsAbsent: true },
  } as const;
  assert.deepEqual(changedInputs(table, {}, { a: "", b: "" }), ["a"]);
});
