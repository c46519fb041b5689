import { failure, type PartnerKeysError } from "../errors";

/** What a request of `fetch` and of `run` does, for messages. */
export const SIGNING = "signing request";

/** Everything that is wrong with what the caller gave. Each problem names what is allowed. */
export function invalidInput(doing: string, problems: readonly string[]): PartnerKeysError {
  return failure("ERR_INVALID_INPUT", { doing, what: problems.join("; ") });
}
