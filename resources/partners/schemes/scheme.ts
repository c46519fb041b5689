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
