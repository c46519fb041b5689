import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { inspect } from "node:util";
import { PartnerKeysError } from "../../../resources/errors";
import { createSigner, type SignerOptions } from "../../../resources/signer";
import { API_KEY_ARN, PRIVATE_KEY_ARN } from "../../support/signer/rotationWorld";

const RSA = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs1", format: "pem" })
  .toString();
const PEM = "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA-canary\n-----END RSA PRIVATE KEY-----\n";
const GOOD: SignerOptions = {
  privateKeySecretArn: PRIVATE_KEY_ARN,
  apiKeySecretArn: API_KEY_ARN,
  origin: ["https://api.example.com", "http://127.0.0.1:8080"],
  read: async () => assert.fail("a key was read"),
  fetch: async () => assert.fail("a request was sent"),
};
const FULL_ARN = "the full ARN of a secret, arn:aws:secretsmanager:<region>:<account>:secret:<name>-<6 characters>";
const ORIGIN = "scheme, host and port alone, https://api.example.com; http: only to this machine";
const STAGES = "AWSCURRENT and any of AWSPENDING, AWSPREVIOUS, each once";

const OPTIONS: readonly (readonly [string, object, string])[] = [
  [
    "a name for an ARN",
    { privateKeySecretArn: "acme/private.pem" },
    `privateKeySecretArn: a value of type string (16 characters) is not allowed, allowed: ${FULL_ARN}`,
  ],
  [
    "the key itself for an ARN",
    { privateKeySecretArn: PEM },
    `privateKeySecretArn: a private key (not shown) is not allowed, allowed: ${FULL_ARN}`,
  ],
  ["no ARN", { privateKeySecretArn: undefined }, `privateKeySecretArn: undefined is not allowed, allowed: ${FULL_ARN}`],
  [
    "a partial ARN",
    { apiKeySecretArn: API_KEY_ARN.slice(0, -7) },
    `apiKeySecretArn: a value of type string (${API_KEY_ARN.length - 7} characters) is not allowed, allowed: ${FULL_ARN}`,
  ],
  [
    "an ARN of IAM",
    { apiKeySecretArn: "arn:aws:iam::123456789012:role/x" },
    `apiKeySecretArn: a value of type string (32 characters) is not allowed, allowed: ${FULL_ARN}`,
  ],
  [
    "two regions",
    { apiKeySecretArn: API_KEY_ARN.replace("us-east-1", "eu-west-1") },
    "apiKeySecretArn: is in eu-west-1, and privateKeySecretArn in us-east-1; allowed: both in one region",
  ],
  [
    "one secret for both",
    { apiKeySecretArn: PRIVATE_KEY_ARN },
    "apiKeySecretArn: is privateKeySecretArn, allowed: the secret that holds the API key",
  ],
  [
    "a region beside the ARN",
    { region: "eu-west-1" },
    "region: is no option, allowed: the region is that of the ARN; of a replica give the replica's ARN",
  ],
  [
    "an option that does not exist",
    { maxAges: 5 },
    "maxAges: unknown option, did you mean maxAge? allowed: privateKeySecretArn, apiKeySecretArn, origin, stages, scheme, refused, maxAge, fetch, read, onEvent",
  ],
  ["an assertion for a scheme", { scheme: () => "jwt" }, "scheme.headers: null is not allowed, allowed: a function"],
  ["no label", { stages: [] }, `stages: [] is not allowed, allowed: ${STAGES}`],
  [
    "a label that does not exist",
    { stages: ["AWSCURRENT", "AWSNEXT"] },
    `stages: ["AWSCURRENT","AWSNEXT"] is not allowed, allowed: ${STAGES}`,
  ],
  [
    "labels without AWSCURRENT",
    { stages: ["AWSPENDING"] },
    `stages: ["AWSPENDING"] is not allowed, allowed: ${STAGES}`,
  ],
  [
    "a label twice",
    { stages: ["AWSCURRENT", "AWSCURRENT"] },
    `stages: ["AWSCURRENT","AWSCURRENT"] is not allowed, allowed: ${STAGES}`,
  ],
  ["a label that is no list", { stages: "AWSCURRENT" }, `stages: "AWSCURRENT" is not allowed, allowed: ${STAGES}`],
  ["an age of 0", { maxAge: 0 }, "maxAge: 0 is not allowed, allowed: a number of seconds from 1 to 86400"],
  [
    "an age that is no number",
    { maxAge: "300" },
    'maxAge: "300" is not allowed, allowed: a number of seconds from 1 to 86400',
  ],
  ["an age of NaN", { maxAge: NaN }, "maxAge: NaN is not allowed, allowed: a number of seconds from 1 to 86400"],
  [
    "http to another host",
    { origin: "http://api.example.com" },
    `origin: a value of type string (22 characters) is not allowed, allowed: ${ORIGIN}`,
  ],
  [
    "an origin with a path",
    { origin: "https://api.example.com/v1" },
    `origin: a value of type string (26 characters) is not allowed, allowed: ${ORIGIN}`,
  ],
  [
    "a host for an origin",
    { origin: ["api.example.com"] },
    `origin: a value of type string (15 characters) is not allowed, allowed: ${ORIGIN}`,
  ],
  [
    "another scheme",
    { origin: "ftp://localhost" },
    `origin: a value of type string (15 characters) is not allowed, allowed: ${ORIGIN}`,
  ],
  ["a predicate that is none", { refused: 401 }, "refused: 401 is not allowed, allowed: a function"],
];

