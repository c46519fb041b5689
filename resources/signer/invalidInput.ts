import { shown } from "../crypto/shown";
import { failure, type PartnerKeysError } from "../errors";

/** Everything that is wrong with what the caller gave. Each problem names what is allowed. */
export function invalidInput(doing: string, problems: readonly string[]): PartnerKeysError {
  return failure("ERR_INVALID_INPUT", { doing, what: problems.join("; ") });
}

export function signalProblem(signal: unknown): string | undefined {
  const isOne = signal === undefined || typeof (signal as Partial<AbortSignal> | null)?.throwIfAborted === "function";
  return isOne ? undefined : `signal: ${shown(signal)} is not allowed, allowed: an AbortSignal`;
}
