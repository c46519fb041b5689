import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { PROFILES } from "../../resources/partners/knownProfiles";
import type { PartnerProfile } from "../../resources/partners/profile";
import { OKTA } from "../../resources/partners/profiles/okta";
import { KINDS } from "../../resources/kinds/kinds";
import { KEY_PAIRS, type KeyPairName } from "../../resources/rules/keyPairs";
import { changedInputs } from "../../resources/rules/inputTable";
import { PartnerCredentials, readConfig } from "../../stacks";
import * as keys from "../support/declaredKeys";
import { MockedProgram, plain } from "../support/mockedProgram";

const ROWS: readonly PartnerProfile[] = PROFILES;
const subject = { organization: "Acme Ltd", commonName: "acme-signer" };
const certificate = { subject, validityDays: 365 };
const BASE = { partner: "acme", environment: "production" } as const;

/** What the component declares for its key pair, by type; and its hand-off. */
async function declared(args: object): Promise<readonly [string, Readonly<Record<string, unknown>>]> {
  const program = MockedProgram.start(keys.KEY_ANSWERS);
  new PartnerCredentials("partner", { ...BASE, ...args }, program.watched);
  const [[urn, inputs] = assert.fail()] = [...(await program.declared())].filter(([urn]) => urn.endsWith("-key-pair"));
  return [/partnerkeys:(\w+)::/.exec(urn)?.[1] ?? assert.fail(urn), inputs];
}

/** The names of the inputs that a change of the arguments changes, which is what the plugin's diff goes by. */
async function changed(from: object, to: object): Promise<readonly string[]> {
  const [[type, olds], [other, news]] = [await declared(from), await declared(to)];
  const { inputs } = KINDS[other as keyof typeof KINDS];
  return [...(type === other ? [] : ["the kind of key"]), ...changedInputs(inputs, olds, news)].filter(
    (name) => !["description"].includes(name),
  );
}

