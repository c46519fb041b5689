import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import * as keys from "../../resources";
import * as publicKey from "../../resources/publicKey";
import * as signRequest from "../../resources/partners/signRequest";
import * as signer from "../../resources/signer";
import * as probing from "../../resources/signer/probe";
import * as schemes from "../../resources/signer/schemes";
import * as stacks from "../../stacks";
import { KEY_ANSWERS } from "../support/declaredKeys";
import { MockedProgram } from "../support/mockedProgram";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const PEM = rsa.publicKey.export({ type: "spki", format: "pem" }).toString();
const REQUEST = { url: "https://a.example/x", timestamp: 1, privateKeyPem: rsa.privateKey, apiKey: "k".repeat(20) };
const ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:acme/private.pem-AbCdEf";
const SIGNER = { privateKeySecretArn: ARN, origin: "https://a.example", read: () => assert.fail("a key was read") };

/** `JSON.stringify` and `String` throw a TypeError for these. */
const CIRCULAR: Record<string, unknown> = {};
CIRCULAR["itself"] = CIRCULAR;
const UNWRITABLE = { toJSON: () => Symbol("a").description!.repeat(-1), toString: undefined, valueOf: undefined };

/** What a JavaScript program, or one that is not type-checked, gives in place of an object. */
const OBJECTS: readonly unknown[] = [
  undefined,
  null,
  7,
  "text",
  [],
  () => 0,
  Promise.resolve({}),
  pulumi.output({ secretName: "a" }),
  true,
  Number.NaN,
  7n,
  Symbol("a"),
  new String("text"),
  Buffer.from("text"),
  [null],
];
/** In place of named values that a function takes; Pulumi itself walks through the arguments of a resource. */
const ODD: readonly unknown[] = [CIRCULAR, { [Symbol.toPrimitive]: 7, a: UNWRITABLE }, { itself: Symbol("a") }];
/** In place of a text. */
const TEXTS: readonly unknown[] = [
  undefined,
  null,
  7,
  {},
  [],
  () => 0,
  Promise.resolve("a"),
  pulumi.output("a"),
  true,
  Number.NaN,
  7n,
  Symbol("a"),
  [Symbol("a")],
  new Date(Number.NaN),
  new Map([["a", 1]]),
  CIRCULAR,
  UNWRITABLE,
  Object.create(null),
];

type Call = (...given: never[]) => unknown;
/** Calls with one wrong thing each. */
const each = (wrong: readonly unknown[], call: (given: never) => unknown): (() => unknown)[] =>
  wrong.map((given) => () => call(given as never));
const but = (wrong: readonly unknown[], ...good: readonly unknown[]) => wrong.filter((one) => !good.includes(one));

const signing = () => signer.createSigner(SIGNER);
/** A resource of that class without arguments, and with what is none. */
const declared = (Class: Call) =>
  each(OBJECTS, (args) => new (Class as never as new (...all: unknown[]) => object)("a", args));

const credentials = () => new stacks.PartnerCredentials("granting", { partner: "acme", environment: "sandbox" });