const REQUESTS: readonly (readonly [string, string, object, string])[] = [
  [
    "another origin",
    "https://evil.example/v1?token=canary",
    {},
    "url: the origin https://evil.example is not allowed, allowed: https://api.example.com, http://127.0.0.1:8080",
  ],
  [
    "another port",
    "https://api.example.com:8443/",
    {},
    "url: the origin https://api.example.com:8443 is not allowed, allowed: https://api.example.com, http://127.0.0.1:8080",
  ],
  [
    "http",
    "http://api.example.com/",
    {},
    "url: the origin http://api.example.com is not allowed, allowed: https://api.example.com, http://127.0.0.1:8080",
  ],
  ["a path alone", "/v1/canary", {}, "url: what was given is no absolute URL, allowed: https://<host>/<path>?<query>"],
  [
    "a password in the URL",
    "https://user:canary@api.example.com/",
    {},
    "url: a user name or password in it is not allowed",
  ],
  [
    "a stream as body",
    "https://api.example.com/",
    { body: new ReadableStream() },
    "body: ReadableStream is not allowed, allowed: a string or a Uint8Array: what is signed again must be there again",
  ],
  [
    "a form as body",
    "https://api.example.com/",
    { body: new FormData() },
    "body: FormData is not allowed, allowed: a string or a Uint8Array: what is signed again must be there again",
  ],
  [
    "a Blob as body",
    "https://api.example.com/",
    { body: new Blob(["canary"]) },
    "body: Blob is not allowed, allowed: a string or a Uint8Array: what is signed again must be there again",
  ],
  [
    "an object as body",
    "https://api.example.com/",
    { body: { a: "canary" } },
    "body: Object is not allowed, allowed: a string or a Uint8Array: what is signed again must be there again",
  ],
  [
    "null as body",
    "https://api.example.com/",
    { body: null },
    "body: null is not allowed, allowed: a string or a Uint8Array: what is signed again must be there again",
  ],
  [
    "redirects that are followed",
    "https://api.example.com/",
    { redirect: "follow" },
    "redirect: leave it out; a redirect is never followed, it would take the API key to another host",
  ],
];

const assertSays = (error: unknown, message: string) => {
  assert.ok(error instanceof PartnerKeysError);
  assert.equal(error.code, "ERR_INVALID_INPUT");
  assert.equal(error.message, message);
  assert.doesNotMatch(inspect(error, { showHidden: true }), /canary/);
  return true;
};

