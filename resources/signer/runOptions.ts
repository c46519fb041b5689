import { notAnObject } from "../crypto/asked";
import { unknownName } from "../crypto/names";
import type { Exchange } from "./exchange";
import { invalidInput, SIGNING } from "./invalidInput";
import { ownOf } from "./ownOf";
import { aFunction, aSignal, NEEDED, readOptions } from "./readOptions";
import { dropBody, isResponse, keepBody } from "./partnerAnswer";

/** What `run` takes besides the request itself. */
export interface RunOptions<T> {
  /**
   * Ends the request as soon as it is aborted, also while it waits. Nothing more is read then, and `attempt` is not called
   * again. An attempt that is under way ends only if `attempt` passes the same signal on to your client.
   * @default - nothing ends it.
   */
  readonly signal?: AbortSignal;
  /**
   * Releases what an answer holds, for example a connection. Destroy its stream there, or read what you need of it. It is
   * called once with each refused answer, before the request waits, and with an answer that comes after the abort. If every
   * key is refused, `run` returns the first answer after that. What it throws ends the request.
   * @default - the body of a `Response` is read into memory, up to 1 MB. Nothing is done with any other answer.
   */
  readonly release?: (answer: T) => unknown;
}

/** A request of `run`. @throws PartnerKeysError `ERR_INVALID_INPUT` */
export function exchangeOf<T>(
  attempt: Exchange<T>["attempt"],
  refused: (answer: T) => boolean | Promise<boolean>,
  given: RunOptions<T> = {},
): Exchange<T> {
  const problems: string[] = [];
  readOptions({ attempt: NEEDED, refused: NEEDED }, { attempt, refused }, problems);
  const instead = notAnObject(given);
  if (instead !== undefined) problems.push(`options: ${instead}, allowed: an object with signal, release`);
  if (problems.length > 0) throw invalidInput(SIGNING, problems);
  const { signal, release } = check(ownOf(given));
  return {
    signal,
    attempt,
    judge: async (answer) => ((await refused(answer)) ? "refused" : "accepted"),
    fits: () => true,
    async keep(answer) {
      if (release === undefined) return !isResponse(answer) || keepBody(answer);
      await release(answer);
      return true;
    },
    async drop(answer) {
      if (release !== undefined) await release(answer);
      else if (isResponse(answer)) dropBody(answer);
    },
    describe: (answer) => ({ status: statusOf(answer), clockSkewSeconds: undefined }),
  };
}

function check<T>(options: RunOptions<T>): { signal: AbortSignal | undefined; release: RunOptions<T>["release"] } {
  const { signal, release, ...others } = options;
  const problems = Object.keys(others).map((name) => unknownName(name, "option of run", ["signal", "release"]));
  readOptions({ signal: { rule: aSignal }, release: { rule: aFunction } }, { signal, release }, problems);
  if (problems.length > 0) throw invalidInput(SIGNING, problems);
  return { signal, release };
}

function statusOf(answer: unknown): number | undefined {
  const status = typeof answer === "object" && answer !== null && "status" in answer ? answer.status : undefined;
  return typeof status === "number" ? status : undefined;
}
