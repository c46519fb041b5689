import { failure, type PartnerKeysError } from "../errors";
import { QREDO } from "../partners/qredo";
import type { RequestScheme } from "../partners/schemes/scheme";
import { type Clock, passedSinceNow, Pause } from "./clock";
import { safely } from "./events";
import type { Exchange } from "./exchange";
import { SIGNING } from "./invalidInput";
import { type AwsReader, KeySource } from "./keySource";
import { checkOptions, type SignerOptions } from "./options";
import { ownOf } from "./ownOf";
import { answerOf, clockSkewOf, dropBody, keepBody } from "./partnerAnswer";
import { checkRequest, urlToSign, type SignedInit } from "./partnerRequest";
import { PreferredKey } from "./preferredKey";
import { qredoScheme } from "./qredoScheme";
import { Rotation } from "./rotation";
import { exchangeOf, type RunOptions } from "./runOptions";
import { secretsManagerReader } from "./secretsManager";
import { BoundKey, type HeldApiKey, type HeldKey, type SigningKey } from "./signingKey";

/** Signs requests to one partner with the keys of one stack, through rotations too. Make one for each process, and share it. */
export interface Signer {
  /**
   * Works like `fetch`, and signs the request by `scheme`, or as Qredo's Partner API wants it. Only after a refusal it sends the
   * request again, with another key and a fresh timestamp, three times at most. Method, URL, body and the other headers stay
   * the same. Once `signal` is aborted, nothing more is read or sent for the request.
   *
   * @returns the partner's answer. If the request is refused with every key, it is the first one
   * @throws PartnerKeysError `ERR_INVALID_INPUT` before anything is sent. If there is no key yet, `ERR_STORE_DENIED`,
   *   `ERR_STORE_UNAVAILABLE`, `ERR_SECRET_NOT_FOUND` or `ERR_KEY_UNUSABLE`. After `close`, `ERR_SIGNER_CLOSED`. What `fetch`
   *   throws passes through
   */
  fetch(url: string | URL, init?: SignedInit): Promise<Response>;
  /**
   * Takes a request of any client and any scheme through a rotation. `attempt` makes the whole request with the key that it
   * gets. It is called again, with another key, only if `refused` returns true. Any other answer proves the key, so throw an
   * answer that proves nothing (a 5xx). If `attempt` throws, the request ends.
   *
   * @throws what `attempt`, `refused` and `release` throw, and the reason of an aborted `signal`. If there is no key, as `fetch`
   */
  run<T>(
    attempt: (key: SigningKey) => Promise<T>,
    refused: (answer: T) => boolean | Promise<boolean>,
    options?: RunOptions<T>,
  ): Promise<T>;
  /** Forgets the keys and closes the connections to AWS. A later request throws `ERR_SIGNER_CLOSED`. */
  close(): void;
}

/** What a test replaces. */
export interface Effects extends Clock {
  readonly random: () => number;
}

export function signerWith(given: SignerOptions, { now, steady, random }: Effects): Signer {
  const options = checkOptions(given);
  const { privateKeySecretArn, apiKeySecretArn, region, origins, stages, maxAgeMilliseconds } = options;
  const { refused = isUnauthorized } = options;
  const passed = passedSinceNow({ now, steady });
  const tell = safely(options.onEvent);
  const ofAws = secretsManagerReader(region);
  const aws: AwsReader = { privateKeySecretArn, ...ofAws };
  const { read = aws.read } = options;
  const source = new KeySource(privateKeySecretArn, apiKeySecretArn, async (...of) => read(...of, aws), tell);
  const keys = new PreferredKey({ source, stages, maxAgeMilliseconds, tell, passed, random });
  const rotation = new Rotation({ keys, source, tell, passed, pause: new Pause(passed, random) });

  const qredo = qredoScheme(now);
  const { scheme = qredo } = options;
  const usable = <S extends Omit<RequestScheme, "headers">>(scheme: S, key: HeldKey): S => {
    if (!scheme.fits(key.privateKey)) throw unusable(privateKeySecretArn, key, scheme);
    return scheme;
  };
  const bound = (key: HeldKey, apiKey: HeldApiKey | undefined): SigningKey =>
    new BoundKey(key, apiKey, (url, body, own) => {
      const request = { url: urlToSign(url, origins), body };
      return usable(qredo, key).headers(request, own);
    });

  return {
    async fetch(url, init = {}) {
      const request = checkRequest(url, init, origins);
      const exchange: Exchange<Response> = {
        signal: request.signal,
        attempt: (key, apiKey) => {
          const headers = merged(request.headers, usable(scheme, key).headers(request, bound(key, apiKey)));
          return (options.fetch ?? fetch)(request.url, ownOf({ ...request.init, headers }));
        },
        async judge(response) {
          if (await refused(answerOf(response))) return "refused";
          // A 5xx or a 404 may come from in front of whatever checks signatures
          return response.ok ? "accepted" : "unclear";
        },
        fits: (key) => scheme.fits(key.privateKey),
        keep: keepBody,
        drop: dropBody,
        describe: (response) => ({ status: response.status, clockSkewSeconds: clockSkewOf(response, now()) }),
      };
      return rotation.send(exchange);
    },
    run: async (attempt, refused, runOptions) =>
      rotation.send(exchangeOf((key, apiKey) => attempt(bound(key, apiKey)), refused, runOptions)),
    close() {
      keys.close();
      ofAws.close();
    },
  };
}

const isUnauthorized = ({ status }: { readonly status: number }): boolean => status === 401;

function unusable(
  secretArn: string,
  key: HeldKey,
  { name, signsWith }: Omit<RequestScheme, "headers">,
): PartnerKeysError {
  const kind = key.privateKey.asymmetricKeyType ?? "unknown";
  return failure("ERR_KEY_UNUSABLE", {
    doing: SIGNING,
    what: `version ${key.versionId} of ${secretArn} holds a key of kind ${kind}, and ${name}'s scheme signs with ${signsWith}`,
    advice: "use run with a scheme of your own",
  });
}

/** The scheme's win where they are what is signed; what the caller says of its content stays. */
function merged(given: Headers, signed: Readonly<Record<string, string>>): Headers {
  const headers = new Headers(given);
  for (const [name, value] of Object.entries<string>(signed)) {
    if (!(name in QREDO.content) || !headers.has(name)) headers.set(name, value);
  }
  return headers;
}
