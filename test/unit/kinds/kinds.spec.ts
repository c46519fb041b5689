import * as assert from "node:assert/strict";
import { KEY_TYPES, keyTypeOfPem } from "../../../resources/crypto/publicKey/keyTypes";
import type { KeyInputs } from "../../../resources/kinds/keyInputs";
import type { KeyKind } from "../../../resources/kinds/keyKind";
import { KINDS, type KindName } from "../../../resources/kinds/kinds";
import { inputsThat } from "../../../resources/rules/inputTable";
import { KEY_PAIRS, keyPair, type KeyPairName } from "../../../resources/rules/keyPairs";
import { allowedBy } from "../../../resources/rules/rule";
import { FakeWorld } from "../../support/fakeWorld";

const BASE = { secretName: "partner/key", owner: "p/s/key", region: "eu-west-1" };
const context = new FakeWorld().context();

/** Inputs that a kind can be made with. A kind without any does not compile. */
const MADE_WITH: Readonly<Record<KindName, readonly Readonly<Record<string, unknown>>[]>> = {
  RsaKeyPair: [{}],
  EcKeyPair: ["P-256", "P-384", "P-521", "secp256k1"].map((namedCurve) => ({ namedCurve })),
  Ed25519KeyPair: [{}],
  ApiKey: [{ generate: {} }],
};

for (const [name, kind] of Object.entries(KINDS) as [KindName, KeyKind<KeyInputs>][]) {
  const pair = Object.values(KEY_PAIRS).find(({ type }) => type === name);

  describe(`the row of ${name}`, () => {
    it("calls it as it is called in the program", () => {
      assert.equal(kind.label, pair === undefined ? "API key" : `${pair.called} key pair`);
      assert.equal(kind.holds, pair === undefined ? "api-key" : "key-pair");
    });

    for (const own of MADE_WITH[name]) {
      it(`makes a key with ${JSON.stringify(own)}, and tells its outputs of it and nothing else`, async () => {
        const { outputs } = await kind.make({ ...BASE, ...own }, context);
        const told = Object.keys(outputs).filter((output) => output !== "fingerprint");
        assert.deepEqual(
          told.filter((output) => !kind.outputs.includes(output)),
          [],
        );
        if (pair === undefined) return;
        assert.deepEqual(told, ["publicKeyPem"]);
        const type = keyTypeOfPem(String(outputs.publicKeyPem)).name;
        assert.equal(type, pair.publicType(own), "the type that the component takes it for");
        assert.ok(kind.publicTypes?.includes(type), "the next preview would take it for a key of another kind");
      });
    }
  });
}

describe("the kinds of key pair", () => {
  it("make each type of public key that there is, and no type twice", () => {
    const made = Object.values<KeyKind<never>>(KINDS).flatMap(({ publicTypes = [] }) => publicTypes);
    assert.deepEqual([...made].sort(), KEY_TYPES.map(({ name }) => name).sort());
  });

  for (const [name, { type, sizes }] of Object.entries(KEY_PAIRS)) {
    it(`of which ${name} is, ask a component for what ${type} asks for, and let out what it lets out`, () => {
      const { inputs }: KeyKind<never> = KINDS[type];
      for (const [size, { rule }] of Object.entries(sizes)) assert.equal(inputs[size]?.rule, rule);
      const isOptional = Object.keys(sizes).every((size) => inputs[size]?.requiredWithout === undefined);
      assert.equal("value" in keyPair({ [name]: {} }), isOptional);
    });
  }

  it("are named together where none or two are given", () => {
    const allowed = "exactly one of { rsa: { modulusLength } }, { ec: { namedCurve } } or { ed25519: {} }";
    const names = Object.keys(KEY_PAIRS) as KeyPairName[];
    for (const given of [{}, Object.fromEntries(names.map((name) => [name, {}])), "rsa", null, []])
      assert.equal(allowedBy(keyPair, given), allowed);
    assert.equal(allowedBy(keyPair, { dsa: {} }), `${allowed} (dsa is unknown, did you mean rsa?)`);
  });
});

/** What a message may print of a refused value: numbers, switches and words of a few. All else may be the key. */
describe("inputs whose value a message shows", () => {
  const ALL = ["rotateAfterDays", "publishAs", "recoveryWindowInDays", "deletionProtection", "adopt", "region"];
  const OWN: Readonly<Record<KindName, readonly string[]>> = {
    RsaKeyPair: ["privateKeyFormat", "secretFormat", "standby", "modulusLength"],
    EcKeyPair: ["privateKeyFormat", "secretFormat", "standby", "namedCurve"],
    Ed25519KeyPair: ["privateKeyFormat", "secretFormat", "standby"],
    ApiKey: ["environment"],
  };
  for (const [name, kind] of Object.entries(KINDS) as [KindName, KeyKind<KeyInputs>][])
    it(`of ${name} are these, and what we set ourselves is in no list of inputs`, () => {
      assert.deepEqual(inputsThat("shown", kind.inputs).sort(), [...ALL, ...OWN[name]].sort());
      const hidden = name === "ApiKey" ? [] : ["issuedFingerprint"];
      assert.deepEqual(inputsThat("hidden", kind.inputs).sort(), [...hidden, "owner", "replacedFingerprints"].sort());
    });
});
