import * as assert from "node:assert/strict";
import { createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { fingerprintOf } from "../../../resources/crypto/publicKey/fingerprint";
import { KINDS } from "../../../resources/kinds/kinds";
import { checkKey } from "../../../resources/plugin/check/checkKey";
import { diffKey } from "../../../resources/plugin/keys/diffKey";
import { FakeWorld } from "../../support/fakeWorld";

type Props = Record<string, unknown>;
type Pair = "RsaKeyPair" | "EcKeyPair" | "Ed25519KeyPair";

const issued = { file: "private.pem" };
const BASE = { secretName: "acme/private.pem", owner: "p/s/key", region: "eu-west-1" };
const rsa = (modulusLength = 2048, publicExponent = 65537) =>
  generateKeyPairSync("rsa", { modulusLength, publicExponent }).privateKey;
const [FIRST, SECOND] = [rsa(), rsa()];
const pemOf = (key: KeyObject) => key.export({ type: "pkcs8", format: "pem" }).toString();
const fingerprint = (key: KeyObject) => fingerprintOf(createPublicKey(key).export({ type: "spki", format: "der" }));

interface Before {
  /** What the engine gives; it gives nothing where a resource takes the place of this one. */
  readonly olds?: Props;
  readonly told?: Props;
}

async function check(
  news: Props,
  text: string | undefined,
  { olds = {}, told = olds }: Before = {},
  kind: Pair = "RsaKeyPair",
) {
  const world = new FakeWorld();
  if (text !== undefined) world.files["private.pem"] = text;
  return checkKey<never>(KINDS[kind], olds, { ...BASE, ...news }, world.context(), told);
}
const reason = async (...args: Parameters<typeof check>) => (await check(...args)).failures.map((one) => one.reason);
/** State after a run with these inputs. */
const stateOf = (inputs: Props, key: KeyObject) => ({
  ...inputs,
  fingerprint: fingerprint(key),
  createdAt: "2030-01-01T00:00:00Z",
});
const asked = (olds: Props, news: Props) => diffKey(KINDS.RsaKeyPair, olds, news, new Date("2030-01-02")).replaces;

describe("a private key that exists already", () => {
  it("goes on as its fingerprint, with the size that it has, and nothing else of it", async () => {
    for (const [kind, key, size] of [
      ["RsaKeyPair", FIRST, { modulusLength: 2048 }],
      ["RsaKeyPair", rsa(3072), { modulusLength: 3072 }],
      ["EcKeyPair", generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey, { namedCurve: "P-384" }],
      ["Ed25519KeyPair", generateKeyPairSync("ed25519").privateKey, {}],
    ] as const) {
      const { inputs, failures } = await check({ issued }, pemOf(key), {}, kind);
      assert.deepEqual(failures, []);
      assert.deepEqual(inputs, { ...BASE, issued, issuedFingerprint: fingerprint(key), ...size });
    }
  });

  it("is refused where it is no key of that kind, and nothing of it is quoted", async () => {
    const encrypted = { type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" } as const;
    const pss = generateKeyPairSync("rsa-pss", { modulusLength: 2048 }).privateKey;
    for (const [text, why] of [
      [
        String(createPublicKey(FIRST).export({ type: "spki", format: "pem" })),
        /it holds a public key, allowed: one unencrypted/,
      ],
      [FIRST.export(encrypted).toString(), /it holds (a key )?encrypted with a passphrase/],
      [pemOf(FIRST) + pemOf(SECOND), /it holds a text with 2 private keys/],
      [pemOf(FIRST).replace(/.{9}\n-----END/, "\n-----END"), /it holds a damaged private key/],
      [pemOf(generateKeyPairSync("ed25519").privateKey), /a private key of type Ed25519, and this is an RSA key pair/],
      [pemOf(pss), /a private key of type rsa-pss/],
      [pemOf(rsa(1024)), /an RSA key of 1024 bits, allowed: one of 2048, 3072, 4096/],
      // One of 8192 bits takes ten seconds to make, and is refused by the same rule
      [pemOf(rsa(4104)), /an RSA key of 4104 bits, allowed: one of 2048, 3072, 4096/],
      [pemOf(rsa(2048, 3)), /an RSA key with the exponent 3, allowed: 65537/],
      ["hello", /it holds text without a PEM header/],
    ] as const) {
      const [message = "taken", ...others] = await reason({ issued }, text);
      assert.match(message, /^issued: file private\.pem: /);
      assert.match(message, why);
      assert.deepEqual(others, []);
      for (const line of text.split("\n").filter((line) => line.length > 10)) assert.ok(!message.includes(line));
    }
  });

  it("is taken from what editors, shells and CI systems make of it, and not without one of its ends", async () => {
    const pem = pemOf(FIRST);
    for (const text of [
      pem.replaceAll("\n", "\r\n"),
      `\ufeff${pem}`,
      pem.replace(/^/gm, "    "),
      pem.replaceAll("\n", "\\n"),
      `"${pem}"`,
      Buffer.from(pem).toString("base64"),
    ]) {
      const { inputs, failures } = await check({ issued }, text);
      assert.deepEqual([failures, inputs["issuedFingerprint"]], [[], fingerprint(FIRST)]);
    }
    const damaged = (what: string) =>
      `issued: file private.pem: it holds a damaged private key whose ${what}, allowed: one unencrypted private key, as PEM, Base64 or OpenSSH`;
    const [header = ""] = pem.split("\n");
    assert.deepEqual(await reason({ issued }, pem.replace(`${header}\n`, "")), [damaged("BEGIN line is missing")]);
    const footless = pem.replace(/-----END.*\n/, "");
    assert.deepEqual(await reason({ issued }, footless), [damaged("END line is missing or damaged")]);
  });

  it("is refused where another size is declared, and taken where it is that of the key", async () => {
    assert.deepEqual(await reason({ issued, modulusLength: 4096 }, pemOf(FIRST)), [
      "issued: file private.pem: its key has modulusLength 2048, and 4096 is given: take modulusLength out, or give that of the key",
    ]);
    assert.deepEqual(await reason({ issued, modulusLength: 2048 }, pemOf(FIRST)), []);
  });

  it("given in the place of its source is not shown", async () => {
    for (const text of [
      pemOf(FIRST).replaceAll("\n", ""),
      FIRST.export({ type: "pkcs8", format: "der" }).toString("base64"),
    ]) {
      const all = await reason({ issued: { file: text } }, undefined);
      assert.equal(all.length, 1);
      assert.ok(!String(all[0]).includes(text.slice(40, 80)), all[0]);
    }
  });

  it("has to be there at first; absent later it is no change, and the size stays that of the key", async () => {
    assert.deepEqual(await reason({ issued }, undefined), [
      "issued: file private.pem: does not exist, and this run has to store the key: provide it",
    ]);
    const { inputs } = await check({ issued }, pemOf(rsa(3072)));
    const later = await check({ issued }, undefined, { olds: inputs });
    assert.deepEqual([later.failures, later.inputs], [[], inputs]);
  });

  it("stays where the argument is taken out; the next rotation makes one", async () => {
    const key = rsa(3072);
    const { inputs } = await check({ issued }, pemOf(key));
    const without = await check({}, undefined, { olds: inputs });
    assert.deepEqual(without.failures, []);
    assert.deepEqual(asked(stateOf(inputs, key), without.inputs), []);
    const rotated = await check({ keepers: { rotation: "2" } }, undefined, { told: without.inputs });
    assert.deepEqual(rotated.failures, []);
    assert.equal(rotated.inputs["issuedFingerprint"], undefined);
    assert.deepEqual(rotated.inputs["replacedFingerprints"], [fingerprint(key)]);
  });

  it("that is the one in state is no new key; another one is", async () => {
    const made = stateOf({ ...BASE }, FIRST);
    const { inputs } = await check({ issued }, pemOf(FIRST), { olds: BASE });
    assert.deepEqual(asked(made, inputs), []);
    const other = await check({ issued }, pemOf(SECOND), { olds: inputs });
    assert.deepEqual(asked(stateOf(inputs, FIRST), other.inputs), ["issued"]);
  });

  it("is not rotated into itself, and moves with its place or its form", async () => {
    const { inputs: told } = await check({ issued }, pemOf(FIRST));
    for (const news of [{ issued }, { issued, keepers: { rotation: "2" } }]) {
      const [message = "taken"] = await reason(news, pemOf(FIRST), { told });
      assert.match(message, /it holds the key that is stored already, and this run asks for a new one/);
    }
    for (const news of [{ secretName: "acme/other" }, { privateKeyFormat: "pkcs8" }, { secretFormat: "json" }])
      assert.deepEqual(await reason({ issued, ...news }, pemOf(FIRST), { told }), []);
    assert.deepEqual(await reason({ issued, keepers: { rotation: "2" } }, pemOf(SECOND), { told }), []);
  });

  it("that was replaced does not come back unasked", async () => {
    const first = (await check({ issued }, pemOf(FIRST))).inputs;
    const second = (await check({ issued }, pemOf(SECOND), { olds: first })).inputs;
    assert.deepEqual(second["replacedFingerprints"], [fingerprint(FIRST)]);
    const [message = "taken"] = await reason({ issued }, pemOf(FIRST), { olds: second });
    assert.match(message, /it is a key that was replaced before.*allowPrevious: true/);
    const back = await check({ issued: { ...issued, allowPrevious: true } }, pemOf(FIRST), { olds: second });
    assert.deepEqual(back.failures, []);
  });

  it("leaves the curve out; without it the curve is required", async () => {
    assert.deepEqual(await reason({}, undefined, {}, "EcKeyPair"), ["namedCurve: missing"]);
  });
});
