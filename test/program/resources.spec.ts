import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Activation, ApiKey, EcKeyPair, Ed25519KeyPair, RsaKeyPair } from "../../resources";
import * as keys from "../support/declaredKeys";
import { MockedProgram, plain } from "../support/mockedProgram";

const DECLARATIONS: readonly (readonly [string, (opts: pulumi.CustomResourceOptions) => pulumi.CustomResource])[] = [
  [keys.RSA_KEY_PAIR, (opts) => new RsaKeyPair("signer", { secretName: "a" }, opts)],
  [keys.API_KEY, (opts) => new ApiKey("signer", { secretName: "a", generate: {} }, opts)],
  [
    keys.ACTIVATION,
    (opts) => new Activation("signer", { secretArn: keys.PRIVATE_KEY_ARN, candidate: keys.PENDING }, opts),
  ],
];

describe("a resource in the program", () => {
  for (const [type, declare] of DECLARATIONS) {
    const name = type.slice(type.lastIndexOf(":") + 1);

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
    assert.deepEqual(inputs?.["candidate"], keys.PENDING);
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
