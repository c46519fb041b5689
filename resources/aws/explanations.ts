import type { ErrorCode } from "../errors";

/** What a kind of error means here, and what to do about it. */
export interface Explanation {
  readonly code: ErrorCode;
  /** Whether AWS's own text may be shown for every call: only where it cannot quote a request. */
  readonly quote?: true;
  readonly advice: string;
  /** The advice to whoever runs a command that only looks, where it is another one. */
  readonly ofACommand?: string;
}

const DENIED: Explanation = {
  code: "ERR_STORE_DENIED",
  quote: true,
  advice: "give the deployer this action on the secret (README, IAM permissions)",
  ofACommand: "give this identity the action (docs/iam.md, statusPolicy)",
};
const CREDENTIALS: Explanation = {
  code: "ERR_STORE_DENIED",
  quote: true,
  advice: "renew the AWS credentials and run the same command again",
};
export const TRY_AGAIN: Explanation = {
  code: "ERR_STORE_UNAVAILABLE",
  advice: "run the same command again, it picks up where this one stopped",
  ofACommand: "run the same command again",
};
const THROTTLED: Explanation = {
  code: "ERR_STORE_UNAVAILABLE",
  advice: "wait a minute and run the same command again, it picks up where this one stopped",
  ofACommand: "wait a minute and run the same command again",
};
const KMS: Explanation = {
  code: "ERR_STORE_DENIED",
  quote: true,
  advice: "check kmsKeyId and that the deployer may use that key (kms:GenerateDataKey, kms:Decrypt)",
};
export const REFUSED: Explanation = {
  code: "ERR_STORE_REFUSED",
  advice: "check the inputs of the resource",
  ofACommand: "check the flags, the region and the AWS settings (docs/configuration.md)",
};
export const REFUSED_CREDENTIALS: Explanation = {
  code: "ERR_STORE_DENIED",
  advice: "check the AWS settings that name it (docs/configuration.md)",
};
export const NO_ANSWER: Explanation = {
  code: "ERR_STORE_UNAVAILABLE",
  advice:
    "something else answers there, a captive portal, a proxy, a load balancer or a mock: check the network, the proxy " +
    "and aws:endpoints, then run the same command again, it picks up where this one stopped",
  ofACommand:
    "something else answers there, a captive portal, a proxy, a load balancer or a mock: check the network, the proxy " +
    "and AWS_ENDPOINT_URL*, then run the same command again",
};
export const OTHER_ACCOUNT: Explanation = {
  code: "ERR_STORE_DENIED",
  advice: "do not use what it names; check aws:endpoints and the credentials, and remove there what is not yours",
  ofACommand: "believe nothing that it names; check AWS_ENDPOINT_URL* and the credentials",
};
const NO_CREDENTIALS: Explanation = {
  code: "ERR_STORE_DENIED",
  quote: true,
  advice: "set AWS_PROFILE (or pulumi config set aws:profile), or the AWS_* variables (docs/configuration.md)",
  ofACommand: "name a profile (--profile, AWS_PROFILE), or set the AWS_* variables (docs/configuration.md)",
};

/** By the name of the error. */
export const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  AccessDeniedException: DENIED,
  AccessDenied: DENIED,
  ExpiredTokenException: CREDENTIALS,
  ExpiredToken: CREDENTIALS,
  UnrecognizedClientException: CREDENTIALS,
  InvalidClientTokenId: CREDENTIALS,
  InvalidSignatureException: CREDENTIALS,
  SignatureDoesNotMatch: CREDENTIALS,
  IncompleteSignature: CREDENTIALS,
  RequestTimeTooSkewed: CREDENTIALS,
  RequestExpired: CREDENTIALS,
  CredentialsProviderError: NO_CREDENTIALS,
  TokenProviderError: NO_CREDENTIALS,
  MissingAuthenticationToken: NO_CREDENTIALS,
  MissingAuthenticationTokenException: NO_CREDENTIALS,
  // Made on this machine, of region and settings alone
  EndpointError: {
    code: "ERR_STORE_REFUSED",
    quote: true,
    advice:
      "check the region, aws:endpoints, aws:useFipsEndpoint and aws:useDualstackEndpoint, and the variables like them",
    ofACommand:
      "check the region, AWS_ENDPOINT_URL*, AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT, and the profile",
  },
  ResourceNotFoundException: {
    code: "ERR_SECRET_NOT_FOUND",
    quote: true,
    advice: "run pulumi refresh, then pulumi up",
    ofACommand: "run the same command again",
  },
  ResourceExistsException: { code: "ERR_STORE_REFUSED", quote: true, advice: "run the same command again" },
  InvalidRequestException: {
    code: "ERR_STORE_REFUSED",
    quote: true,
    advice: "run pulumi refresh, then pulumi up",
    ofACommand: "run the same command again",
  },
  LimitExceededException: {
    code: "ERR_STORE_REFUSED",
    quote: true,
    advice: "a quota of Secrets Manager is used up: see the service quotas of the account",
  },
  Throttling: THROTTLED,
  ThrottlingException: THROTTLED,
  TooManyRequestsException: THROTTLED,
  RequestLimitExceeded: THROTTLED,
  EncryptionFailure: KMS,
  DecryptionFailure: KMS,
};
