import { notAnObject } from "../crypto/asked";
import { unknownName } from "../crypto/names";
import type { RequestScheme } from "../partners/schemes/scheme";
import { STAGES, type Stage } from "../secrets/labels";
import type { SignerEvent } from "./events";
import { invalidInput } from "./invalidInput";
import type { ReadSecret } from "./keySource";
import { OTHERS, SECRETS } from "./optionRows";
import { ownOf } from "./ownOf";
import { readOptions, type OptionRow } from "./readOptions";

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

/** Options as the signer uses them. Of the others too only what the caller has set, so they are not to be spread. */
export interface CheckedOptions extends SignerOptions {
  readonly region: string;
  readonly origins: readonly string[];
  readonly stages: readonly Stage[];
  readonly maxAgeMilliseconds: number;
}

/** An option without a row does not compile. */
type Others = Readonly<Record<Exclude<keyof SignerOptions, keyof typeof SECRETS>, OptionRow>>;
const KNOWN = [...Object.keys(SECRETS), ...Object.keys(OTHERS satisfies Others).reverse()];

/** @throws PartnerKeysError `ERR_INVALID_INPUT` with everything that is wrong, before anything is read */
export function checkOptions(given: SignerOptions): CheckedOptions {
  const instead = notAnObject(given);
  if (instead !== undefined)
    throw invalidInput("creating signer", [`options: ${instead}, allowed: an object with ${KNOWN.join(", ")}`]);
  const options: Partial<Record<string, unknown>> = ownOf<object>(given);
  // An output that says that there is no API key is ""
  if (options["apiKeySecretArn"] === "") delete options["apiKeySecretArn"];
  const problems: string[] = [];
  const {
    privateKeySecretArn: [region],
    apiKeySecretArn: [other],
  } = readOptions(SECRETS, options, problems);
  if (region !== undefined && other !== undefined && other !== region)
    problems.push(`apiKeySecretArn: is in ${other}, and privateKeySecretArn in ${region}; allowed: both in one region`);
  if (other !== undefined && options["apiKeySecretArn"] === options["privateKeySecretArn"])
    problems.push("apiKeySecretArn: is privateKeySecretArn, allowed: the secret that holds the API key");
  for (const name of Object.keys(options).filter((name) => !KNOWN.includes(name))) {
    const ofArn = "region: is no option, allowed: the region is that of the ARN; of a replica give the replica's ARN";
    problems.push(name === "region" ? ofArn : unknownName(name, "option", KNOWN));
  }
  const {
    origin: origins,
    stages: [stages = STAGES],
    maxAge: [maxAge = 300],
  } = readOptions(OTHERS, options, problems);
  if (problems.length > 0) throw invalidInput("creating signer", problems);
  const maxAgeMilliseconds = maxAge * 1000;
  return Object.assign(options as object as SignerOptions, {
    region: region as string,
    origins,
    stages,
    maxAgeMilliseconds,
  });
}
