import * as assert from "node:assert/strict";
import { agentOptions } from "../../../cli/agent/options";
import { API_KEY_ARN, PRIVATE_KEY_ARN } from "../../support/signer/rotationWorld";

const KEY = ["--private-key-secret-arn", PRIVATE_KEY_ARN];
const API_KEY = ["--api-key-secret-arn", API_KEY_ARN];
const ORIGIN = ["--origin", "https://api.example.com"];
const SOCKET = ["--socket", "/run/acme/agent.sock"];
const OKTA = [
  "--scheme",
  "okta",
  "--scheme-option",
  "clientId=c",
  "--scheme-option",
  "tokenUrl=https://o.example.com/t",
];

describe("the flags of an agent", () => {
  const rows: readonly (readonly [what: string, args: readonly string[], message: RegExp])[] = [
    ["no place", [...KEY, ...API_KEY, ...ORIGIN], /--socket: is missing, allowed: an absolute path/],
    ["a port without a token", [...KEY, ...API_KEY, ...ORIGIN, "--port", "9000"], /--token-file: is missing/],
    [
      "a token without a port",
      [...KEY, ...API_KEY, ...ORIGIN, ...SOCKET, "--token-file", "/t"],
      /--token-file: .* allowed: together with --port/,
    ],
    [
      "two places",
      [...KEY, ...API_KEY, ...ORIGIN, ...SOCKET, "--port", "9000", "--token-file", "/t"],
      /--socket: .* allowed: not together with --port/,
    ],
    [
      "a group of a port",
      [...KEY, ...API_KEY, ...ORIGIN, "--group", "acme", "--port", "9000", "--token-file", "/t"],
      /--group: .* allowed: not together with --port/,
    ],
    [
      "no API key for the scheme that sends it",
      [...KEY, ...ORIGIN, ...SOCKET],
      /--api-key-secret-arn: is missing, scheme qredo sends the API key/,
    ],
    ["no origin", [...KEY, ...API_KEY, ...SOCKET], /--origin: is missing, allowed: https:\/\/host/],
    [
      "another scheme",
      [...KEY, ...SOCKET, "--scheme", "acme"],
      /--scheme: "acme" is not allowed, allowed: "qredo", "oci", "okta"/,
    ],
    [
      "an option that is none",
      [...KEY, ...SOCKET, ...OKTA, "--scheme-option", "clientld=c"],
      /^making the scheme of Okta: clientld: unknown option, did you mean clientId\?/,
    ],
    [
      "an option that is missing",
      [...KEY, ...SOCKET, ...OKTA.slice(0, 4)],
      /^making the scheme of Okta: tokenUrl: .* allowed: a URL with https:/,
    ],
    [
      "an option without a value",
      [...KEY, ...SOCKET, "--scheme", "okta", "--scheme-option", "clientId"],
      /--scheme-option: .* allowed: <name>=<value>/,
    ],
    [
      "an option of a scheme that has none",
      [...KEY, ...API_KEY, ...ORIGIN, ...SOCKET, "--scheme-option", "a=b"],
      /--scheme-option: scheme qredo has none/,
    ],
    [
      "an origin of assertions",
      [...KEY, ...SOCKET, ...OKTA, ...ORIGIN],
      /--origin: scheme okta signs no request, its options name the URL/,
    ],
    [
      "forwarding of assertions",
      [...KEY, ...SOCKET, ...OKTA, "--forward"],
      /--forward: scheme okta signs no request that could be forwarded/,
    ],
  ];
  for (const [what, args, message] of rows)
    it(`refuse ${what}`, () => assert.throws(() => agentOptions(args), { code: "ERR_INVALID_INPUT", message }));

  it("need neither origin nor API key for an assertion, and a scheme that names the key by an id reads the ids", () => {
    const { options } = agentOptions([...KEY, ...SOCKET, ...OKTA]);
    assert.deepEqual([options.keyIds, options.origins, options.signer.apiKeySecretArn], [false, [], undefined]);
    const netsuite = OKTA.map((one) => (one === "okta" ? "netsuite" : one));
    assert.equal(agentOptions([...KEY, ...SOCKET, ...netsuite, "--scheme-option", "scope=s"]).options.keyIds, true);
  });
});
