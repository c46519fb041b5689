import type { PartnerKeysError } from "../errors";
import { invalidInput, SIGNING } from "./invalidInput";
import { nearest } from "../crypto/names";
import { notAllowed, notAnObject } from "../crypto/asked";
import { ownOf } from "./ownOf";
import { aSignal, readOptions } from "./readOptions";

/** As of `fetch`, but the body is text or bytes, because the very bytes are signed, and a redirect is never followed. */
export type SignedInit = Omit<RequestInit, "body" | "redirect"> & {
  /** The bytes that are signed and sent. Default: none. */
  readonly body?: string | Uint8Array;
};

/** The request as it is signed and sent, the same for every attempt. */
export interface PartnerRequest {
  readonly method: string;
  readonly url: string;
  readonly init: RequestInit;
  readonly signal: AbortSignal | undefined;
  /** As they were when the request was made. */
  readonly headers: Headers;
  readonly body: string | Uint8Array;
}

/** The members of RequestInit (Fetch Standard, 5.4), and those that undici adds. */
const OF_FETCH = [
  ...[
    "method",
    "headers",
    "body",
    "referrer",
    "referrerPolicy",
    "mode",
    "credentials",
    "cache",
    "redirect",
    "integrity",
  ],
  ...["keepalive", "signal", "duplex", "priority", "window", "dispatcher"],
];

/**
 * Looks at a request before a key is read for it.
 *
 * @throws PartnerKeysError `ERR_INVALID_INPUT` for another origin, a body that can be sent only once, a redirect mode
 */
export function checkRequest(url: string | URL, init: SignedInit, origins: readonly string[]): PartnerRequest {
  const instead = notAnObject(init);
  if (instead !== undefined) throw invalid(`init: ${instead}, allowed: what fetch takes`);
  const own: RequestInit & { readonly body?: string | Uint8Array } = ownOf(init);
  // A fetch of the caller's own may take more than ours; what is nearly one of these would be sent without it
  for (const name of Object.keys(own)) {
    const meant = OF_FETCH.includes(name) ? undefined : nearest(name, OF_FETCH);
    if (meant !== undefined) throw invalid(`${name}: unknown, did you mean ${meant}?`);
  }
  const { body, headers, signal } = own;
  if (body !== undefined && typeof body !== "string" && !(body instanceof Uint8Array)) {
    const allowed = "a string or a Uint8Array: what is signed again must be there again";
    throw invalid(notAllowed("body", kindOf(body), allowed));
  }
  if (own.redirect !== undefined && own.redirect !== "manual") {
    throw invalid(`redirect: leave it out; a redirect is never followed, it would take the API key to another host`);
  }
  const problems: string[] = [];
  readOptions({ signal: { rule: aSignal } }, { signal: signal ?? undefined }, problems);
  if (problems.length > 0) throw invalid(problems.join());
  return {
    method: own.method ?? "GET",
    url: urlToSign(url, origins),
    headers: new Headers(headers),
    init: Object.assign(own, { redirect: "manual" as const }, body === undefined ? {} : { body: ownCopy(body) }),
    signal: signal ?? undefined,
    body: body === undefined ? "" : ownCopy(body),
  };
}

/** The bytes that go over the wire: without the fragment, and without an empty query, which fetch drops. */
export function urlToSign(url: string | URL, origins: readonly string[]): string {
  const text: unknown = typeof url === "string" ? url : (url as URL | null | undefined)?.href;
  if (typeof text !== "string" || !URL.canParse(text))
    throw invalid("url: what was given is no absolute URL, allowed: https://<host>/<path>?<query>");
  const parsed = new URL(text);
  if (!origins.includes(parsed.origin)) {
    const allowed = origins.length === 0 ? "none, createSigner was given no origin" : origins.join(", ");
    throw invalid(notAllowed("url", `the origin ${parsed.origin}`, allowed));
  }
  if (parsed.username !== "" || parsed.password !== "")
    throw invalid("url: a user name or password in it is not allowed");
  parsed.hash = "";
  if (parsed.search === "") parsed.search = "";
  return parsed.href;
}

/** The caller may write to its buffer while the request waits. */
function ownCopy<T extends string | Uint8Array>(body: T): T {
  return (typeof body === "string" ? body : Uint8Array.from(body)) as T;
}

function kindOf(value: unknown): string {
  return value === null ? "null" : typeof value === "object" ? value.constructor.name : typeof value;
}

function invalid(problem: string): PartnerKeysError {
  return invalidInput(SIGNING, [problem]);
}
