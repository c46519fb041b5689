import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { quotes } from "../../../resources/aws/quotes";
import { itHolds } from "../../support/properties";

const PEM =
  "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbYfdp+K06/nwoy/HU++CXqI9EdVhC\n-----END PRIVATE KEY-----\n";
const DENIED =
  "User: arn:aws:iam::123456789012:user/deployer is not authorized to perform: secretsmanager:CreateSecret on resource: acme/production/apikey because no identity-based policy allows the secretsmanager:CreateSecret action";

describe("whether a text quotes a value", () => {
  const echoes: readonly (readonly [string, (value: string) => string])[] = [
    ["as it is", (value) => value],
    ["as JSON", (value) => JSON.stringify({ SecretString: value })],
    ["as JSON in JSON", (value) => JSON.stringify(JSON.stringify({ SecretString: value }))],
    ["as part of a URL", (value) => encodeURIComponent(value)],
    ["in base64", (value) => Buffer.from(JSON.stringify({ a: value })).toString("base64")],
    ["in base64, elsewhere in it", (value) => Buffer.from(`12345${value}`).toString("base64")],
    ["in hex", (value) => Buffer.from(value).toString("hex").toUpperCase()],
    ["in part", (value) => `${value.slice(0, 20)}…`],
    ["with its line ends taken out", (value) => value.replaceAll("\n", "")],
    ["in small letters", (value) => value.toLowerCase()],
  ];
  for (const [how, echo] of echoes) {
    it(how, () => {
      assert.equal(quotes(`Denied: ${echo(PEM)}`, PEM), true);
      const apiKey = "qk_7Jx0Wm3c9TfLq2ZsV8b";
      assert.equal(quotes(`Denied: ${echo(apiKey)}`, apiKey), true);
    });
  }

  it("does not take AWS's own words for one", () => {
    const secret = JSON.stringify({ privateKey: PEM, keyId: "k-1", environment: "production" });
    for (const value of [PEM, secret]) assert.equal(quotes(DENIED, value), false);
  });

  it("of a short value, the whole of it", () => {
    assert.equal(quotes("it was s3cr3t-1", "s3cr3t-1"), true);
    assert.equal(quotes("it was s3cr3t-2", "s3cr3t-1"), false);
    assert.equal(quotes("anything", ""), false);
  });

  itHolds(
    "finds every run of 12 characters",
    fc.tuple(fc.base64String({ minLength: 64, maxLength: 200 }), fc.nat(), fc.string(), fc.string()),
    ([value, at, before, after]) => {
      const from = at % (value.length - 12);
      assert.ok(quotes(before + value.slice(from, from + 12) + after, value));
    },
  );
});