describe("profile", () => {
  for (const row of ROWS)
    it(`${row.name} declares what the same arguments without it declare`, async () => {
      const signed = {
        ...(row.certificate === "none" ? {} : { certificate }),
        ...(row.signingRequest === "none" ? {} : { signingRequest: { subject } }),
      };
      const { keyPair, privateKeyFormat } = row.keyPairs[0];
      const [artifact] = row.artifacts;
      const withoutDays = "certificate" in signed ? { certificate: { subject } } : {};
      const whole = await declared({ keyPair, privateKeyFormat, artifact, ...signed });
      assert.deepEqual(await declared({ profile: row.name, ...signed, ...withoutDays }), whole);
      assert.deepEqual(await declared({ profile: row, ...signed }), whole);
      const [kind = assert.fail()] = Object.keys(keyPair) as KeyPairName[];
      assert.equal(whole[0], KEY_PAIRS[kind].type);
    });

  const rows: readonly (readonly [string, object, object, readonly string[]])[] = [
    // Given, where the values are those of the state
    ["given, with the values of the state", { partner: "qredo" }, { partner: "qredo", profile: "qredo" }, []],
    ["given, with the values of the state", { privateKeyFormat: "pkcs8" }, { profile: "snowflake" }, []],
    [
      "given, with the values of the state",
      { modulusLength: 4096, privateKeyFormat: "pkcs8" },
      { profile: "okta", modulusLength: 4096 },
      [],
    ],
    [
      "given, with the values of the state",
      { privateKeyFormat: "pkcs8", certificate },
      { profile: "salesforce", certificate: { subject } },
      [],
    ],
    // Given, changed and taken out, where it gives another key
    ["given", {}, { profile: "snowflake" }, ["privateKeyFormat"]],
    ["given", {}, { profile: "salesforce", certificate: { subject } }, ["privateKeyFormat", "certificate"]],
    ["given", {}, { profile: "binance" }, ["the kind of key"]],
    ["changed", { profile: "snowflake" }, { profile: "oracle-oci" }, []],
    ["changed", { profile: "snowflake" }, { profile: "salesforce", certificate: { subject } }, ["certificate"]],
    [
      "changed",
      { profile: "snowflake" },
      { profile: "fireblocks", signingRequest: { subject } },
      ["signingRequest", "modulusLength"],
    ],
    ["taken out", { profile: "snowflake" }, { privateKeyFormat: "pkcs8" }, []],
    ["taken out", { profile: "snowflake" }, {}, ["privateKeyFormat"]],
    ["taken out", { profile: "salesforce", certificate: { subject } }, { privateKeyFormat: "pkcs8" }, ["certificate"]],
    // Its other arguments
    [
      "kept, with another size",
      { profile: "snowflake" },
      { profile: "snowflake", modulusLength: 3072 },
      ["modulusLength"],
    ],
  ];
  for (const [what, from, to, inputs] of rows)
    it(`${what}: ${JSON.stringify(from)} to ${JSON.stringify(to)} changes ${inputs.join(", ") || "nothing"}`, async () =>
      assert.deepEqual([...(await changed(from, to))].sort(), [...inputs].sort()));

  it("that is absent declares what it declared before there were profiles", async () => {
    const [type, inputs] = await declared({});
    assert.equal(type, "RsaKeyPair");
    for (const name of ["modulusLength", "privateKeyFormat", "certificate", "signingRequest", "profile"])
      assert.ok(!(name in inputs), name);
  });

  const modes: readonly (readonly [profile: string, environment: string, mode: string])[] = [
    ["binance", "sandbox", "acknowledged"],
    ["truelayer", "sandbox", "acknowledged"],
    ["truelayer", "production", "acknowledged"],
    ["okta", "sandbox", "immediate"],
    ["okta", "production", "acknowledged"],
  ];
  for (const [profile, environment, mode] of modes)
    it(`of ${profile} in ${environment} is in mode ${mode}`, async () => {
      const program = MockedProgram.start(keys.KEY_ANSWERS);
      new PartnerCredentials("partner", { ...BASE, environment, profile: profile as "okta" }, program.watched);
      const [activation] = [...(await program.declared())].filter(([urn]) => urn.endsWith("::partner-activation"));
      assert.equal(activation?.[1]["mode"], mode);
    });

  it("that assigns ids has a secret of its own: there is no argument for another", () => {
    const args = { ...BASE, profile: "truelayer", secretId: "acme/borrowed" } as never;
    assert.throws(() => new PartnerCredentials("partner", args), /secretId: unknown argument/);
  });

  const later: readonly (readonly [object, RegExp])[] = [
    [
      { profile: "netsuite", certificate, modulusLength: pulumi.output(2048) },
      /modulusLength: RSA 2048 is not allowed with profile "netsuite"/,
    ],
    [
      { profile: "netsuite", certificate: { subject, validityDays: pulumi.output(1000) } },
      /certificate: validityDays 1000 is not allowed with profile "netsuite", allowed: at most 730/,
    ],
    [
      { profile: "fireblocks", signingRequest: { subject: { commonName: pulumi.output("a") } } },
      /signingRequest: its subject has no organization/,
    ],
    [
      { profile: "truelayer", environment: "sandbox", activation: pulumi.output("published") },
      /activation: "published" is not allowed with profile "truelayer", allowed: "acknowledged"/,
    ],
    [
      { profile: "binance", acknowledgedKeyId: pulumi.output("the-api-key-of-the-key") },
      /acknowledgedKeyId: a value of type string \(22 characters\) is not allowed with profile "binance"/,
    ],
    [
      { profile: "binance", activation: pulumi.output("immediate") },
      /activation: "immediate" is not allowed with profile "binance"/,
    ],
  ];
  for (const [args, message] of later)
    it(`is contradicted by an output once that is known: ${String(message)}`, async () => {
      const program = MockedProgram.start(keys.KEY_ANSWERS);
      const unhandled = new Promise<Error>((resolve) => process.once("unhandledRejection", resolve));
      const credentials = new PartnerCredentials("partner", { ...BASE, ...args }, program.watched);
      const failed = plain(credentials.handoff).then(
        () => assert.fail("was taken"),
        (error: unknown) => error as Error,
      );
      assert.match((await Promise.race([failed, unhandled])).message, message);
    });

  it("takes outputs that contradict nothing, and hands them on", async () => {
    const [, inputs] = await declared({
      profile: "netsuite",
      modulusLength: pulumi.output(4096),
      certificate: { subject: pulumi.output(subject), validityDays: pulumi.output(30) },
    });
    assert.equal(inputs["modulusLength"], 4096);
    assert.deepEqual(inputs["certificate"], { subject, validityDays: 30 });
  });
});

