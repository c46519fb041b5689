import * as assert from "node:assert/strict";
import { createPublicKey, verify } from "node:crypto";
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
});
