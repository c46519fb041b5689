import * as assert from "node:assert/strict";
import { PROFILES, type ProfileName } from "../../../resources/partners/knownProfiles";
import type { PartnerProfile } from "../../../resources/partners/profile";
import { expandProfile } from "../../../resources/rules/expandProfile";
import { profile, profileOf } from "../../../resources/rules/profile";
import { allowedBy } from "../../../resources/rules/rule";

const LATER = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"; // a placeholder of the engine
const subject = { commonName: "acme-signer", organization: "Acme Ltd" };
const expand = (name: ProfileName, given: object = {}) =>
  expandProfile(given as Record<string, unknown>, profileOf(name));

describe("a profile, expanded", () => {
  const rows: readonly (readonly [ProfileName, object, object])[] = [
    [
      "snowflake",
      {},
      {
        keyPair: { rsa: { modulusLength: 2048 } },
        privateKeyFormat: "pkcs8",
        artifact: "spki-base64",
        fingerprintForm: "spki-sha256",
      },
    ],
    [
      "netsuite",
      { certificate: { subject } },
      {
        keyPair: { ec: { namedCurve: "P-256" } },
        privateKeyFormat: "pkcs8",
        artifact: "x509-pem",
        certificate: { validityDays: 365 },
        activation: "acknowledged",
      },
    ],
    [
      "fireblocks",
      { signingRequest: { subject } },
      {
        keyPair: { rsa: { modulusLength: 4096 } },
        privateKeyFormat: "pkcs8",
        artifact: "csr-pem",
        activation: "acknowledged",
      },
    ],
    // What the stack gives stays, and what follows from it follows
    [
      "sftp",
      { keyPair: { rsa: { modulusLength: 4096 } } },
      { privateKeyFormat: "pkcs8", artifact: "openssh", fingerprintForm: "openssh-sha256" },
    ],
    [
      "sftp",
      { modulusLength: 3072 },
      { privateKeyFormat: "pkcs8", artifact: "openssh", fingerprintForm: "openssh-sha256" },
    ],
    [
      "okta",
      { keyPair: { rsa: {} }, privateKeyFormat: "pkcs1", artifact: { form: "jwks", alg: "RS384" } },
      { fingerprintForm: "jwk-thumbprint" },
    ],
    [
      "salesforce",
      { keyPair: { ec: undefined, rsa: {} }, certificate: { subject, validityDays: 400 } },
      { privateKeyFormat: "pkcs8", artifact: "x509-pem" },
    ],
    [
      "binance",
      { activation: "acknowledged", keyPair: { ed25519: {} } },
      { privateKeyFormat: "pkcs8", artifact: "spki-pem" },
    ],
    // What is not known yet contradicts nothing
    [
      "netsuite",
      { modulusLength: LATER, certificate: { subject: LATER, validityDays: LATER }, acknowledgedKeyId: LATER },
      { privateKeyFormat: "pkcs8", artifact: "x509-pem", activation: "acknowledged" },
    ],
    [
      "fireblocks",
      { signingRequest: { subject: { organization: LATER } }, activation: LATER, acknowledgedKeyId: LATER },
      { keyPair: { rsa: { modulusLength: 4096 } }, privateKeyFormat: "pkcs8", artifact: "csr-pem" },
    ],
  ];
  for (const [name, given, filled] of rows)
    it(`${name} fills ${JSON.stringify(filled)} into ${JSON.stringify(given)}`, () =>
      assert.deepEqual(expand(name, given), { filled, problems: [] }));

  for (const row of PROFILES as readonly PartnerProfile[]) {
    const isAssigned = row.keyId !== "unknown" && row.keyId.kind === "assigned";
    it(`${row.name} ${isAssigned ? "waits for the id of a key" : "leaves activation to the environment"}`, () => {
      const { filled } = expandProfile({ certificate: { subject }, signingRequest: { subject } }, row);
      assert.equal(filled["activation"], isAssigned ? "acknowledged" : undefined);
    });
  }

  it("is the same each time, and changes nothing that it is given", () => {
    for (const row of PROFILES as readonly PartnerProfile[]) {
      const given = Object.freeze({ certificate: Object.freeze({ subject }), signingRequest: { subject } });
      assert.deepEqual(expandProfile(given, row), expandProfile(given, row), row.name);
      assert.deepEqual(given, { certificate: { subject }, signingRequest: { subject } });
    }
  });
});