describe("bad input of the signer", () => {
  for (const [what, options, problem] of OPTIONS) {
    it(`is refused before anything is read: ${what}`, () => {
      const make = () => createSigner({ ...GOOD, ...options });
      assert.throws(make, (error) => assertSays(error, `creating signer: ${problem}`));
    });
  }

  it("is told all at once", () => {
    const make = () => createSigner({ ...GOOD, maxAge: -1, stages: [], origin: "x" });
    assert.throws(make, /^PartnerKeysError: creating signer: maxAge: .*; stages: .*; origin: /);
  });

  for (const [what, url, init, problem] of REQUESTS) {
    it(`is refused before a key is read: ${what}`, async () => {
      const sent = createSigner(GOOD).fetch(url, init);
      await assert.rejects(sent, (error) => assertSays(error, `signing request: ${problem}`));
    });
  }

  it("is refused: fetch without an origin", async () => {
    const { origin: _origin, ...others } = GOOD;
    await assert.rejects(createSigner(others).fetch("https://api.example.com"), (error) =>
      assertSays(
        error,
        "signing request: url: the origin https://api.example.com is not allowed, allowed: none, createSigner was given no origin",
      ),
    );
  });

  const one = async (arn: string) => ({ versionId: "v", value: arn === API_KEY_ARN ? "an-api-key" : RSA });
  it("is refused: Qredo's scheme without an API key", async () => {
    const { apiKeySecretArn: _arn, ...others } = GOOD;
    await assert.rejects(createSigner({ ...others, read: one }).fetch("https://api.example.com"), (error) =>
      assertSays(
        error,
        "signing request: apiKeySecretArn: createSigner was given none, and this scheme sends the API key",
      ),
    );
  });

  it("is refused: key.sign for another origin", async () => {
    const sign = createSigner({ ...GOOD, read: one }).run(
      async (key) => key.sign({ url: "https://evil.example" }),
      () => false,
    );
    await assert.rejects(
      sign,
      /^PartnerKeysError: signing request: url: the origin https:\/\/evil\.example is not allowed/,
    );
  });

  const RUN: readonly (readonly [string, object, string])[] = [
    ["an option that does not exist", { timeout: 5 }, "timeout: unknown option of run, allowed: signal, release"],
    ["a signal that is none", { signal: 5 }, "signal: 5 is not allowed, allowed: an AbortSignal"],
    ["a release that is no function", { release: true }, "release: true is not allowed, allowed: a function"],
  ];
  for (const [what, options, problem] of RUN) {
    it(`of run is refused before a key is read: ${what}`, async () => {
      const run = createSigner(GOOD).run(
        async () => assert.fail("it was sent"),
        () => false,
        options,
      );
      await assert.rejects(run, (error) => assertSays(error, `signing request: ${problem}`));
    });
  }

  it("is not what some code has put on Object.prototype: no option, no init, no option of run is taken from there", async () => {
    const bad = () => assert.fail("a stranger's function was called");
    const stranger = {
      ...{ apiKeySecretArn: PRIVATE_KEY_ARN, origin: "https://evil.example", stages: ["AWSCURRENT"], maxAge: 1 },
      ...{ refused: bad, fetch: bad, read: bad, onEvent: bad, release: bad, region: "eu-west-1" },
      ...{
        signal: AbortSignal.abort(),
        method: "DELETE",
        headers: { "x-stranger": "1" },
        redirect: "follow",
        body: "{}",
      },
    };
    const sent: RequestInit[] = [];
    const recording: typeof fetch = async (_url, init) => {
      sent.push(init ?? {});
      return new Response("{}");
    };
    const plain = Object.getOwnPropertyNames(Object.prototype);
    try {
      for (const [name, value] of Object.entries(stranger)) {
        Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
      }
      createSigner({ privateKeySecretArn: PRIVATE_KEY_ARN }).close();
      const { onEvent: _none, ...options } = { ...GOOD, read: one, fetch: recording };
      const signer = createSigner(options);
      assert.equal((await signer.fetch("https://api.example.com/", {})).status, 200);
      await assert.rejects(
        signer.fetch("https://evil.example/", {}),
        /the origin https:\/\/evil\.example is not allowed/,
      );
      await signer.run(
        async () => true,
        () => false,
        {},
      );
      const [init] = sent;
      assert.deepEqual(
        [init?.method, init?.redirect, init?.body, init?.signal],
        [undefined, "manual", undefined, undefined],
      );
      assert.equal(new Headers(init?.headers).get("x-stranger"), null);
    } finally {
      for (const name of Object.keys(stranger))
        if (!plain.includes(name)) Reflect.deleteProperty(Object.prototype, name);
    }
  });

  for (const good of ["https://api.example.com/", "http://localhost:8080", "http://[::1]", "http://127.1.2.3"]) {
    it(`is not: the origin ${good}`, () => createSigner({ ...GOOD, origin: good }).close());
  }
  for (const partition of ["aws", "aws-cn", "aws-us-gov"]) {
    it(`is not: an ARN of the partition ${partition}`, () => {
      const { apiKeySecretArn: _arn, ...others } = GOOD;
      createSigner({
        ...others,
        privateKeySecretArn: PRIVATE_KEY_ARN.replace("arn:aws:", `arn:${partition}:`),
      }).close();
    });
  }
});
