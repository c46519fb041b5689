import * as assert from "node:assert/strict";
import * as sts from "@aws-sdk/client-sts";
import * as fc from "fast-check";
import { PartnerKeysError, type ErrorCode } from "../../../resources/errors";
import { CredentialsFailure } from "../../../resources/aws/credentialsFailure";
import { isNamed } from "../../../resources/aws/isNamed";
import { explain } from "../../../resources/aws/reasons";
import { itHolds } from "../../support/properties";

const DOING = "creating secret partner/key";
const ENDPOINT = "secretsmanager.us-east-1.amazonaws.com";
const CANARY = "MIIEowIBAAKCAQEA-canary-of-a-sent-value";
/** A call that carries a value: the strictest rule about what may be shown. */
const CALL = { doing: DOING, endpoint: ENDPOINT, value: CANARY };

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
    /ExpiredTokenException: The security token is expired; renew the AWS credentials \(or the token of the pipeline\)/,
  ],
  [
    awsError("UnrecognizedClientException", "The security token is invalid.", http(400)),
    "ERR_STORE_DENIED",
    /; renew the AWS credentials; where they are good elsewhere, the region has to be enabled for the account first$/,
  ],
  [
    awsError("CredentialsProviderError", "Could not load credentials from any providers"),
    "ERR_STORE_DENIED",
    /: CredentialsProviderError: Could not load credentials from any providers; set AWS_PROFILE/,
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
describe("what the SDK threw", () => {
  for (const [error, code, message] of ROWS) {
    it(`${error.name}${"code" in error ? ` ${String(error.code)}` : ""} becomes ${code}`, () => {
      const explained = explain(CALL, error);
      assert.equal(explained.code, code);
      assert.match(explained.message, message);
      assert.ok(explained.message.startsWith(`${DOING}: `));
      assert.equal(explained.cause, error);
    });
  }

  it("is shown in one line, cut, and without its full stop", () => {
    const { message } = explain(CALL, awsError("AccessDeniedException", ` two\n  lines.`));
    assert.match(message, /AccessDeniedException: two lines; give/);
    const long = explain(CALL, awsError("AccessDeniedException", "x".repeat(5_000)));
    assert.ok(long.message.length < 1_300);
  });

  it("names the step of the credential chain that failed, and quotes it whole", () => {
    const denied = awsError(
      "AccessDenied",
      "User: a is not authorized to perform: sts:AssumeRole on resource: r",
      http(403),
    );
    const { code, message } = explain(CALL, new CredentialsFailure("assuming role r", denied));
    assert.equal(code, "ERR_STORE_DENIED");
    assert.match(message, /^creating secret partner\/key: assuming role r: AccessDenied: User: a is not authorized to/);
    assert.match(message, /; the trust policy of the role has to name these credentials/);
  });

  it("quotes a refusal whole where the call carried no value", () => {
    const refused = awsError(
      "InvalidParameterException",
      "You can't delete it: it has replica regions eu-west-1.",
      http(400),
    );
    const { message } = explain({ doing: "deleting secret s", endpoint: ENDPOINT }, refused);
    assert.match(message, /^deleting secret s: InvalidParameterException: You can't delete it: it has replica regions/);
    assert.match(message, /; remove its replicas first: aws secretsmanager remove-regions-from-replication/);
  });

  const DENIED = "User: u is not authorized to perform:";
  for (const [name, text, advice] of [
    // moto, secretsmanager/exceptions.py, OperationNotPermittedOnReplica
    [
      "InvalidParameterException",
      "Operation not permitted on a replica secret. Call must be made in primary secret's region.",
      /; what secretId names is a replica, .*give the ARN of the primary/,
    ],
    [
      "InvalidRequestException",
      "You can't delete secret s that still has replica regions [eu-west-1]",
      /; remove its replicas first/,
    ],
    // API reference of PutSecretValue, InvalidRequestException
    [
      "InvalidRequestException",
      "The secret is managed by another service, and you must use that service to update it.",
      /; an AWS service keeps its own credentials in that secret: give another secret$/,
    ],
    [
      "AccessDeniedException",
      `${DENIED} kms:GenerateDataKey on resource: arn:aws:kms:x because no resource-based policy allows the kms:GenerateDataKey action`,
      /; the key policy of the KMS key has to allow it/,
    ],
    [
      "AccessDeniedException",
      `${DENIED} kms:Decrypt on resource: arn:aws:kms:x with an explicit deny in a resource-based policy`,
      /; the key policy of the KMS key/,
    ],
    [
      "AccessDenied",
      `${DENIED} sts:AssumeRole on resource: arn:aws:iam::1:role/x because no resource-based policy allows the sts:AssumeRole action`,
      /; the trust policy of the role has to name these credentials/,
    ],
    [
      "AccessDenied",
      `${DENIED} sts:AssumeRoleWithWebIdentity because no resource-based policy allows the sts:AssumeRoleWithWebIdentity action`,
      /; the trust policy of the role has to name the OIDC provider/,
    ],
    [
      "AccessDeniedException",
      `${DENIED} secretsmanager:PutSecretValue on resource: s with an explicit deny in a resource-based policy`,
      /; the resource policy of the secret forbids it/,
    ],
    [
      "AccessDeniedException",
      `${DENIED} secretsmanager:PutSecretValue on resource: s because no resource-based policy allows the action`,
      /; these are the credentials of another account/,
    ],
  ] as const)
    it(`gets the advice that fits its cause, after AWS's reason: ${text.slice(0, 90)}`, () => {
      const { message } = explain({ doing: "asking", endpoint: ENDPOINT }, awsError(name, text, http(400)));
      assert.match(message, advice);
      assert.ok(message.startsWith(`asking: ${name}: ${text.slice(0, 40)}`), message);
    });

  it("takes no advice from the names of the user's own secrets and roles", () => {
    const user =
      "User: arn:aws:sts::1:assumed-role/MFA-Deployer/s is not authorized to perform: secretsmanager:CreateSecret";
    for (const name of [
      "acme/replica/private.pem",
      "acme/mfa/private.pem",
      "arn:aws:secretsmanager:eu-west-1:1:secret:replica",
    ]) {
      const text = `${user} on resource: ${name} because no identity-based policy allows the action`;
      const { message } = explain(CALL, awsError("AccessDeniedException", text, http(400)));
      assert.match(message, /; give the deployer this action/);
    }
  });

  it("shows neither a proxy's user and password nor a token, whatever quotes them", () => {
    const text = "proxy http://user:pa55@proxy:3128 and eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln";
    const { message } = explain(CALL, new CredentialsFailure("x", awsError("CredentialsProviderError", text)));
    assert.match(message, /proxy http:\/\/proxy:3128 and <token>/);
  });

  const advised: readonly (readonly [Error, RegExp])[] = [
    [
      awsError("AccessDeniedException", "with an explicit deny in a service control policy"),
      /a policy of the organisation forbids it/,
    ],
    [
      awsError("AccessDeniedException", "because no permissions boundary allows it"),
      /permissions boundary of the deployer/,
    ],
    [
      awsError("AccessDeniedException", "with an explicit deny in a resource-based policy"),
      /the resource policy of the secret forbids it/,
    ],
    [
      awsError("AccessDeniedException", "because no resource-based policy allows the action"),
      /credentials of another account/,
    ],
    [awsError("AccessDeniedException", "because no session policy allows it"), /session policy of the assumed role/],
    [awsError("AccessDeniedException", "because no VPC endpoint policy allows it"), /policy of the VPC endpoint/],
    [
      awsError("AccessDeniedException", "with an explicit deny in an identity-based policy"),
      /a deny wins over every allow/,
    ],
    [awsError("InvalidRequestException", "The tag policy does not allow the value"), /change tags or aws:defaultTags/],
    [
      awsError("CredentialsProviderError", "The SSO session associated with this profile has expired"),
      /run aws sso login/,
    ],
    [
      awsError("CredentialsProviderError", "Profile x requires multi-factor authentication"),
      /pulumi cannot ask for a code/,
    ],
    [
      awsError("InvalidSignatureException", "Signature expired: 20261125 is now earlier"),
      /set the clock of this machine/,
    ],
    [
      awsError("Error", "", { code: "SELF_SIGNED_CERT_IN_CHAIN" }),
      /CA bundle of your endpoint or proxy in aws:customCaBundle/,
    ],
    [
      awsError("Error", "", { code: "ECONNREFUSED", host: "h", proxy: "p:1" }),
      /no answer from h through proxy p:1 .*check the proxy/,
    ],
    [
      awsError("Error", "", { code: "PROXY_AUTHENTICATION", host: "h", proxy: "p:1" }),
      /the proxy wants user and password/,
    ],
    [awsError("Error", "", { code: "ENOTFOUND" }), /check the region and aws:endpoints/],
    [
      awsError("CaBundleUnreadable", "/no/ca.pem", { code: "ENOENT" }),
      /CA bundle \/no\/ca.pem cannot be read \(ENOENT\); check aws:customCa/,
    ],
    [
      awsError("Error", "", { code: "PROXY_REFUSED", host: "h", proxy: "p:1" }),
      /no answer from h through proxy p:1 \(PROXY_REFUSED\); the proxy does not let it through/,
    ],
    [awsError("Error", "", { code: "CERT_HAS_EXPIRED" }), /not valid today: check the clock/],
    [awsError("Error", "", { code: "ERR_TLS_CERT_ALTNAME_INVALID" }), /certificate is of another host/],
    [awsError("Error", "", { code: "EPROTO" }), /no TLS is spoken there/],
    [awsError("Error", "", { code: "ETIMEDOUT" }), /nothing leads there from this machine/],
    [
      awsError("AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity", http(403)),
      /has to name the OIDC provider, and the audience and subject of this token/,
    ],
    [
      awsError("ExpiredTokenException", "Token expired: current date/time 1 must be before 0", http(400)),
      /of the pipeline/,
    ],
    [
      awsError(
        "ValidationError",
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
        http(400),
      ),
      /the duration of the role is too long/,
    ],
    [
      awsError(
        "ValidationError",
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
        http(400),
      ),
      /a role assumed by another role one hour/,
    ],
    [
      awsError("PackedPolicyTooLargeException", "Packed size of session tags consumes 110%", http(400)),
      /check policy, policyArns and tags/,
    ],
    [
      awsError("AccessDeniedException", "Access to KMS is not allowed", http(400)),
      /check kmsKeyId and that the deployer/,
    ],
    [
      awsError("InvalidClientTokenId", "The security token included in the request is invalid", http(403)),
      /the region has to be enabled for the account/,
    ],
    [awsError("CredentialsProviderError", "ForbiddenException: No access"), /check sso_account_id and sso_role_name/],
    [
      awsError("CredentialsProviderError", "UnauthorizedException: Session token not found or invalid"),
      /run aws sso login/,
    ],
    [
      awsError("TokenProviderError", "Token is expired. To refresh this SSO session run 'aws sso login'"),
      /run aws sso login with/,
    ],
    [
      awsError("CredentialsProviderError", "Your session has expired. Please reauthenticate."),
      /run aws login with that profile/,
    ],
    [awsError("MissingAuthenticationToken", "Request is missing Authentication Token", http(403)), /set AWS_PROFILE/],
    [awsError("RegionDisabledException", "STS is not activated in this region"), /set aws:stsRegion/],
    ...[sts.InvalidIdentityTokenException, sts.IDPRejectedClaimException, sts.IDPCommunicationErrorException].map(
      (Refusal) =>
        [new Refusal({ message: "No OpenIDConnect provider", ...http(400) }), /check the OIDC provider/] as const,
    ),
    [
      new sts.MalformedPolicyDocumentException({ message: "This policy contains invalid Json", ...http(400) }),
      /check policy, policyArns and tags/,
    ],
  ];
  for (const [error, advice] of advised) {
    it(`gives advice that fits ${error.name} ${error.message || String((error as { code?: string }).code)}`, () => {
      const { message } = explain({ doing: DOING, endpoint: ENDPOINT }, error);
      assert.match(message, advice);
      assert.doesNotMatch(message, /run the same command again, it picks up/);
    });
  }

  it("shows no session token where AWS explains what was signed", () => {
    const text =
      "The Canonical String should have been 'POST / host:sts x-amz-security-token:FwoGZXIvYXdzEJr// x-amz-date:1'";
    const { message } = explain(CALL, awsError("SignatureDoesNotMatch", text, http(403)));
    assert.match(message, /x-amz-security-token:<token> x-amz-date:1/);
    assert.doesNotMatch(message, /FwoG/);
  });

  // As in unit/crypto/shown: what takes the square of the length is at it for longer than the limit of this tier
  for (const [what, part] of [
    ["beginnings of tokens", "-eyJ"],
    ["slashes", "//a"],
    ["headers", "x-amz-security-token: "],
    ["blanks", "   "],
    ["points", "eyJ."],
  ] as const)
    it(`is told in one line at one go: many ${what}`, () => {
      const { message } = explain(CALL, awsError("SignatureDoesNotMatch", part.repeat(100_000), http(403)));
      assert.ok(message.length < 1_500 && !message.includes("\n"), message.slice(0, 2_000));
    });

  it("shows no token whose beginning is a part of a word", () =>
    assert.doesNotMatch(
      explain(CALL, awsError("SignatureDoesNotMatch", "token-eyJhbGciOiJub25lIn0.e30.c2ln.more", http(403))).message,
      /hbGci|e30|c2ln|more/,
    ));

  it("passes through when it is ours already", () => {
    const ours = new PartnerKeysError("ERR_LABEL_MOVED", "moving a label: it moved");
    assert.equal(explain(CALL, ours), ours);
  });

  for (const thrown of ["a text", undefined, null, 7]) {
    it(`is explained even when it is ${String(thrown)}`, () => {
      const { code, message } = explain(CALL, thrown);
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
      // By these a text may be quoted, and whoever answers chooses the name
      ...ROWS.map(([error]) => error.name),
      "CaBundleUnreadable",
      "NoAnswer",
      "OtherAccount",
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
      const error = awsError(called, `${before}${CANARY}${after}`, more);
      const explained = explain(CALL, error);
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
