import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { PartnerKeysError, type ErrorCode } from "../../../resources/errors";
import { explain, isNamed } from "../../../resources/aws/reasons";
import { itHolds } from "../../support/properties";

const DOING = "creating secret partner/key";
const ENDPOINT = "secretsmanager.us-east-1.amazonaws.com";
const CANARY = "MIIEowIBAAKCAQEA-canary-of-a-sent-value";

function awsError(name: string, message: string, facts: object = {}): Error {
  return Object.assign(new Error(message), { name, ...facts });
}
const http = (httpStatusCode: number, attempts = 1) => ({ $metadata: { httpStatusCode, attempts } });

/** What the SDK throws; our code; what the whole message has to be. */
const ROWS: readonly (readonly [Error, ErrorCode, RegExp])[] = [
  [
    awsError("AccessDeniedException", "User: a is not authorized.", http(400)),
    "ERR_STORE_DENIED",
    /^creating secret partner\/key: AccessDeniedException: User: a is not authorized; give the deployer this action/,
  ],
  [
    awsError("ExpiredTokenException", "The security token is expired", http(400)),
    "ERR_STORE_DENIED",
    /ExpiredTokenException: The security token is expired; renew the AWS credentials/,
  ],
  [
    awsError("UnrecognizedClientException", "The security token is invalid.", http(400)),
    "ERR_STORE_DENIED",
    /; renew the AWS credentials and run the same command again$/,
  ],
  [
    awsError("CredentialsProviderError", "Could not load credentials from any providers"),
    "ERR_STORE_DENIED",
    /: CredentialsProviderError; no AWS credentials were found: set AWS_PROFILE/,
  ],
  [
    awsError("ResourceNotFoundException", "can't find the secret.", http(400)),
    "ERR_SECRET_NOT_FOUND",
    /; run pulumi refresh, then pulumi up$/,
  ],
  [
    awsError("ResourceExistsException", "exists", http(400)),
    "ERR_STORE_REFUSED",
    /ResourceExistsException: exists; run the same command again$/,
  ],
  [
    awsError("InvalidRequestException", "scheduled", http(400)),
    "ERR_STORE_REFUSED",
    /InvalidRequestException: scheduled; run pulumi refresh/,
  ],
  [
    awsError("LimitExceededException", "too many", http(400)),
    "ERR_STORE_REFUSED",
    /too many; a quota of Secrets Manager is used up/,
  ],
  [
    awsError("EncryptionFailure", "no key", http(400)),
    "ERR_STORE_DENIED",
    /check kmsKeyId and that the deployer may use that key/,
  ],
  [awsError("DecryptionFailure", "no key", http(400)), "ERR_STORE_DENIED", /kms:Decrypt/],
  [
    awsError("InvalidParameterException", CANARY, http(400)),
    "ERR_STORE_REFUSED",
    /: secretsmanager\.us-east-1\.amazonaws\.com answered InvalidParameterException; check the inputs/,
  ],
  [
    awsError("ThrottlingException", "Rate exceeded", http(400)),
    "ERR_STORE_UNAVAILABLE",
    /answered ThrottlingException; wait a minute and run the same command again, it picks up where this one stopped$/,
  ],
  [
    awsError("InternalServiceError", CANARY, http(500)),
    "ERR_STORE_UNAVAILABLE",
    /answered InternalServiceError; run the same command again, it picks up where this one stopped$/,
  ],
  [
    awsError("SyntaxError", `Unexpected token in ${CANARY}`, http(500)),
    "ERR_STORE_UNAVAILABLE",
    /: the answer of secretsmanager\.us-east-1\.amazonaws\.com was not JSON \(HTTP 500\); run/,
  ],
  [awsError("SyntaxError", CANARY), "ERR_STORE_UNAVAILABLE", /was not JSON; run/],
  [
    awsError("Error", CANARY, { code: "ECONNREFUSED", ...http(0, 5) }),
    "ERR_STORE_UNAVAILABLE",
    /: no answer from secretsmanager\.us-east-1\.amazonaws\.com \(ECONNREFUSED, 5 attempts\); run/,
  ],
  [
    awsError("TimeoutError", CANARY),
    "ERR_STORE_UNAVAILABLE",
    /no answer from secretsmanager\.us-east-1\.amazonaws\.com \(timeout\)/,
  ],
];

/** Names whose text AWS writes about the caller, the key or the secret, never about what was sent. */
const QUOTED = ROWS.filter(([error, , message]) => message.source.includes(`${error.name}: `)).map(
  ([{ name }]) => name,
);

describe("what the SDK threw", () => {
  for (const [error, code, message] of ROWS) {
    it(`${error.name}${"code" in error ? ` ${String(error.code)}` : ""} becomes ${code}`, () => {
      const explained = explain(DOING, error, ENDPOINT);
      assert.equal(explained.code, code);
      assert.match(explained.message, message);
      assert.ok(explained.message.startsWith(`${DOING}: `));
      assert.equal(explained.cause, error);
    });
  }

  it("is shown in one line, cut, and without its full stop", () => {
    const { message } = explain(DOING, awsError("AccessDeniedException", ` two\n  lines.`), ENDPOINT);
    assert.match(message, /AccessDeniedException: two lines; give/);
    const long = explain(DOING, awsError("AccessDeniedException", "x".repeat(5_000)), ENDPOINT);
    assert.ok(long.message.length < 600);
  });

  it("names the profile of the stack config whose credentials were not found", () => {
    const cause = awsError("CredentialsProviderError", "Could not load credentials from any providers");
    assert.match(explain(DOING, cause, ENDPOINT, "nope").message, /\(aws:profile is "nope"\); no AWS credentials/);
  });

  it("passes through when it is ours already", () => {
    const ours = new PartnerKeysError("ERR_LABEL_MOVED", "moving a label: it moved");
    assert.equal(explain(DOING, ours, ENDPOINT), ours);
  });

  for (const thrown of ["a text", undefined, null, 7]) {
    it(`is explained even when it is ${String(thrown)}`, () => {
      const { code, message } = explain(DOING, thrown, ENDPOINT);
      assert.equal(code, "ERR_STORE_UNAVAILABLE");
      assert.doesNotMatch(message, /a text/);
    });
  }

  const name = fc.oneof(
    fc.constantFrom(
      "ValidationException",
      "SerializationException",
      "InvalidParameterException",
      "SyntaxError",
      "Error",
      "TypeError",
      "TimeoutError",
    ),
    fc.string().map((text) => `${text}Exception`),
  );
  const facts = fc.record(
    {
      code: fc.constantFrom("ECONNRESET", "EPIPE"),
      $metadata: fc.record({ httpStatusCode: fc.constantFrom(400, 413, 500, 503), attempts: fc.nat(9) }),
    },
    { requiredKeys: [] },
  );
  itHolds(
    "never shows a value that was sent, whatever the error is called",
    fc.tuple(name, facts, fc.string(), fc.string()),
    ([called, more, before, after]) => {
      if (QUOTED.includes(called)) return;
      const error = awsError(called, `${before}${CANARY}${after}`, more);
      const explained = explain(DOING, error, ENDPOINT);
      assert.ok(!explained.message.includes(CANARY), explained.message);
      assert.ok(!(explained.stack ?? "").includes(CANARY));
    },
  );

  it("is told apart by name only", () => {
    assert.equal(isNamed(awsError("ResourceExistsException", ""), "Other", "ResourceExistsException"), true);
    assert.equal(isNamed(awsError("Error", "ResourceExistsException"), "ResourceExistsException"), false);
    assert.equal(isNamed({ name: "ResourceExistsException" }, "ResourceExistsException"), false);
  });
});
