import type { KeyObject } from "node:crypto";

/** How a partner wants a request signed. */
export interface SigningScheme {
  /** What `node:crypto` calls the type of key that signs. */
  readonly keyType: string;
  /** The signature as it is sent. */
  readonly sign: (privateKey: KeyObject, request: SignedParts) => string;
}

/** What of a request is signed. */
export interface SignedParts {
  /** As it is sent. */
  readonly timestamp: string;
  /** The whole URL, exactly as it is sent. */
  readonly url: string;
  /** The exact bytes of the body. */
  readonly body: string | Uint8Array;
}

/** What a scheme takes of the key that signs: a `SigningKey` of the signer has all of it. */
export interface SchemeKey {
  /** Version of the secret, as AWS names it. */
  readonly versionId: string;
  /** `SHA256:` and the base64 of the digest of its public key. */
  readonly fingerprint: string;
  /** The private key, never as text. */
  readonly privateKey: KeyObject;
  /** The API key, where the partner has issued one. */
  readonly apiKey?: string | undefined;
  /** The certificate of this key, where its secret holds one. */
  readonly certificatePem?: string | undefined;
  /** The id that the partner gave this key, where it is on record. */
  readonly keyId?: string | undefined;
}

/** A request as it is sent. */
export interface SchemeRequest {
  /** HTTP method. */
  readonly method: string;
  /** The whole URL, exactly as it is sent. */
  readonly url: string;
  /** The headers that the caller has set. */
  readonly headers: Headers;
  /** The exact bytes of the body; empty for none. */
  readonly body: string | Uint8Array;
}

/** A scheme that signs a request by its headers: `scheme` of `createSigner`, for `fetch`. */
export interface RequestScheme {
  /** The partner, as messages call it. */
  readonly name: string;
  /** The kind of key that signs, as messages call it. */
  readonly signsWith: string;
  /** Whether it signs with a key of this kind. */
  readonly fits: (privateKey: KeyObject) => boolean;
  /** The headers to set, made anew for each attempt. They win over the caller's own. */
  readonly headers: (request: SchemeRequest, key: SchemeKey) => Readonly<Record<string, string>>;
}

/** What a scheme takes from the machine. */
export interface SchemeEffects {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** An id that nobody had before. */
  readonly uuid: () => string;
}
