import { failure, PartnerKeysError, type ErrorCode } from "../errors";
import { OtherAccount } from "./account";
import { adviceFor } from "./advice";
import { NoAnswer } from "./answers";
import { CredentialsFailure } from "./credentialsFailure";
import { noAnswer, type OnTheWay } from "./onTheWay";
import { quotes } from "./quotes";

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
const NO_ANSWER: Explanation = {
  code: "ERR_STORE_UNAVAILABLE",
  advice:
    "something else answers there, a captive portal, a proxy, a load balancer or a mock: check the network, the proxy " +
    "and aws:endpoints, then run the same command again, it picks up where this one stopped",
};
const OTHER_ACCOUNT: Explanation = {
  code: "ERR_STORE_DENIED",
  advice: "do not use what it names; check aws:endpoints and the credentials, and remove there what is not yours",
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
  /** The value that the call carries: the text of an unknown error might quote it, and no text may. */
  readonly value?: string | undefined;
  /** What else was sent and no text may show. */
  readonly sent?: string | undefined;
  /** What to do about a refusal that no row is about. */
  readonly refused?: Explanation;
}

/** Turns whatever the SDK threw into our error. AWS's own reason is shown wherever it cannot quote a value. */
export function explain(call: Call, cause: unknown): PartnerKeysError {
  if (cause instanceof PartnerKeysError) return cause;
  if (cause instanceof CredentialsFailure) {
    // STS and the credential chain are never sent a value, but perhaps a token
    const at = { doing: `${call.doing}: ${cause.step}`, endpoint: "STS", refused: REFUSED_CREDENTIALS };
    return explain({ ...at, sent: cause.sent }, cause.reason);
  }
  if (cause instanceof NoAnswer) return ofOurs(call, whatOfNoAnswer(cause), NO_ANSWER, cause);
  if (cause instanceof OtherAccount) return ofOurs(call, whatOfOtherAccount(cause), OTHER_ACCOUNT, cause);
  const error = cause instanceof Error ? (cause as ServiceError) : { name: typeof cause, message: "" };
  const status = error.$metadata?.httpStatusCode ?? 0;
  // A refusal that never arrived whole refuses nothing that is known
  const isRefusal = status >= 400 && status < 500 && error.name !== "TimeoutError";
  const known = EXPLANATIONS[error.name] ?? (isRefusal || isOwnReason(error) ? (call.refused ?? REFUSED) : TRY_AGAIN);
  const isShown = known.quote === true || (call.value === undefined && (isRefusal || isOwnReason(error)));
  const text = oneLine(error.message);
  const told =
    isShown && text !== "" && !isOnTheWay(error) ? `${error.name}: ${text}` : withoutText(error, call.endpoint);
  // By its name an error may be quoted; but who answers chooses name and text, and may give back what was sent
  const isEcho = [call.value, call.sent].some((sent) => sent !== undefined && quotes(told, sent));
  const what = isEcho
    ? `${error.host ?? call.endpoint} answered with an error that gives back what was sent, so it is not shown`
    : told;
  const advice = adviceFor(error, text) ?? known.advice;
  const code = CERTIFICATE.test(error.code ?? "") ? "ERR_STORE_UNAVAILABLE" : known.code;
  return failure(code, { doing: call.doing, what, advice }, { cause });
}

function ofOurs({ doing }: Call, what: string, { code, advice }: Explanation, cause: Error): PartnerKeysError {
  return failure(code, { doing, what, advice }, { cause });
}

function whatOfNoAnswer({ host, operation, status }: NoAnswer): string {
  return `${host} answered ${operation} with HTTP ${String(status)} and without what AWS answers with`;
}

function whatOfOtherAccount({ arn, told, claimed }: OtherAccount): string {
  return `the answer names ${arn}, in account ${told}, and the credentials are of account ${claimed}`;
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
