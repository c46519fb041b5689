import { notAllowed } from "../crypto/asked";
import { shown } from "../crypto/shown";
import { failure, type PartnerKeysError } from "../errors";

/** Everything that is wrong with what the caller gave. Each problem names what is allowed. */
export function invalidInput(doing: string, problems: readonly string[]): PartnerKeysError {
  return failure("ERR_INVALID_INPUT", { doing, what: problems.join("; ") });
}

/** What is wrong with a signal, if anything. */
export function signalProblem(signal: unknown): string | undefined {
  const isOne = typeof signal === "object" && signal !== null && "throwIfAborted" in signal;
  return signal === undefined || isOne ? undefined : notAllowed("signal", shown(signal), "an AbortSignal");
}