/** By the name under which it is exported: what a program may do wrong. */
const WRONG: Readonly<Record<string, readonly (() => unknown)[]>> = {
  Activation: declared(keys.Activation as never),
  ApiKey: declared(keys.ApiKey as never),
  EcKeyPair: declared(keys.EcKeyPair as never),
  Ed25519KeyPair: declared(keys.Ed25519KeyPair as never),
  RsaKeyPair: declared(keys.RsaKeyPair as never),
  PartnerCredentials: [
    ...declared(stacks.PartnerCredentials as never),
    ...each(but(OBJECTS, undefined, "text"), (options) => credentials().grantRead("role", options)),
    () => credentials().grantRead("role", { stage: ["AWSCURRENT"] } as never),
    () => credentials().grantRead(undefined as never),
  ],
  Provider: [
    ...each(but(OBJECTS, undefined), (args) => new keys.Provider("a", args)),
    ...each([...OBJECTS, {}], (aws) => keys.Provider.from("a", aws)),
    () => new keys.Provider("a", { profle: "prod" } as never),
  ],
  publicArtifact: [
    ...each(TEXTS, (pem) => keys.publicArtifact(pem, "jwk")),
    ...each(TEXTS, (form) => keys.publicArtifact(PEM, form)),
    () => keys.publicArtifact(PEM, { form: "openssh", coment: "a" } as never),
    () => keys.publicArtifact(PEM, { form: "jwk", algo: "RS256" } as never),
  ],
  publicFingerprint: [
    ...each(TEXTS, (pem) => keys.publicFingerprint(pem, "spki-md5")),
    ...each(TEXTS, (form) => keys.publicFingerprint(PEM, form)),
  ],
  fingerprintOf: each(TEXTS, (bytes) => keys.fingerprintOf(bytes)),
  publicKeyFingerprint: each(TEXTS, (pem) => keys.publicKeyFingerprint(pem)),
  shortFingerprint: each(TEXTS, (pem) => keys.shortFingerprint(pem)),
  deployerPolicy: [
    ...each([...OBJECTS, ...ODD, {}], (args) => keys.deployerPolicy(args)),
    ...Object.entries({
      account: [undefined, 11122223333, "111", "*", "${account}"],
      region: [undefined, "", "europe", "*"],
      secretNamePrefix: [undefined, "acme/*", "a b", 7],
      kmsKeyId: [7, "a b", {}],
      assumeRoles: ["arn:aws:iam::123456789012:role/x", ["deploy"], [7]],
      kmsKeyid: ["k"],
    }).flatMap(([name, values]) =>
      each(values, (value) =>
        keys.deployerPolicy({
          ...{ account: "111122223333", region: "us-east-1", secretNamePrefix: "acme/" },
          [name]: value,
        }),
      ),
    ),
  ],
  statusPolicy: [
    ...each([...OBJECTS, ...ODD, {}], (args) => keys.statusPolicy(args)),
    ...each([undefined, "us-east-1", ["europe"], [7]], (regions) =>
      keys.statusPolicy({ account: "111122223333", secretNamePrefix: "acme/", regions }),
    ),
  ],
  ...Object.fromEntries(
    Object.entries(schemes)
      .filter(([name]) => /(Assertion|Token|Signature)$/.test(name))
      .map(([name, make]) => [name, each([...OBJECTS, ...ODD, {}], make as Call)]),
  ),
  refusedBy: Object.values(schemes.refusedBy).flatMap((judge) => each(OBJECTS.slice(0, 4), judge)),
  probe: each([...OBJECTS, ...ODD, {}], (options) => probing.probe(options)),
  readerPolicy: [
    ...each([...OBJECTS, ...ODD, {}], (args) => keys.readerPolicy(args)),
    ...each(["AWSCURRENT", [], ["live"]], (stages) => keys.readerPolicy({ privateKeySecretArn: ARN, stages })),
  ],
  signRequest: [
    ...each([...OBJECTS, ...ODD, {}], (request) => keys.signRequest(request)),
    ...each(TEXTS, (url) => keys.signRequest({ ...REQUEST, url })),
    ...each(but(TEXTS, undefined), (body) => keys.signRequest({ ...REQUEST, body })),
    ...each(TEXTS, (timestamp) =>
      keys.signRequest({ ...REQUEST, timestamp: timestamp === 7 ? "7" : timestamp } as never),
    ),
    ...each(TEXTS, (privateKeyPem) => keys.signRequest({ ...REQUEST, privateKeyPem })),
    ...each(TEXTS, (apiKey) => keys.signRequest({ ...REQUEST, apiKey })),
    () => keys.signRequest({ ...REQUEST, boddy: "a" } as never),
  ],
  createSigner: [
    ...each([...OBJECTS, ...ODD, {}], (options) => signer.createSigner(options)),
    ...each(but(OBJECTS, undefined), (init) => signing().fetch("https://a.example/", init)),
    ...each(TEXTS, (url) => signing().fetch(url)),
    () => signing().fetch("https://a.example/", { bodi: "a" } as never),
    ...each(but(OBJECTS, OBJECTS[5]), (attempt) => signing().run(attempt, () => false)),
    ...each(but(OBJECTS, OBJECTS[5]), (refused) => signing().run(async () => 1, refused)),
    ...each(but(OBJECTS, undefined), (options) =>
      signing().run(
        async () => 1,
        () => false,
        options,
      ),
    ),
    () =>
      signing().run(
        async () => 1,
        () => false,
        { signl: 1 } as never,
      ),
  ],
  jwkThumbprint: each(TEXTS, (pem) => publicKey.jwkThumbprint(pem)),
  publicJwk: [
    ...each(TEXTS, (pem) => publicKey.publicJwk(pem)),
    ...each(but([...OBJECTS, ...ODD], undefined), (options) => publicKey.publicJwk(PEM, options)),
    () => publicKey.publicJwk(PEM, { kidd: "a" } as never),
  ],
  publicJwks: [
    ...each(but(OBJECTS, OBJECTS[4]), (pems) => publicKey.publicJwks(pems)),
    ...each(TEXTS, (pem) => publicKey.publicJwks([pem])),
    ...each(but(OBJECTS, undefined), (options) => publicKey.publicJwks([PEM], options)),
    () => publicKey.publicJwks([PEM], { kid: "a" } as never),
  ],
  openSshPublicKey: [
    ...each(TEXTS, (pem) => publicKey.openSshPublicKey(pem)),
    ...each(but(OBJECTS, undefined), (options) => publicKey.openSshPublicKey(PEM, options)),
    () => publicKey.openSshPublicKey(PEM, { coment: "a" } as never),
  ],
  rawPublicKey: [
    ...each(TEXTS, (pem) => publicKey.rawPublicKey(pem, "hex")),
    ...each(TEXTS, (encoding) => publicKey.rawPublicKey(PEM, encoding)),
  ],
};
/** The error class, the list of aliases, and what takes nothing. */
const TAKE_NOTHING = ["PartnerKeysError", "keyPairAliases", "readConfig", "readWithKeyId"];

/** One sentence of ours: what was done or asked, a colon, what is wrong with it. */
function assertSentence(error: unknown): true {
  assert.ok(error instanceof Error);
  const isOurs = error instanceof keys.PartnerKeysError || pulumi.RunError.isInstance(error);
  assert.ok(isOurs, `${error.name}: ${error.message}\n${String(error.stack)}`);
  assert.match(error.message, /^[A-Za-z][\w ]*: ?\s*\S/);
  assert.doesNotMatch(error.message, /\(reading '|is not a function|is not iterable|__pulumiOutput|\[object|=> /);
  return true;
}

describe("what a program gives that is not type-checked", () => {
  it("is tried on everything that the package exports", () => {
    const exported = [keys, stacks, signer, signRequest, publicKey, schemes, probing].flatMap((room) =>
      Object.keys(room),
    );
    const tried = [...Object.keys(WRONG), ...TAKE_NOTHING];
    assert.deepEqual([...new Set(exported)].sort(), tried.sort());
  });

  for (const [name, calls] of Object.entries(WRONG))
    it(`is refused by ${name} in one sentence`, async () => {
      for (const [index, call] of calls.entries()) {
        MockedProgram.start({ ...KEY_ANSWERS, "pulumi:providers:pulumi-nodejs": () => ({}) });
        const attempt = async () => call();
        await assert.rejects(attempt, assertSentence, `call ${index}: ${call.toString()} was taken`);
      }
    });
});
