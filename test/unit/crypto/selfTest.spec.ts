import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { assertPairWorks } from "../../../resources/crypto/keyPairs/selfTest";
import { failure } from "../../support/failure";

function newPair(format: "pkcs1" | "pkcs8") {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: format, format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
}

describe("self-test of a new key pair", () => {
  const one = newPair("pkcs1");
  const other = newPair("pkcs8");

  it("lets a pair pass, in both formats", () => {
    for (const { privateKey, publicKey } of [one, other]) assertPairWorks(privateKey, publicKey);
  });

  const withoutAByte = (pem: string) => pem.slice(0, 900) + pem.slice(901);
  const rows: readonly (readonly [what: string, privateKeyPem: string, publicKeyPem: string])[] = [
    ["the public half of another pair", one.privateKey, other.publicKey],
    ["the private half of another pair", other.privateKey, one.publicKey],
    ["a private PEM that lost a character", withoutAByte(one.privateKey), one.publicKey],
    ["a private PEM that was cut", one.privateKey.slice(0, 800), one.publicKey],
    ["a public PEM that was cut", one.privateKey, one.publicKey.slice(0, 200)],
    ["a private key where the public one belongs", one.privateKey, one.privateKey],
    ["nothing", "", ""],
  ];
  for (const [what, privateKeyPem, publicKeyPem] of rows) {
    it(`refuses ${what}, and tells nothing of the keys`, async () => {
      const { message, stack, cause } = await failure(
        () => assertPairWorks(privateKeyPem, publicKeyPem),
        "ERR_KEY_GENERATION",
        /^generating RSA key pair: the new pair failed its self-test, nothing was stored; run pulumi up again$/,
      );
      assert.equal(cause, undefined);
      for (const line of [privateKeyPem, publicKeyPem].join("\n").split("\n").filter(Boolean)) {
        assert.ok(!`${message}\n${stack ?? ""}`.includes(line), "a line of a PEM is told");
      }
    });
  }
});