describe("profile in the config", () => {
  const config = (more: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries({ ...BASE, ...more }).map(([name, value]) => [
        `partner-keys:${name}`,
        typeof value === "string" ? value : JSON.stringify(value),
      ]),
    );
  const read = (more: Record<string, unknown>) => {
    MockedProgram.start(keys.KEY_ANSWERS, config(more));
    return { ...readConfig() } as Record<string, unknown>;
  };

  it("is a name, and then what the profile gives may be absent, the API key of a partner that has none too", () => {
    const args = { profile: "salesforce", certificate: { subject } };
    assert.deepEqual(Object.fromEntries(Object.entries(read(args))), { ...BASE, ...args });
  });

  it("is an object of one's own", () =>
    assert.deepEqual(read({ profile: { ...OKTA, name: "acme" } })["profile"], { ...OKTA, name: "acme" }));

  for (const [what, more, message] of [
    [
      "a misspelt name",
      { profile: "snowflak" },
      /partner-keys:profile: "snowflak" is not allowed, allowed: "snowflake", which is the nearest of /,
    ],
    ["no API key where the partner issues one", { profile: "qredo" }, /partner-keys:apiKey: missing, give /],
    ["no API key without a profile", {}, /partner-keys:apiKey: missing, give /],
    [
      "a certificate without days and without a profile",
      { apiKey: { generate: {} }, certificate: { subject } },
      /partner-keys:certificate: .* allowed: an object with validityDays/,
    ],
  ] as const)
    it(`refuses ${what}`, () => assert.throws(() => read(more), message));

  for (const activation of ["immediate", "published"])
    it(`refuses ${activation} where the partner assigns ids, before anything is declared`, async () => {
      const args = { environment: "sandbox", profile: "truelayer", activation };
      const program = MockedProgram.start(keys.KEY_ANSWERS, config(args));
      assert.throws(
        () => new PartnerCredentials("partner", readConfig(), program.watched),
        /activation: "\w+" is not allowed with profile "truelayer", allowed: "acknowledged", because the partner assigns/,
      );
      assert.deepEqual(
        [...(await program.declared())].map(([urn]) => urn).filter((urn) => urn.includes("dynamic")),
        [],
      );
    });

  for (const [name, title, where, more] of [
    ["binance", "Binance", "API Management > Create API > Self-generated", {}],
    [
      "fireblocks",
      "Fireblocks",
      "Fireblocks Console > Developer center > API users > Add API user",
      { signingRequest: { subject } },
    ],
  ] as const)
    it(`hands a key over to ${title}, whose API key comes with it, in the order that refuses least`, async () => {
      const apiKey = { issued: { env: "PARTNER_API_KEY" } };
      const program = MockedProgram.start(keys.KEY_ANSWERS, config({ profile: name, apiKey, ...more }));
      const handoff = await plain(new PartnerCredentials("partner", readConfig(), program.watched).handoff);
      for (const sentence of [
        `1. Go to ${title}: ${where}.`,
        `Keep the API key that ${title} shows for this key: the next run stores it.`,
        'Give the new API key to the same run (apiKey of PartnerCredentials "partner").',
        `${title} issues an API key of its own for each key: the live key and its API key go on working.`,
        "The new key and the new API key are not promoted together by this package.",
        `The fewest requests are refused in this order: store the new API key and acknowledge the key in one run, then restart what signs, then delete the old API key at ${title}.`,
      ])
        assert.ok(handoff.includes(sentence), `${sentence} is not in ${handoff}`);
      assert.match(handoff, /\n\d+\. Then: pulumi up\n/);
    });
});
