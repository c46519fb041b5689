import type { ErrorCode } from "../errors";

/** What a kind of error means here, and what to do about it. */
export interface Explanation {
  readonly code: ErrorCode;
  /** Whether AWS's own text may be shown for every call: only where it cannot quote a request. */
  readonly quote?: true;
  readonly advice: string;
}

const DENIED: Explanation = {
  code: "ERR_STORE_DENIED",
  quote: true,
  advice: "give the deployer this action on the secret (README, IAM permissions)",
};
const CREDENTIALS: Explanation = {
  code: "ERR_STORE_DENIED",
  quote: true,
  advice: "renew the AWS credentials and run the same command again",
};
export const TRY_AGAIN: Explanation = {
  code: "ERR_STORE_UNAVAILABLE",
  advice: "run the same command again, it picks up where this one stopped",
};
const THROTTLED: Explanation = {
  code: "ERR_STORE_UNAVAILABLE",
  advice: "wait a minute and run the same command again, it picks up where this one stopped",
};
const KMS: Explanation = {
  code: "ERR_STORE_DENIED",
  quote: true,
  advice: "check kmsKeyId and that the deployer may use that key (kms:GenerateDataKey, kms:Decrypt)",
};
export const REFUSED: Explanation = { code: "ERR_STORE_REFUSED", advice: "check the inputs of the resource" };
export const REFUSED_CREDENTIALS: Explanation = {
  code: "ERR_STORE_DENIED",
  advice: "check the AWS settings that name it (docs/configuration.md)",
};
export const NO_ANSWER: Explanation = {
  code: "ERR_STORE_UNAVAILABLE",
  advice:
    "something else answers there, a captive portal, a proxy, a load balancer or a mock: check the network, the proxy " +
    "and aws:endpoints, then run the same command again, it picks up where this one stopped",
};
export const OTHER_ACCOUNT: Explanation = {
  code: "ERR_STORE_DENIED",
  advice: "do not use what it names; check aws:endpoints and the credentials, and remove there what is not yours",
};
const NO_CREDENTIALS: Explanation = {
  code: "ERR_STORE_DENIED",
  quote: true,
  advice: "set AWS_PROFILE (or pulumi config set aws:profile), or the AWS_* variables (docs/configuration.md)",
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
  },
  ResourceNotFoundException: {
    code: "ERR_SECRET_NOT_FOUND",
    quote: true,
    advice: "run pulumi refresh, then pulumi up",
  },
  ResourceExistsException: { code: "ERR_STORE_REFUSED", quote: true, advice: "run the same command again" },
  InvalidRequestException: { code: "ERR_STORE_REFUSED", quote: true, advice: "run pulumi refresh, then pulumi up" },
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
