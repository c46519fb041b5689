import { randomInt } from "node:crypto";
import type { Input } from "./backend/input";
import { createSecretsManager } from "./backend/secretsManager";
import { SecretsManagerError } from "./backend/secretsManagerError";
import type { Caller } from "./caller";
import type { Clock } from "./clock";
import { answerSts } from "./sts/answerSts";
import { queryErrorReply } from "./wire/query";
import { errorReply, type Reply } from "./wire/reply";

/** What answers the calls behind the hooks. */
export interface Backend {
  handle(operation: string, body: Record<string, unknown>, caller: Caller): Promise<Reply>;
}

/** A Secrets Manager of our own, empty, in memory, and the STS of its accounts. */
export function localBackend(clock: Clock): Backend {
  const call = createSecretsManager();
  const answer = (operation: string, input: Input, caller: Caller): Reply => {
    if (!caller.roles.knowsToken(caller.accessKeyId, caller.headers["x-amz-security-token"]))
      return unknownToken(caller);
    if (caller.service === "sts") return answerSts(operation, input, caller, clock.now());
    try {
      const { account, region, releaseMilliseconds, lagMilliseconds, hidesScheduledVersions } = caller;
      const hooks = { releaseMilliseconds, lagMilliseconds, hidesScheduledVersions };
      const context = { account, region, now: clock.now(), newSuffix, ...hooks };
      return { status: 200, body: JSON.stringify(call(operation, input, context)) };
    } catch (error) {
      if (!(error instanceof SecretsManagerError)) throw error;
      return errorReply(400, error.name, error.message);
    }
  };
  return { handle: (operation, body, caller) => Promise.resolve(answer(operation, body, caller)) };
}

/** As AWS answers keys of a session whose token is missing or another one's (Common Errors of each service). */
function unknownToken({ service }: Caller): Reply {
  const text = "The security token included in the request is invalid.";
  return service === "sts"
    ? queryErrorReply(403, "InvalidClientTokenId", text)
    : errorReply(400, "UnrecognizedClientException", text);
}

const SUFFIX_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

function newSuffix(): string {
  return Array.from({ length: 6 }, () => SUFFIX_CHARACTERS.charAt(randomInt(SUFFIX_CHARACTERS.length))).join("");
}
