import { FULL_ARN, regionOfSecret } from "../aws/arn";
import { unknownName } from "../crypto/names";
import { notAllowed, notAnObject } from "../crypto/asked";
import { shown, unshown } from "../crypto/shown";
import type { RequestScheme } from "../partners/schemes/scheme";
import type { SignerEvent } from "./events";
import { invalidInput } from "./invalidInput";
import type { ReadSecret } from "./keySource";
import { ownOf } from "./ownOf";
import { STAGES, type Stage } from "../secrets/labels";

/** An answer of the partner, for `refused` to judge. */
export interface PartnerAnswer {
  /** HTTP status. */
  readonly status: number;
  /** Headers of the answer. */
  readonly headers: Headers;
  /** The body, read from a copy; `undefined` where it is not JSON or longer than 64 kB. */
  json(): Promise<unknown>;
}

/** What `createSigner` takes. */
export interface SignerOptions {
  /**
   * Full ARN of the secret of the private key (output `privateKeySecretArn`). The region of the ARN is the one that is
   * asked. The secret holds a PEM (PKCS#1, SEC1, PKCS#8, OpenSSH) or a JSON. The key is RSA, EC or Ed25519. See
   * docs/resources/sign-request.md#the-private-key.
   */
  readonly privateKeySecretArn: string;
  /**
   * Full ARN of the secret of the API key, in the same region. `fetch` and `key.sign` need it.
   * @default - none, also for `""`.
   */
  readonly apiKeySecretArn?: string;
  /**
   * Scheme, host and port of the partner, one or a list. `fetch` and `key.sign` sign for these origins and no other, and
   * they check the URL before a key is read. `http:` is allowed for this machine only.
   * @default - none.
   */
  readonly origin?: string | readonly string[];
  /**
   * Labels that a trial goes through, in this order. `AWSCURRENT` has to be among them, because it signs first. If
   * `["AWSCURRENT"]` is given, no other key is ever tried, for a partner that locks accounts.
   * @default - `AWSCURRENT`, `AWSPENDING`, `AWSPREVIOUS`.
   */
  readonly stages?: readonly Stage[];
  /**
   * How `fetch` signs requests, for example `ociSignature`. See docs/resources/schemes.md.
   * @default - as Qredo's Partner API asks for.
   */
  readonly scheme?: RequestScheme;
  /**
   * Whether an answer means that the partner did not accept the signature and did nothing. Only `fetch` uses it.
   * @default - status 401.
   */
  readonly refused?: (answer: PartnerAnswer) => boolean | Promise<boolean>;
  /**
   * Seconds, 1 to 86400, after which `AWSCURRENT` is read again in the background. The reads are spread over 50 to 100 % of
   * that time.
   * @default 300.
   */
  readonly maxAge?: number;
  /**
   * Sends the requests of the method `fetch`.
   * @default - the global `fetch`.
   */
  readonly fetch?: typeof fetch;
  /**
   * Reads the value under a label: `(arn, stage) => { versionId, value, keyId? }`. It returns `undefined` if no version has
   * that label. A reader of your own must not cache. If the partner assigns an id to each key, take `readWithKeyId()` of
   * `pulumi-partner-keys/schemes`, or return `keyId`.
   * @default - GetSecretValue with the label named, 2 tries of 4 s.
   */
  readonly read?: ReadSecret;
  /**
   * Is called with each event. What it throws does no harm to the request.
   * @default - nothing is called.
   */
  readonly onEvent?: (event: SignerEvent) => void;
}

const KNOWN = [
  "privateKeySecretArn",
  "apiKeySecretArn",
  "origin",
  "stages",
  "scheme",
  "refused",
  "maxAge",
  "fetch",
  "read",
  "onEvent",
];
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Options as the signer uses them. Of the others too only what the caller has set, so they are not to be spread. */
export interface CheckedOptions extends SignerOptions {
  readonly region: string;
  readonly origins: readonly string[];
  readonly stages: readonly Stage[];
  readonly maxAgeMilliseconds: number;
}

const hasNone = (apiKeySecretArn: unknown): apiKeySecretArn is undefined | "" =>
  apiKeySecretArn === undefined || apiKeySecretArn === "";

