import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Activation, ApiKey, EcKeyPair, Ed25519KeyPair, keyPairAliases, RsaKeyPair } from "../../resources";
import { KINDS, type KindName, type ResourceType } from "../../resources/kinds/kinds";
import * as keys from "../support/declaredKeys";
import { MockedProgram, plain } from "../support/mockedProgram";

type Declare = (opts: pulumi.CustomResourceOptions) => pulumi.CustomResource;
/** What is declared of a resource type. One without does not compile. */
const DECLARATIONS: Readonly<Record<ResourceType, Declare>> = {
  RsaKeyPair: (opts) => new RsaKeyPair("signer", { secretName: "a" }, opts),
  EcKeyPair: (opts) => new EcKeyPair("signer", { secretName: "a", namedCurve: "P-256" }, opts),
  Ed25519KeyPair: (opts) => new Ed25519KeyPair("signer", { secretName: "a" }, opts),
  ApiKey: (opts) => new ApiKey("signer", { secretName: "a", generate: {} }, opts),
  Activation: (opts) => new Activation("signer", { secretArn: keys.PRIVATE_KEY_ARN, candidate: keys.PENDING }, opts),
};
/** Outputs that all keys have. */
const OF_EVERY_KEY = ["fingerprint", "secretArn", "versionId", "createdAt", "drift", "adopted", "foreignVersionId"];
/** Also where no spare is kept: then they are undefined. */
const OF_SPARE = ["standbyKey", "dueFrom"];

describe("a resource in the program", () => {
  for (const [name, declare] of Object.entries(DECLARATIONS)) {
    const type = `pulumi-nodejs:dynamic/partnerkeys:${name}`;

    it(`${name} has the URN, the owner and the provider text that every state holds`, async () => {
      const program = MockedProgram.start(keys.KEY_ANSWERS);
      declare(program.watched);
      const declared = await program.declared();
      const inputs = declared.get(`${type}::signer`) ?? assert.fail([...declared.keys()].join());
      assert.equal(inputs["owner"], "partner-keys/test/signer");
      assert.equal(inputs["__provider"], keys.PROVIDER_TEXT(name));
    });

    it(`${name} leaves the region to state and environment where nobody sets it`, async () => {
      const program = MockedProgram.start(keys.KEY_ANSWERS);
      declare(program.watched);
      assert.equal((await program.declared()).get(`${type}::signer`)?.["region"], undefined);
    });

    it(`${name} takes the region of the config`, async () => {
      const program = MockedProgram.start(keys.KEY_ANSWERS, { "aws:region": "eu-west-1" });
      declare(program.watched);
      assert.equal((await program.declared()).get(`${type}::signer`)?.["region"], "eu-west-1");
    });
  }

  for (const [name, { outputs, holds }] of Object.entries(KINDS) as [
    KindName,
    { readonly outputs: readonly string[]; readonly holds: string },
  ][]) {
    it(`${name} has the outputs that its kind tells, and those of every key`, () => {
      const program = MockedProgram.start(keys.KEY_ANSWERS);
      const made = DECLARATIONS[name](program.watched) as object as Record<string, unknown>;
      const found = Object.keys(made).filter((property) => pulumi.Output.isInstance(made[property]));
      const inputs = ["id", "urn", "secretName", "namedCurve", "generate", "region", "owner", "__provider"];
      const expected = [...outputs, ...OF_EVERY_KEY, ...(holds === "key-pair" ? OF_SPARE : [])];
      assert.deepEqual(found.filter((one) => !inputs.includes(one)).sort(), expected.sort());
    });
  }

  it("of one kind of key pair can take the place of one of another", () => {
    const pairs = ["RsaKeyPair", "EcKeyPair", "Ed25519KeyPair"];
    assert.deepEqual(
      keyPairAliases,
      pairs.map((name) => ({ type: `pulumi-nodejs:dynamic/partnerkeys:${name}` })),
    );
  });

  it("prefers its own region to that of the config", async () => {
    const program = MockedProgram.start(keys.KEY_ANSWERS, { "aws:region": "eu-west-1" });
    new RsaKeyPair("signer", { secretName: "a", region: "us-west-2" }, program.watched);
    assert.equal((await program.declared()).get(`${keys.RSA_KEY_PAIR}::signer`)?.["region"], "us-west-2");
  });

  it("gives its outputs as plain values", async () => {
    const program = MockedProgram.start(keys.KEY_ANSWERS);
    const pair = new RsaKeyPair("signer", { secretName: "a" }, program.watched);
    const api = new ApiKey("api", { secretName: "b", issued: { file: "apikey" } }, program.watched);
    assert.equal(await plain(pair.publicKeyPem), keys.PENDING.publicKeyPem);
    assert.equal(await plain(pair.fingerprint), keys.PENDING.fingerprint);
    assert.equal(await plain(pair.secretArn), keys.PRIVATE_KEY_ARN);
    assert.equal(await plain(pair.versionId), keys.PENDING.versionId);
    assert.equal(await plain(pair.createdAt), "2030-01-01T00:00:00.000Z");
    assert.equal(await plain(pair.drift), "");
    assert.equal(await plain(api.keyId), "key-id");
  });

  it("takes a key resource as candidate, and only what activating needs of it", async () => {
    const program = MockedProgram.start(keys.KEY_ANSWERS);
    const pair = new RsaKeyPair("signer", { secretName: "a", publishAs: "pending" }, program.watched);
    const activation = new Activation("live", { secretArn: pair.secretArn, candidate: pair }, program.watched);
    const inputs = (await program.declared()).get(`${keys.ACTIVATION}::live`);
    assert.deepEqual(inputs?.["candidate"], { ...keys.PENDING, createdAt: "2030-01-01T00:00:00.000Z" });
    assert.deepEqual(await plain(activation.live), keys.LIVE);
    assert.equal(await plain(activation.previous), undefined);
  });

  it("that the mocks do not know makes the test fail, instead of passing unseen", async () => {
    const program = MockedProgram.start({});
    await assert.rejects(async () => {
      const stranger = new RsaKeyPair("signer", { secretName: "a" }, program.watched);
      await plain(stranger.urn);
    }, /must not declare a pulumi-nodejs:dynamic\/partnerkeys:RsaKeyPair/);
  });
});

describe("the class of a resource", () => {
  const token = (type: string) => `pulumi-nodejs:dynamic/partnerkeys:${type}`;
  const CLASSES = Object.entries({ RsaKeyPair, EcKeyPair, Ed25519KeyPair, ApiKey, Activation });

  for (const [name, type] of CLASSES) {
    it(`${name} tells its type token, as the classes of other packages do`, () =>
      assert.equal(type.__pulumiType, token(name)));
  }

  it("knows its own resources, and no other", () => {
    const program = MockedProgram.start(keys.KEY_ANSWERS);
    const pair: unknown = new RsaKeyPair("signer", { secretName: "a" }, program.watched);
    const knowing = CLASSES.filter(([, type]) => (type as typeof RsaKeyPair).isInstance(pair)).map(([name]) => name);
    assert.deepEqual(knowing, ["RsaKeyPair"]);
    assert.ok(RsaKeyPair.isInstance(pair) && pulumi.Output.isInstance(pair.publicKeyPem));
    for (const other of [undefined, null, "text", {}, { __pulumiType: token("RsaKeyPair") }])
      assert.ok(!RsaKeyPair.isInstance(other));
  });
});
