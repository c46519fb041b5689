import * as sdk from "@aws-sdk/client-secrets-manager";
import { isNamed } from "../aws/isNamed";
import { failure } from "../errors";
import { holderOf } from "./labels";
import type { SecretStore, StageMove } from "./secretStore";
import type { StoreCalls } from "./storeCalls";

/** Compare and swap of a label. */
export async function moveStage(calls: StoreCalls, move: StageMove): ReturnType<SecretStore["moveStage"]> {
  const { arn, stage, to, from } = move;
  const doing = `moving label ${stage} of secret ${arn}`;
  return calls.call(doing, arn, async () => {
    try {
      await calls.client.send(
        new sdk.UpdateSecretVersionStageCommand({
          SecretId: arn,
          VersionStage: stage,
          MoveToVersionId: to,
          RemoveFromVersionId: from,
        }),
      );
    } catch (cause) {
      if (isNamed(cause, "ResourceNotFoundException")) return { notYet: calls.refusal(doing, cause) };
      if (!isNamed(cause, "InvalidParameterException")) throw cause;
      // The answer to our own first attempt may have been lost: then the label is where we want it
      const secret = await calls.describe(arn);
      const holder = secret && holderOf(secret, stage);
      if (secret !== undefined && holder === to) return undefined;
      return refusedMove(move, doing, holder, cause);
    }
    return undefined;
  });
}

/** A move that AWS refused: from where the label was seen, it is not, or what was seen is not what AWS knows. */
function refusedMove({ from }: StageMove, doing: string, holder: string | undefined, cause: unknown) {
  if (holder === from) {
    const where = from === undefined ? "no version" : `version ${from}`;
    const what = `AWS refuses to move it from ${where}, and shows it there: what it shows may be older than its refusal`;
    const advice = "wait a minute and run the same command again";
    return { notYet: failure("ERR_STORE_UNAVAILABLE", { doing, what, advice }, { cause }) };
  }
  const where = from === undefined ? "another version holds it" : `version ${from} does not hold it any more`;
  // An attempt whose answer was lost may have moved it, before somebody else did
  const { attempts = 1 } = (cause as { readonly $metadata?: { readonly attempts?: number } }).$metadata ?? {};
  const what = attempts === 1 ? `${where}, nothing was moved` : where;
  throw failure("ERR_LABEL_MOVED", { doing, what, advice: "run pulumi refresh, then pulumi up" }, { cause });
}