/** @throws PartnerKeysError `ERR_INVALID_INPUT` with everything that is wrong, before anything is read */
export function checkOptions(given: SignerOptions): CheckedOptions {
  const instead = notAnObject(given);
  if (instead !== undefined)
    throw invalidInput("creating signer", [`options: ${instead}, allowed: an object with ${KNOWN.join(", ")}`]);
  const problems: string[] = [];
  // An output that says that there is no API key is ""
  const { apiKeySecretArn, ...others } = ownOf(given);
  const options = ownOf(hasNone(apiKeySecretArn) ? others : { ...others, apiKeySecretArn });
  const { privateKeySecretArn, maxAge = 300 } = options;
  const region = regionOf("privateKeySecretArn", privateKeySecretArn, problems);
  if (!hasNone(apiKeySecretArn)) {
    const other = regionOf("apiKeySecretArn", apiKeySecretArn, problems);
    if (region !== "" && other !== "" && other !== region) {
      problems.push(
        `apiKeySecretArn: is in ${other}, and privateKeySecretArn in ${region}; allowed: both in one region`,
      );
    }
    if (other !== "" && apiKeySecretArn === privateKeySecretArn) {
      problems.push("apiKeySecretArn: is privateKeySecretArn, allowed: the secret that holds the API key");
    }
  }
  for (const name of Object.keys(options).filter((name) => !KNOWN.includes(name))) {
    const ofArn = "region: is no option, allowed: the region is that of the ARN; of a replica give the replica's ARN";
    problems.push(name === "region" ? ofArn : unknownName(name, "option", KNOWN));
  }
  if (typeof maxAge !== "number" || !(maxAge >= 1 && maxAge <= 86_400)) {
    problems.push(notAllowed("maxAge", shown(maxAge), "a number of seconds from 1 to 86400"));
  }
  const { refused, fetch, read, onEvent, scheme } = options;
  const headers = scheme && ((scheme as Partial<RequestScheme>).headers ?? null);
  for (const [name, value] of Object.entries({ refused, fetch, read, onEvent, "scheme.headers": headers })) {
    if (value !== undefined && typeof value !== "function") problems.push(notAllowed(name, shown(value), "a function"));
  }
  const stages = checkStages(options.stages, problems);
  const origins = checkOrigins(options.origin, problems);
  if (problems.length > 0) throw invalidInput("creating signer", problems);
  return Object.assign(options, { region, origins, stages, maxAgeMilliseconds: maxAge * 1000 });
}

function regionOf(name: string, arn: unknown, problems: string[]): string {
  const region = regionOfSecret(arn);
  if (region === undefined) problems.push(notAllowed(name, unshown(arn), FULL_ARN));
  return region ?? "";
}

function checkStages(given: unknown, problems: string[]): readonly Stage[] {
  if (given === undefined) return STAGES;
  const stages: readonly unknown[] = Array.isArray(given) ? given : [given];
  const isGood =
    Array.isArray(given) &&
    stages.includes("AWSCURRENT") &&
    new Set(stages).size === stages.length &&
    stages.every((stage) => STAGES.some((known) => known === stage));
  if (!isGood) {
    problems.push(notAllowed("stages", shown(given), "AWSCURRENT and any of AWSPENDING, AWSPREVIOUS, each once"));
  }
  return stages as readonly Stage[];
}

function checkOrigins(given: unknown, problems: string[]): readonly string[] {
  const list: readonly unknown[] = given === undefined ? [] : Array.isArray(given) ? given : [given];
  return list.map((one) => {
    const url = typeof one === "string" && URL.canParse(one) ? new URL(one) : undefined;
    const isAlone = url !== undefined && (one === url.origin || one === `${url.origin}/`);
    if (!isAlone || !isSafe(url)) {
      const allowed = "scheme, host and port alone, https://api.example.com; http: only to this machine";
      problems.push(notAllowed("origin", unshown(one), allowed));
    }
    return url?.origin ?? "";
  });
}

/** Whether an API key may be sent there: nobody reads it on the way. */
export function isSafe({ protocol, hostname }: URL): boolean {
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.test(hostname));
}
