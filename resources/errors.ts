/** Every way an operation of this package can fail. A closed set, so that a `switch` over it is exhaustive. */
export type ErrorCode =
  | "ERR_INVALID_INPUT"
  | "ERR_ISSUED_KEY"
  | "ERR_KEY_GENERATION"
  | "ERR_KEY_UNUSABLE"
  | "ERR_SECRET_NOT_OURS"
  | "ERR_SECRET_NOT_FOUND"
  | "ERR_SECRET_SCHEDULED_FOR_DELETION"
  | "ERR_DELETION_PROTECTED"
  | "ERR_UNKNOWN_FINGERPRINT"
  | "ERR_NOT_ACKNOWLEDGED"
  | "ERR_LABEL_MOVED"
  | "ERR_SIGNER_CLOSED"
  | "ERR_STORE_DENIED"
  | "ERR_STORE_REFUSED"
  | "ERR_STORE_UNAVAILABLE";

/**
 * The one error class of this package.
 *
 * The engine shows only `message`, so it stands alone: gerund, thing, name or ARN, colon, what happened, what to do.
 * It never holds a private key, an API key value, or a whole request or response. `cause` is kept for debugging in
 * process and is never printed.
 *
 * @example
 * ```ts
 * import { PartnerKeysError, publicKeyFingerprint } from "pulumi-partner-keys";
 *
 * try {
 *   publicKeyFingerprint("no PEM");
 * } catch (error) {
 *   if (error instanceof PartnerKeysError) console.log(error.code); // ERR_INVALID_INPUT
 * }
 * ```
 */
export class PartnerKeysError extends Error {
  /** Always this, for a check that holds across two copies of the package. */
  override readonly name = "PartnerKeysError";

  constructor(
    /** What a program can tell errors apart by. */
    readonly code: ErrorCode,
    message: string,
    options?: { cause?: unknown },
    /** What the message is made of, for whoever shows its advice on a line of its own. */
    readonly parts?: Failure,
  ) {
    super(message, options);
  }
}

/** What a message is made of; none of it ends in a full stop, and `doing` begins with a gerund in lower case. */
export interface Failure {
  /** Gerund, thing, name or ARN: "creating secret partner/key". */
  readonly doing: string;
  readonly what: string;
  /** What the person has to do. Left out where `what` names what is allowed. */
  readonly advice?: string;
}

/** The one way to make an error, in the one form of a message: `doing: what; advice`. */
export function failure(code: ErrorCode, parts: Failure, options?: { cause?: unknown }): PartnerKeysError {
  return new PartnerKeysError(code, messageOf(parts), options, parts);
}

/** Every message of this package is made here, that of an error of Pulumi's too. */
export function messageOf({ doing, what, advice }: Failure): string {
  return `${doing}: ${what}${advice === undefined ? "" : `; ${advice}`}`;
}
