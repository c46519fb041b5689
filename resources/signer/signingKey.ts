import type { KeyObject } from "node:crypto";
import type { SignedHeaders } from "../partners/signRequest";
import type { Stage } from "../secrets/labels";

/** Which key: what may be logged and compared, nothing secret. */
export interface KeyRef {
  /** Version of the secret, as AWS names it. */
  readonly versionId: string;
  /** The label it was read by. */
  readonly stage: Stage;
  /** `SHA256:` and the base64 of the digest of its public key: what a stack acknowledges. */
  readonly fingerprint: string;
}

/** A private key in memory. Printing it shows no key material: a `KeyObject` has none to show. */
export interface HeldKey extends KeyRef {
  readonly privateKey: KeyObject;
  /** As its version holds it beside the key. */
  readonly certificatePem: string | undefined;
  /** What the partner calls it, where that is on record. */
  readonly keyId: string | undefined;
}

/** A version of the API key in memory. Never handed out as such: {@link SigningKey} keeps it private. */
export interface HeldApiKey {
  readonly versionId: string;
  readonly value: string;
}

/** What an attempt signs with. */
export interface SigningKey extends KeyRef {
  /** The private key, for `crypto.sign`, `jose`, TLS and everything that accepts a `KeyObject`. It is never the PEM. */
  readonly privateKey: KeyObject;
  /** `certificatePem` of the secret, if that is JSON and has one. The PEM is not checked. */
  readonly certificatePem: string | undefined;
  /** The id that the partner gave this key. It is undefined if `read` of `createSigner` returns none. */
  readonly keyId: string | undefined;
  /** The API key. It is undefined without `apiKeySecretArn`. `inspect` and `JSON.stringify` do not show it. */
  readonly apiKey: string | undefined;
  /**
   * Makes the headers that Qredo's Partner API wants, with a fresh timestamp. The key has to be RSA.
   *
   * @param request the whole URL and the exact bytes of the body, as they are sent
   * @throws PartnerKeysError `ERR_INVALID_INPUT` for a URL of another origin, `ERR_KEY_UNUSABLE` for a key that is not RSA
   */
  sign(request: { readonly url: string; readonly body?: string | Uint8Array }): SignedHeaders;
}

/** A pair of private key and API key is refused as one, so it is one in "already tried". */
export function pairId(key: KeyRef, apiKey: HeldApiKey | undefined): string {
  return `${key.versionId} ${apiKey?.versionId ?? ""}`;
}

/** The fact alone, without what may not be shown. */
export function refOf({ versionId, stage, fingerprint }: KeyRef): KeyRef {
  return { versionId, stage, fingerprint };
}

/** A key for one attempt of `run`: what it signs with is given, what it holds cannot be printed. */
export class BoundKey implements SigningKey {
  declare readonly versionId: string;
  declare readonly stage: Stage;
  declare readonly fingerprint: string;
  declare readonly privateKey: HeldKey["privateKey"];
  declare readonly certificatePem: string | undefined;
  declare readonly keyId: string | undefined;
  readonly #apiKey: string | undefined;
  readonly #sign: (url: string, body: string | Uint8Array, own: SigningKey) => SignedHeaders;

  constructor(
    key: HeldKey,
    apiKey: HeldApiKey | undefined,
    sign: (url: string, body: string | Uint8Array, own: SigningKey) => SignedHeaders,
  ) {
    Object.assign(this, key);
    this.#apiKey = apiKey?.value;
    this.#sign = sign;
  }

  get apiKey(): string | undefined {
    return this.#apiKey;
  }

  sign({ url, body = "" }: { readonly url: string; readonly body?: string | Uint8Array }): SignedHeaders {
    return this.#sign(url, body, this);
  }
}
