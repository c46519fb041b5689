import * as assert from "node:assert/strict";
import { createPrivateKey, createPublicKey, createSecretKey, generateKeyPairSync, verify } from "node:crypto";
import { PRIVATE_FORMS } from "../../../resources/crypto/keyPairs/privateForm";
import { readPrivateKey } from "../../../resources/crypto/privateKey";
import { signRequest } from "../../../resources/crypto/signRequest";
import { publishedTestKeyPem, VECTORS } from "../../support/partnerApiVectors";

const privateKeyPem = publishedTestKeyPem("pkcs1");
const apiKey = "an-api-key-of-this-test";

describe("signRequest", () => {
  for (const [i, { timestamp, url, body, xSign }] of VECTORS.signedRequests.entries()) {
    it(`reproduces known answer ${i + 1} of the partner's own client, byte for byte`, () => {
      const headers = signRequest({ url, body, timestamp: Number(timestamp), privateKeyPem, apiKey });
      assert.equal(headers["x-sign"], xSign);
    });
  }

  const [first] = VECTORS.signedRequests;
  assert.ok(first);
  const request = { url: first.url, body: first.body, timestamp: Number(first.timestamp), apiKey };

  it("sends the API key verbatim and the timestamp in whole seconds", () => {
    assert.deepEqual(signRequest({ ...request, privateKeyPem }), {
      "x-api-key": apiKey,
      "x-timestamp": "1605779886",
      "x-sign": first.xSign,
      accept: "application/json",
      "content-type": "application/json",
    });
  });

  it("signs the same with the key as PKCS#8", () => {
    assert.equal(signRequest({ ...request, privateKeyPem: publishedTestKeyPem("pkcs8") })["x-sign"], first.xSign);
  });

  it("takes an absent body for an empty one", () => {
    const { body: _body, ...bodyless } = request;
    assert.equal(signRequest({ ...bodyless, privateKeyPem })["x-sign"], first.xSign);
  });

  it("signs the bytes of a body that is not text", () => {
    const body = Uint8Array.from([0, 255, 10, 13]);
    const { "x-sign": signature } = signRequest({ ...request, body, privateKeyPem });
    const payload = Buffer.concat([Buffer.from("1605779886" + request.url), body]);
    assert.ok(verify("sha256", payload, createPublicKey(privateKeyPem), Buffer.from(signature, "base64url")));
  });

  const covered = [
    ["query string", { url: request.url + "?a=1" }],
    ["final slash", { url: request.url + "/" }],
    ["timestamp", { timestamp: request.timestamp + 1 }],
    ["body", { body: "{}" }],
  ] as const;
  for (const [what, change] of covered) {
    it(`covers the ${what}`, () => {
      assert.notEqual(signRequest({ ...request, ...change, privateKeyPem })["x-sign"], first.xSign);
    });
  }

  const key = createPrivateKey(privateKeyPem);
  const base64 = PRIVATE_FORMS["pkcs8-base64"].write(key);
  const writtenOut = privateKeyPem.replaceAll("\n", "\\n");
  const FORMS: readonly (readonly [string, string | typeof key])[] = [
    ["a KeyObject", key],
    ["PKCS#8 in base64 on one line", base64],
    ["a PEM with CRLF", privateKeyPem.replaceAll("\n", "\r\n")],
    ["a PEM with blanks around it and no final newline", `  ${privateKeyPem.trim()} `],
    ["a PEM with \\n written out, of a variable or .env file", writtenOut],
    ["a PEM with \\r\\n written out", privateKeyPem.replaceAll("\n", "\\r\\n")],
    ["a PEM with \\n written out and the quotes of a .env file", `"${writtenOut}"`],
    ["the JSON of a secret", JSON.stringify({ privateKeyPem, publicKeyPem: "p", fingerprint: "f" })],
    ["the JSON of a secret with base64", JSON.stringify({ privateKeyBase64: base64, publicKeyPem: "p" })],
  ];
  for (const [what, given] of FORMS) {
    it(`takes ${what}`, () => assert.equal(signRequest({ ...request, privateKeyPem: given })["x-sign"], first.xSign));
  }

  const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  const pem = (given: typeof key, passphrase = {}) =>
    String(given.export({ type: "pkcs8", format: "pem", ...passphrase }));
  const encrypted = pem(key, { cipher: "aes-256-cbc", passphrase: "p" });
  const REFUSED: readonly (readonly [string, string | typeof key, RegExp])[] = [
    ["nothing", " ", /is empty, allowed/],
    ["an API key", apiKey, /is text without a PEM header, allowed/],
    [
      "the public key",
      String(createPublicKey(key).export({ type: "spki", format: "pem" })),
      /is a public key, allowed/,
    ],
    ["an encrypted key", encrypted, /is encrypted with a passphrase, allowed/],
    ["half a key", privateKeyPem.slice(0, 400), /is a damaged private key, allowed/],
    ["JSON without a key", JSON.stringify({ user: "u", password: "secret-value" }), /is text without a PEM header/],
    ["an EC key", pem(ec), /is a key of type ec \(private\), allowed/],
    ["a public KeyObject", createPublicKey(key), /is a key of type rsa \(public\), allowed/],
    ["a secret KeyObject", createSecretKey(Buffer.from("x")), /is a key of type secret \(secret\), allowed/],
  ];
  for (const [what, given, message] of REFUSED) {
    it(`refuses ${what}, and quotes none of it`, () => {
      assert.throws(
        () => signRequest({ ...request, privateKeyPem: given }),
        (error: Error & { code?: string }) => {
          assert.equal(error.code, "ERR_KEY_UNUSABLE");
          assert.match(error.message, message);
          assert.doesNotMatch(error.message, /secret-value|[A-Za-z0-9+/]{40}/);
          assert.equal(error.cause, undefined);
          return true;
        },
      );
    });
  }
});

describe("readPrivateKey", () => {
  it("reads the OpenSSH form too", () => {
    const { privateKey } = generateKeyPairSync("ed25519");
    const read = readPrivateKey(PRIVATE_FORMS.openssh.write(privateKey));
    assert.ok(read?.equals(privateKey));
  });
});
