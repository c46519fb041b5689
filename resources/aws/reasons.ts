import { failure, PartnerKeysError, type ErrorCode } from "../errors";
import { adviceFor } from "./advice";
import { CredentialsFailure } from "./credentialsFailure";
import { noAnswer, type OnTheWay } from "./onTheWay";

interface ServiceError extends OnTheWay {
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
const REFUSED_CREDENTIALS: Explanation = {
  code: "ERR_STORE_DENIED",
  advice: "check the AWS settings that name it (docs/configuration.md)",
};
const NO_CREDENTIALS: Explanation = {
  code: "ERR_STORE_DENIED",
  quote: true,
  advice: "set AWS_PROFILE (or pulumi config set aws:profile), or the AWS_* variables (docs/configuration.md)",
};

const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
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

/** The SDK gives up a certificate with one of these codes; trying again gives the same answer (nodejs.org, tls). */
const CERTIFICATE = /^(CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_TLS_CERT_|ERR_SSL_)/;

export interface Call {
  /** "gerund, thing, name or ARN". */
  readonly doing: string;
  /** Where the call went, for errors that do not know it. */
  readonly endpoint: string;
  /** Whether the call carries a value, so that the text of an unknown error might quote it. */
  readonly carriesValue?: boolean;
  /** What to do about a refusal that no row is about. */
  readonly refused?: Explanation;
}

/** Turns whatever the SDK threw into our error. AWS's own reason is shown wherever it cannot quote a value. */
export function explain(call: Call, cause: unknown): PartnerKeysError {
  if (cause instanceof PartnerKeysError) return cause;
  if (cause instanceof CredentialsFailure) {
    // STS and the credential chain are never sent a value
    const at = { doing: `${call.doing}: ${cause.step}`, endpoint: "STS", refused: REFUSED_CREDENTIALS };
    return explain(at, cause.reason);
  }
  const error = cause instanceof Error ? (cause as ServiceError) : { name: typeof cause, message: "" };
  const status = error.$metadata?.httpStatusCode ?? 0;
  // A refusal that never arrived whole refuses nothing that is known
  const isRefusal = status >= 400 && status < 500 && error.name !== "TimeoutError";
  const known = EXPLANATIONS[error.name] ?? (isRefusal || isOwnReason(error) ? (call.refused ?? REFUSED) : TRY_AGAIN);
  const isShown = known.quote === true || (call.carriesValue !== true && (isRefusal || isOwnReason(error)));
  const text = oneLine(error.message);
  const what =
    isShown && text !== "" && !isOnTheWay(error) ? `${error.name}: ${text}` : withoutText(error, call.endpoint);
  const advice = adviceFor(error, text) ?? known.advice;
  const code = CERTIFICATE.test(error.code ?? "") ? "ERR_STORE_UNAVAILABLE" : known.code;
  return failure(code, { doing: call.doing, what, advice }, { cause });
}

/** Made on this machine while looking for credentials: a missing file, a profile that lacks something. */
function isOwnReason({ name, code }: ServiceError): boolean {
  if (name === "CaBundleUnreadable") return false; // its text is the path alone
  return name === "CredentialsProviderError" || name === "TokenProviderError" || code === "ENOENT" || code === "EACCES";
}

function isOnTheWay(error: ServiceError): boolean {
  return (
    error.name === "SyntaxError" || (error.code !== undefined && !isOwnReason(error)) || error.name === "TimeoutError"
  );
}

/** What happened, in our own words: the text of an unknown error might quote what was sent. */
function withoutText(error: ServiceError, askedEndpoint: string): string {
  const endpoint = error.host ?? askedEndpoint;
  const status = error.$metadata?.httpStatusCode;
  if (error.name === "SyntaxError") return `the answer of ${endpoint} was not JSON${status ? ` (HTTP ${status})` : ""}`;
  const isUnderWay = error.code !== undefined || error.name === "TimeoutError";
  return isUnderWay ? noAnswer(error, endpoint, error.$metadata?.attempts) : `${endpoint} answered ${error.name}`;
}

/**
 * The text in one line, without what nobody needs to see: a proxy's user and password, a token. Each pattern walks the text
 * once: whoever answers decides how long it is.
 */
function oneLine(text: string): string {
  return (
    text
      .replace(/\/\/[^\s/@]*@/g, "//")
      .replace(/[\w.-]+/g, withoutToken)
      // A wrong signature is explained by what was signed: the headers, the session token among them
      .replace(/(x-amz-security-token:)\s*\S+/gi, "$1<token>")
      .replace(/\s+/g, " ")
      .trim()
      .slice(0, 1_000)
      .replace(/\.$/, "")
  );
}

/** A JSON Web Token begins with `{"` in base64url, and has its parts apart by dots (RFC 7519). */
function withoutToken(word: string): string {
  const at = word.search(/\beyJ/);
  return at === -1 || !word.includes(".", at) ? word : `${word.slice(0, at)}<token>`;
}
