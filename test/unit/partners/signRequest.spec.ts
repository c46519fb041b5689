import * as assert from "node:assert/strict";
import { createPrivateKey, createPublicKey, createSecretKey, generateKeyPairSync, verify } from "node:crypto";
import { PRIVATE_FORMS } from "../../../resources/crypto/keyPairs/privateForm";
import { readPrivateKey } from "../../../resources/crypto/privateKey";
import { sshBlob, sshString } from "../../../resources/crypto/publicKey/openSsh";
import { signRequest } from "../../../resources/partners/signRequest";
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
    ["a PEM with what openssl pkcs12 writes before it", `Bag Attributes\n    friendlyName: x\n${privateKeyPem}`],
    ["a PEM with line ends of an old Mac", privateKeyPem.replaceAll("\n", "\r")],
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
    [
      "half a key",
      privateKeyPem.slice(0, 400),
      /is a damaged private key whose END line is missing or damaged, allowed/,
    ],
    [
      "JSON without a key",
      JSON.stringify({ user: "u", password: "secret-value" }),
      /is JSON without a private key in one of its fields, allowed/,
    ],
    ["JSON with the key further inside", JSON.stringify({ a: { b: privateKeyPem } }), /is JSON without a private key/],
    ["JSON with two keys", JSON.stringify({ a: privateKeyPem, b: privateKeyPem }), /is a text with 2 private keys/],
    [
      "an encrypted key in base64",
      key.export({ type: "pkcs8", format: "der", cipher: "aes-256-cbc", passphrase: "p" }).toString("base64"),
      /is encrypted with a passphrase, allowed/,
    ],
    ["an encrypted OpenSSH key", openSshText("none", "aes256-ctr"), /is encrypted with a passphrase, allowed/],
    ["an encrypted key, written out", openSshText("none", "aes256-ctr").replaceAll("\n", "\\n"), /is encrypted with a/],
    [
      "an OpenSSH key of another type in JSON",
      JSON.stringify({ privateKeyPem: openSshText("ssh-dss") }),
      /is an OpenSSH private key of type ssh-dss/,
    ],
    [
      "an OpenSSH key of another type",
      openSshText("sk-ecdsa-sha2-nistp256@openssh.com"),
      /is an OpenSSH private key of type sk-ecdsa-sha2-nistp256@openssh\.com/,
    ],
    ["a damaged OpenSSH key", openSshText("ssh-ed25519"), /is a damaged private key, allowed/],
    [
      "an OpenSSH key of zeros",
      openSshPem(Buffer.alloc(70_000)),
      /is a damaged private key whose body does not begin as a key does, allowed/,
    ],
    ["no key at all", undefined as never, /is of type undefined, allowed/],
    ["a Buffer", Buffer.from(privateKeyPem) as never, /is a Buffer, allowed/],
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

describe("a timestamp", () => {
  for (const timestamp of [1605779886.5, NaN, -1, 1605779886000, "1605779886" as never, undefined as never])
    it(`is refused where it is no number of whole seconds: ${String(timestamp)}`, () => {
      const wrong = { url: "https://a", timestamp, privateKeyPem, apiKey: "a" };
      assert.throws(() => signRequest(wrong), {
        code: "ERR_INVALID_INPUT",
        message: /^signing a request: timestamp: \S+ is not allowed, allowed: Unix time in whole seconds/,
      });
    });
});

/** An OpenSSH private key of nothing but a type and a cipher. */
function openSshText(type: string, cipher = "none"): string {
  const publicKey = sshString(type);
  const head = [sshString(cipher), sshString("none"), sshString(""), Buffer.of(0, 0, 0, 1), sshString(publicKey)];
  return openSshPem(Buffer.concat([Buffer.from("openssh-key-v1\0"), ...head, sshString("")]));
}

function openSshPem(bytes: Buffer): string {
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${bytes.toString("base64")}\n-----END OPENSSH PRIVATE KEY-----\n`;
}

describe("readPrivateKey", () => {
  it("takes the private number of an ECDSA key in the form of OpenSSH, and not its public point", () => {
    const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const { x, y, d } = privateKey.export({ format: "jwk" });
    const [X, Y, D] = [x, y, d].map((value) => Buffer.from(String(value), "base64url"));
    const point = Buffer.concat([Buffer.of(4), X!, Y!]);
    const names = [sshString("ecdsa-sha2-nistp256"), sshString("nistp256")];
    const section = Buffer.concat([Buffer.alloc(8), ...names, sshString(point), sshString(D!), sshString("")]);
    const head = [
      sshString("none"),
      sshString("none"),
      sshString(""),
      Buffer.of(0, 0, 0, 1),
      sshString(sshBlob(publicKey)),
    ];
    const text = openSshPem(Buffer.concat([Buffer.from("openssh-key-v1\0"), ...head, sshString(section)]));
    assert.ok(readPrivateKey(text)?.equals(privateKey));
  });

  it("does not take halves of two Ed25519 keys for one", () => {
    const [one, other] = [1, 2].map(() => PRIVATE_FORMS.openssh.write(generateKeyPairSync("ed25519").privateKey));
    const bytes = (text: string) => Buffer.from(text.replace(/-----[A-Z ]+-----/g, ""), "base64");
    const mixed = bytes(one!);
    bytes(other!).copy(mixed, mixed.length - 40, mixed.length - 40);
    assert.equal(readPrivateKey(openSshPem(mixed)), undefined);
  });

  it("reads the OpenSSH form too", () => {
    const { privateKey } = generateKeyPairSync("ed25519");
    const read = readPrivateKey(PRIVATE_FORMS.openssh.write(privateKey));
    assert.ok(read?.equals(privateKey));
  });
});