describe("what contradicts a profile", () => {
  const rows: readonly (readonly [ProfileName, object, readonly string[]])[] = [
    [
      "salesforce",
      { keyPair: { ec: { namedCurve: "P-256" } }, certificate: { subject } },
      ['keyPair: EC P-256 is not allowed with profile "salesforce", allowed: RSA 2048, RSA 3072, RSA 4096'],
    ],
    [
      "netsuite",
      { keyPair: { rsa: {} }, certificate: { subject } },
      [
        'keyPair: RSA 2048 is not allowed with profile "netsuite", allowed: EC P-256, EC P-384, EC P-521, RSA 3072, RSA 4096',
      ],
    ],
    [
      "netsuite",
      { modulusLength: 2048, certificate: { subject, validityDays: 1000 } },
      [
        'modulusLength: RSA 2048 is not allowed with profile "netsuite", allowed: EC P-256, EC P-384, EC P-521, RSA 3072, RSA 4096',
        'certificate: validityDays 1000 is not allowed with profile "netsuite", allowed: at most 730',
      ],
    ],
    [
      "truelayer",
      { modulusLength: LATER },
      ['modulusLength: RSA is not allowed with profile "truelayer", allowed: EC P-521'],
    ],
    [
      "binance",
      { keyPair: { ec: { namedCurve: "P-256" } } },
      ['keyPair: EC P-256 is not allowed with profile "binance", allowed: Ed25519, RSA 2048, RSA 4096'],
    ],
    [
      "snowflake",
      { artifact: "spki-pem" },
      ['artifact: "spki-pem" is not allowed with profile "snowflake", allowed: "spki-base64"'],
    ],
    [
      "microsoft-entra",
      { artifact: { form: "jwk" }, certificate: { subject } },
      ['artifact: "jwk" is not allowed with profile "microsoft-entra", allowed: "x509-pem" or "x509-der-base64"'],
    ],
    [
      "oracle-oci",
      { fingerprintForm: "openssh-md5" },
      ['fingerprintForm: "openssh-md5" is not allowed with profile "oracle-oci", allowed: "spki-md5"'],
    ],
    ["salesforce", {}, ['certificate: missing, profile "salesforce" needs a subject']],
    [
      "salesforce",
      { certificate: { validityDays: 90 } },
      ['certificate: subject is missing, profile "salesforce" needs a subject'],
    ],
    ["fireblocks", {}, ['signingRequest: missing, profile "fireblocks" needs a subject with organization']],
    [
      "fireblocks",
      { signingRequest: { subject: [{ commonName: "a" }] } },
      ['signingRequest: its subject has no organization, profile "fireblocks" needs a subject with organization'],
    ],
    [
      "binance",
      { activation: "immediate" },
      [
        'activation: "immediate" is not allowed with profile "binance", allowed: "acknowledged", because the API key of a key comes after it',
      ],
    ],
    ...(["immediate", "published"] as const).map(
      (activation) =>
        [
          "truelayer",
          { activation },
          [
            `activation: "${activation}" is not allowed with profile "truelayer", allowed: "acknowledged", because the partner assigns the id of a key (acknowledgedKeyId) after it`,
          ],
        ] as const,
    ),
    [
      "binance",
      { acknowledgedKeyId: "the-api-key-of-the-key" },
      [
        'acknowledgedKeyId: a value of type string (22 characters) is not allowed with profile "binance", allowed: none, because the API key is the id: give it as apiKey',
      ],
    ],
    [
      "binance",
      { apiKey: { generate: {} } },
      [
        'apiKey: generate is not allowed with profile "binance", allowed: issued, because the partner makes the API key',
      ],
    ],
    [
      "qredo",
      { apiKey: { generate: {} } },
      ['apiKey: generate is not allowed with profile "qredo", allowed: issued, because the partner makes the API key'],
    ],
  ];
  for (const [name, given, problems] of rows)
    it(`${name}: ${problems.join("; ")}`, () => assert.deepEqual(expand(name, given).problems, problems));
});

describe("the rule of profile", () => {
  const allowed = (value: unknown) => allowedBy(profile, value);
  const NETSUITE = profileOf("netsuite");
  const without = (name: keyof PartnerProfile) =>
    Object.fromEntries(Object.entries(NETSUITE).filter(([field]) => field !== name));

  it("takes each name, and each row as an object of one's own", () => {
    for (const row of PROFILES) {
      assert.equal(allowed(row.name), undefined);
      assert.equal(allowed(row), undefined, row.name);
      assert.equal(profileOf(row.name), row);
    }
  });

  it("names the nearest of a misspelt name, and all", () => {
    assert.match(
      String(allowed("snowflak")),
      /^"snowflake", which is the nearest of binance, fireblocks, .*, or an object of the type PartnerProfile$/,
    );
    assert.match(String(allowed("Net-Suite")), /^"netsuite", which is the nearest of /);
    for (const other of ["acme", "", 7, null, true, []]) assert.match(String(allowed(other)), /^one of binance, /);
  });

  for (const name of Object.keys(NETSUITE) as (keyof PartnerProfile)[])
    it(`misses ${name} of an object`, () => {
      if (name === "scheme") return assert.equal(allowed(without(name)), undefined);
      return assert.equal(allowed(without(name)), `an object with ${name}`);
    });

  for (const [what, wrong, told] of [
    ["a field that is none", { slot: 1 }, /^an object with name, title, .* \(slot is unknown, did you mean slots\?\)$/],
    ["no key pair", { keyPairs: [] }, /^an object whose keyPairs is a list of at least 1$/],
    [
      "a key pair that is none",
      { keyPairs: [{ keyPair: { rsa: {}, ec: {} }, privateKeyFormat: "pkcs8" }] },
      /whose keyPair is exactly one of/,
    ],
    ["a form that is none", { artifacts: ["pem"] }, /^an object whose artifacts is "spki-pem", /],
    [
      "a certificate of no days",
      { certificate: { subjectNeeds: [], validityDays: 0, mostDays: 1 } },
      /whose validityDays is a whole number of days from 1/,
    ],
    [
      "a day in words",
      { sources: [{ facts: [], source: "here", checked: "today" }] },
      /whose checked is a day such as 2026-11-30/,
    ],
    ["an id of no kind", { keyId: { how: "kid" } }, /^an object whose keyId is an object with kind$/],
    [
      "an id that is computed of nothing",
      { keyId: { kind: "computed", how: "kid" } },
      /^an object whose keyId is an object with from$/,
    ],
    [
      "an id that is chosen as nothing",
      { keyId: { kind: "chosen", how: "kid" } },
      /^an object whose keyId is an object with as$/,
    ],
    ["no slots", { slots: 0 }, /whose slots is "many", "unknown" or a whole number of keys from 1/],
    ["two lines", { goesWrong: ["a\nb"] }, /whose goesWrong is one line of 1 to 1000 characters/],
  ] as const)
    it(`refuses ${what}`, () => assert.match(String(allowed({ ...NETSUITE, ...wrong })), told));
});
