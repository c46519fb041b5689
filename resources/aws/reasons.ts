import { PartnerKeysError, type ErrorCode } from "../errors";

interface ServiceError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly $metadata?: { readonly attempts?: number; readonly httpStatusCode?: number };
}

/** Errors are told apart by name, never by text: texts change and emulators differ. */
export function isNamed(error: unknown, ...names: string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}

interface Explanation {
  readonly code: ErrorCode;
  /** Whether AWS's own text may be shown: only where it cannot quote a request. */
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
const TRY_AGAIN: Explanation = {
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
const REFUSED: Explanation = { code: "ERR_STORE_REFUSED", advice: "check the inputs of the resource" };

const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  AccessDeniedException: DENIED,
  AccessDenied: DENIED,
  ExpiredTokenException: CREDENTIALS,
  ExpiredToken: CREDENTIALS,
  UnrecognizedClientException: CREDENTIALS,
  InvalidClientTokenId: CREDENTIALS,
  InvalidSignatureException: CREDENTIALS,
  IncompleteSignature: CREDENTIALS,
  CredentialsProviderError: {
    code: "ERR_STORE_DENIED",
    advice: "no AWS credentials were found: set AWS_PROFILE (or pulumi config set aws:profile), or the AWS_* variables",
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
  ThrottlingException: THROTTLED,
  TooManyRequestsException: THROTTLED,
  RequestLimitExceeded: THROTTLED,
  EncryptionFailure: KMS,
  DecryptionFailure: KMS,
};

/** Turns whatever the SDK threw into our error. `doing` is "gerund, thing, name or ARN", `profile` that of the stack config. */
export function explain(doing: string, cause: unknown, endpoint: string, profile?: string): PartnerKeysError {
  if (cause instanceof PartnerKeysError) return cause;
  const error = cause instanceof Error ? (cause as ServiceError) : { name: typeof cause, message: "" };
  const known = EXPLANATIONS[error.name];
  const explanation = known ?? (error.$metadata?.httpStatusCode === 400 ? REFUSED : TRY_AGAIN);
  const what = known?.quote ? `${error.name}: ${oneLine(error.message)}` : withoutText(error, endpoint, profile);
  return new PartnerKeysError(explanation.code, `${doing}: ${what}; ${explanation.advice}`, { cause });
}

/** What happened, in our own words: the text of an unknown error might quote what was sent. */
function withoutText(error: ServiceError, endpoint: string, profile: string | undefined): string {
  const status = error.$metadata?.httpStatusCode;
  if (error.name === "SyntaxError") return `the answer of ${endpoint} was not JSON${status ? ` (HTTP ${status})` : ""}`;
  const network = error.code ?? (error.name === "TimeoutError" ? "timeout" : undefined);
  if (network !== undefined) {
    const attempts = error.$metadata?.attempts;
    return `no answer from ${endpoint} (${network}${attempts ? `, ${attempts} attempts` : ""})`;
  }
  if (error.name !== "CredentialsProviderError") return `${endpoint} answered ${error.name}`;
  return profile === undefined ? error.name : `${error.name} (aws:profile is ${JSON.stringify(profile)})`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, 300).replace(/\.$/, "");
}
