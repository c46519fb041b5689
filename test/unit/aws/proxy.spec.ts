import * as assert from "node:assert/strict";
import { proxyFor } from "../../../resources/aws/proxy";

const SM = "https://secretsmanager.eu-west-1.amazonaws.com";

/** URL, NO_PROXY, whether the proxy is asked. */
const ROWS: readonly (readonly [string, string, boolean])[] = [
  [SM, "", true],
  [SM, "*", false],
  [SM, "amazonaws.com", false],
  [SM, ".amazonaws.com", false],
  [SM, "*.amazonaws.com", false],
  [SM, "azonaws.com", true],
  [SM, "other.com, AMAZONAWS.COM", false],
  [SM, "amazonaws.com:443", false],
  [SM, "amazonaws.com:8443", true],
  ["https://amazonaws.com", ".amazonaws.com", true],
  ["https://amazonaws.com", "amazonaws.com", false],
  ["https://localhost:1", "", false],
  ["https://127.0.0.9:1", "", false],
  ["https://[::1]:1", "", false],
  ["https://10.1.2.3", "10.0.0.0/8", false],
  ["https://10.1.2.3", "11.0.0.0/8", true],
  ["https://10.1.2.3", "10.1.2.3", false],
  ["https://[fd00::1]", "fd00::/8", false],
  ["https://[fd00::1]:8443", "[fd00::1]:8443", false],
  [SM, "10.0.0.0/8", true],
  ["https://10.1.2.3", "10.0.0.0/99", true],
];

describe("proxy of a host", () => {
  for (const [url, noProxy, isAsked] of ROWS) {
    it(`${url} with NO_PROXY ${JSON.stringify(noProxy)}: ${isAsked ? "through the proxy" : "directly"}`, () => {
      const proxy = proxyFor(new URL(url), { httpsProxy: "http://proxy:3128", noProxy });
      assert.equal(proxy?.href, isAsked ? "http://proxy:3128/" : undefined);
    });
  }

  it("depends on the protocol, and needs no scheme", () => {
    const proxies = { httpProxy: "plain:1", httpsProxy: "https://tls:2" };
    assert.equal(proxyFor(new URL("http://h"), proxies)?.href, "http://plain:1/");
    assert.equal(proxyFor(new URL("https://h"), proxies)?.href, "https://tls:2/");
    assert.equal(proxyFor(new URL("https://h"), { httpProxy: "plain:1" }), undefined);
  });
});
