import * as assert from "node:assert/strict";
import { inspect } from "node:util";
import { damageOf } from "../../../resources/partners/issued/damage";
import { PRIVATE_FORMS } from "../../../resources/crypto/keyPairs/privateForm";
import { signRequest } from "../../../resources/partners/signRequest";
import { createSigner } from "../../../resources/signer";
import { failure } from "../../support/failure";
import { ed25519, formsOf, jwksOf, KEYS, rsa } from "../../support/mistakenKeys";
import { API_KEY_ARN, PRIVATE_KEY_ARN } from "../../support/signer/rotationWorld";

const privateKeyPem = rsa.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const sign = (apiKey: unknown) =>
  signRequest({ url: "https://api.example.com/", timestamp: 1, privateKeyPem, apiKey: apiKey as string });
const encrypted = (format: "pem" | "der") =>
  Buffer.from(
    rsa.privateKey.export({ type: "pkcs8", format: format as "pem", cipher: "aes-256-cbc", passphrase: "p" }),
  );

/** Of a private key, every form that a person, a pipeline or a secret carries it in. */
const PRIVATE_KEYS: readonly (readonly [string, string])[] = [
  ...KEYS.flatMap(([name, key, types]) => [
    ...types.flatMap((type) =>
      Object.entries(formsOf(key, type)).map(([form, value]) => [`${name}, ${type}, ${form}`, value] as const),
    ),
    ...Object.entries(jwksOf(key)).map(([form, value]) => [`${name}, JWK, ${form}`, value] as const),
  ]),
  ["OpenSSH", PRIVATE_FORMS.openssh.write(ed25519.privateKey)] as const,
  ["encrypted PEM", encrypted("pem").toString()] as const,
  ["encrypted DER in base64", encrypted("der").toString("base64")] as const,
  ["base64 of an encrypted PEM", encrypted("pem").toString("base64")] as const,
].map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]);

/** No run of the value: what a log would keep of it. */
function assertQuotesNothing(error: Error & { readonly code?: string }, value: string): void {
  assert.equal(error.code, "ERR_KEY_UNUSABLE");
  const printed = inspect(error, { showHidden: true }).split("\n    at ")[0] ?? "";
  for (const run of value.match(/[A-Za-z0-9+/_=-]{12,}/g) ?? [])
    if (!/^-|PRIVATE|privateKey/.test(run)) assert.ok(!printed.includes(run.slice(0, 24)), printed);
}

describe("an API key that is none", () => {
  for (const [name, value] of PRIVATE_KEYS) {
    it(`is refused by signRequest, unquoted: ${name}`, () =>
      assert.throws(
        () => sign(value),
        (error: Error) => {
          assertQuotesNothing(error, value);
          assert.match(error.message, /^signing a request: apiKey is a private key/);
          return true;
        },
      ));

    it(`is refused by the signer, unquoted, and nothing is sent: ${name}`, async () => {
      const signer = createSigner({
        privateKeySecretArn: PRIVATE_KEY_ARN,
        apiKeySecretArn: API_KEY_ARN,
        origin: "https://api.example.com",
        read: async (arn) => ({ versionId: "v", value: arn === API_KEY_ARN ? value : privateKeyPem }),
        fetch: async () => assert.fail("it was sent"),
      });
      const error = await failure(signer.fetch("https://api.example.com/"), "ERR_KEY_UNUSABLE");
      assertQuotesNothing(error, value);
      assert.match(error.message, /holds no API key \(it is a private key/);
    });
  }

  for (const [what, value, told] of [
    ["nothing", undefined, "of type undefined"],
    ["null", null, "of type object"],
    ["a number", 12345, "of type number"],
    ["a Buffer", Buffer.from("an-api-key"), "a Buffer"],
    ["a promise that nobody awaited", Promise.resolve("key"), "of type object"],
    ["a blank text", " \n", "empty"],
    ["two lines", "one-line\nanother-line", "text with a blank, a line end or a character outside ASCII"],
    ["a word of another alphabet", "schl\u00fcssel", "text with a blank, a line end or a character outside ASCII"],
  ] as const)
    it(`is refused by signRequest: ${what}`, () =>
      assert.throws(() => sign(value), {
        code: "ERR_KEY_UNUSABLE",
        message:
          `signing a request: apiKey is ${told}, allowed: the API key, one line of printable ASCII; ` +
          "check that it is read from the secret of the API key, not from that of the private key",
      }));

  it("is not: a key with the line end that an editor leaves, which is dropped", () =>
    assert.equal(sign("an-api-key\r\n")["x-api-key"], "an-api-key"));

  it("is refused where it is issued, before it is stored", () => {
    for (const [name, value] of PRIVATE_KEYS)
      if (/^\S+$/.test(value) && name !== "encrypted DER in base64") assert.ok(damageOf(value), name);
  });
});
