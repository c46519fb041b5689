import type { IncomingHttpHeaders } from "node:http";
import type { KnownKey } from "./verifySignature";

/** A request as it came. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What the partner knows when it judges a request. */
export interface Knowledge {
  /** The partner's own URL, without a path. */
  readonly origin: string;
  readonly apiKeys: readonly string[];
  readonly keys: readonly KnownKey[];
  /** Unix time in seconds. */
  readonly now: number;
  /** How far a time may be off. */
  readonly skewSeconds: number;
  /** Ids of JWTs that were taken: nobody may send one twice. */
  readonly spent: Set<string>;
}

/** Whether a signature is that of a key that the partner knows. */
export type Verify = (request: SignedRequest, knowledge: Knowledge) => boolean | Promise<boolean>;
