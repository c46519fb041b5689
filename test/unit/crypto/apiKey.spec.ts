import * as assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { generateApiKey, type GeneratedApiKeyShape } from "../../../resources/crypto/apiKey";

const counting = (size: number) => Buffer.from(Array.from({ length: size }, (_, i) => 250 + i));

const ROWS: readonly (readonly [GeneratedApiKeyShape, string])[] = [
  [{ bytes: 8, encoding: "base64", prefix: "" }, "+vv8/f7/AAE="],
  [{ bytes: 8, encoding: "base64url", prefix: "" }, "-vv8_f7_AAE"],
  [{ bytes: 8, encoding: "hex", prefix: "" }, "fafbfcfdfeff0001"],
  [{ bytes: 2, encoding: "hex", prefix: "sk_live_" }, "sk_live_fafb"],
];

describe("generated API key", () => {
  for (const [shape, expected] of ROWS) {
    it(`of ${shape.bytes} bytes in ${shape.encoding} with prefix "${shape.prefix}" is exactly those bytes`, () => {
      assert.equal(generateApiKey(shape, counting), expected);
    });
  }

  it("is another one every time", () => {
    const shape: GeneratedApiKeyShape = { bytes: 32, encoding: "base64", prefix: "" };
    const keys = Array.from({ length: 100 }, () => generateApiKey(shape, (size) => randomBytes(size)));
    assert.equal(new Set(keys).size, 100);
  });
});
