import { KeyObject } from "node:crypto";
import { readPrivateKey, whatItIs } from "../crypto/privateKey";
import { readApiKey } from "../crypto/readApiKey";
import { notAllowed, problemsOfNames } from "../crypto/asked";
import { shown, unshown } from "../crypto/shown";
import { failure } from "../errors";
import { QREDO } from "./qredo";

export { PartnerKeysError, type ErrorCode } from "../errors";

const { headers, content, scheme } = QREDO;
const DOING = "signing a request";

/** A Partner API request to sign. */
export interface RequestToSign {
  /** The whole URL, query string included, exactly as it is sent. */
  readonly url: string;
  /**
   * The exact bytes of the body as sent, text or bytes.
   * @default - empty.
   */
  readonly body?: string | Uint8Array;
  /** Unix time in whole seconds: `Math.floor(Date.now() / 1000)`. */
  readonly timestamp: number;
  /**
   * RSA private key as it is in its secret, or a `KeyObject`. A text may have every form that this package stores, with line
   * ends or with `\n` written out. A `KeyObject` is parsed once and not for each request, which takes a third of the time.
   */
  readonly privateKeyPem: string | KeyObject;
  /**
   * The API key as it is in its secret. White space around it is dropped. A private key in any form is refused (PEM, DER,
   * JWK, OpenSSH, the JSON of a secret, and Base64 of these), and no part of it is quoted.
   */
  readonly apiKey: string;
}

/** The headers a signed Partner API request carries. */
export interface SignedHeaders {
  /** The API key, verbatim: a secret, not to be logged. */
  readonly "x-api-key": string;
  /** Unix time in whole seconds, as it was signed. */
  readonly "x-timestamp": string;
  /** The signature, base64url without padding. */
  readonly "x-sign": string;
  /** The partner answers in JSON. */
  readonly accept: "application/json";
  /** The partner wants it with and without a body. */
  readonly "content-type": "application/json";
}

/**
 * Signs a request as Qredo's Partner API wants it: RSASSA-PKCS1-v1_5 with SHA-256 over timestamp, URL and body joined
 * without separators; base64url without padding. The HTTP method is not part of what is signed.
 *
 * @throws PartnerKeysError `ERR_KEY_UNUSABLE` for what is no RSA private key, and for an `apiKey` that is none;
 *   `ERR_INVALID_INPUT` for a `timestamp` that is no number of whole seconds, a `url` or `body` of another type, and an unknown name
 *
 * @example
 * ```ts
 * import { signRequest } from "pulumi-partner-keys/sign-request";
 *
 * const url = "https://api.qredo.network/api/v1/p/company";
 * const timestamp = Math.floor(Date.now() / 1000);
 * const headers = signRequest({ url, body, timestamp, privateKeyPem, apiKey });
 * ```
 */
export function signRequest(request: RequestToSign): SignedHeaders {
  assertRequest(request);
  const timestamp = String(wholeSeconds(request.timestamp));
  return {
    [headers.apiKey]: apiKeyLine(request.apiKey),
    [headers.timestamp]: timestamp,
    [headers.signature]: scheme.sign(signingKey(request.privateKeyPem), {
      timestamp,
      url: request.url,
      body: request.body ?? "",
    }),
    ...content,
  };
}

const PARTS = ["url", "body", "timestamp", "privateKeyPem", "apiKey"];

/** What is signed is sent: "undefined" in place of a URL would be refused by the partner, who does not say why. */
function assertRequest(request: RequestToSign): void {
  const problems = problemsOfNames(request, "part", PARTS);
  if (problems.length === 0) {
    const { url, body }: { readonly url: unknown; readonly body?: unknown } = request;
    if (typeof url !== "string" || url === "") problems.push(notAllowed("url", unshown(url), "the whole URL, a text"));
    if (body !== undefined && typeof body !== "string" && !(body instanceof Uint8Array))
      problems.push(notAllowed("body", unshown(body), "a string or a Uint8Array"));
  }
  if (problems.length > 0)
    throw failure("ERR_INVALID_INPUT", { doing: DOING, what: problems.join("; ") });
}

function signingKey(given: string | KeyObject): KeyObject {
  const key = typeof given === "string" ? readPrivateKey(given) : (given as KeyObject | undefined);
  if (key?.asymmetricKeyType === scheme.keyType && key.type === "private") return key;
  throw failure("ERR_KEY_UNUSABLE", {
    doing: DOING,
    what:
      `privateKeyPem is ${whatIs(given, key)}, allowed: an RSA private key without a passphrase, as PEM (PKCS#1 or PKCS#8), ` +
      "as PKCS#8 in base64, as the JSON of a secret with secretFormat json, or as a KeyObject",
  });
}

function apiKeyLine(given: unknown): string {
  const read = readApiKey(given);
  if ("line" in read) return read.line;
  throw failure("ERR_KEY_UNUSABLE", {
    doing: DOING,
    what: `apiKey is ${read.isInstead}, allowed: the API key, one line of printable ASCII`,
    advice: "check that it is read from the secret of the API key, not from that of the private key",
  });
}

/** Programs run unchecked: what is given may be of any type. */
function whatIs(given: unknown, key: KeyObject | undefined): string {
  if (typeof given === "string" && key === undefined) return whatItIs(given);
  if (!(key instanceof KeyObject)) return Buffer.isBuffer(given) ? "a Buffer" : `of type ${typeof given}`;
  return `a key of type ${key.asymmetricKeyType ?? "secret"} (${key.type})`;
}

/** The year 5138. Milliseconds are more than this since 1973. */
const MOST_SECONDS = 99_999_999_999;

function wholeSeconds(timestamp: unknown): number {
  if (Number.isInteger(timestamp) && (timestamp as number) >= 0 && (timestamp as number) <= MOST_SECONDS)
    return timestamp as number;
  throw failure("ERR_INVALID_INPUT", {
    doing: DOING,
    what: notAllowed("timestamp", shown(timestamp), "Unix time in whole seconds, Math.floor(Date.now() / 1000)"),
  });
}
