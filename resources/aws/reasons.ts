import { failure, PartnerKeysError } from "../errors";
import { OtherAccount } from "./account";
import { adviceFor } from "./advice";
import { NoAnswer } from "./answers";
import { CredentialsFailure } from "./credentialsFailure";
import {
  EXPLANATIONS,
  NO_ANSWER,
  OTHER_ACCOUNT,
  REFUSED,
  REFUSED_CREDENTIALS,
  TRY_AGAIN,
  type Explanation,
} from "./explanations";
import { oneLine } from "./oneLine";
import { noAnswer, OF_A_COMMAND, OF_A_STACK, type OnTheWay } from "./onTheWay";
import { quotes } from "./quotes";

interface ServiceError extends OnTheWay {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly $metadata?: { readonly attempts?: number; readonly httpStatusCode?: number };
}

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
  /** Who reads the advice. Default: whoever runs pulumi. */
  readonly reader?: "of a command";
}

/** Turns whatever the SDK threw into our error. AWS's own reason is shown wherever it cannot quote a value. */
export function explain(call: Call, cause: unknown): PartnerKeysError {
  if (cause instanceof PartnerKeysError) return cause;
  if (cause instanceof CredentialsFailure) {
    // STS and the credential chain are never sent a value, but perhaps a token
    const at = { doing: `${call.doing}: ${cause.step}`, endpoint: "STS", refused: REFUSED_CREDENTIALS };
    return explain({ ...call, ...at, value: undefined, sent: cause.sent }, cause.reason);
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
  const names = call.reader === undefined ? OF_A_STACK : OF_A_COMMAND;
  const advice = adviceFor(error, text, names) ?? adviceTo(call, known);
  const code = CERTIFICATE.test(error.code ?? "") ? "ERR_STORE_UNAVAILABLE" : known.code;
  return failure(code, { doing: call.doing, what, advice }, { cause });
}

function ofOurs(call: Call, what: string, known: Explanation, cause: Error): PartnerKeysError {
  return failure(known.code, { doing: call.doing, what, advice: adviceTo(call, known) }, { cause });
}

function adviceTo({ reader }: Call, { advice, ofACommand = advice }: Explanation): string {
  return reader === undefined ? advice : ofACommand;
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
