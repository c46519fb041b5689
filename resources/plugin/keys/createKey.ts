import type { Context } from "../context";
import type { KeyInputs, KeyState } from "../../kinds/keyInputs";
import type { KeyKind } from "../../kinds/keyKind";
import { apiKeyToGive } from "../../words/apiKeyToGive";
import { timeAtAws } from "../../secrets/timeAtAws";
import { assertDueAtAws } from "./dueAtAws";
import type { Origin } from "./origin";
import { storeInBorrowed } from "./storeInBorrowed";
import { storeInOwned } from "./storeInOwned";

export interface CreatedKey<I extends KeyInputs> {
  readonly id: string;
  readonly outs: KeyState<I>;
}

/**
 * Makes a fresh key and stores it as a version of its secret. The step that publishes the version is the last one: nothing
 * after it can fail.
 *
 * A key that replaces another goes to where that one is first: with credentials of another account it is refused there,
 * before a secret is made, or a version added to one of the same name, in the wrong place.
 */
export async function createKey<I extends KeyInputs>(
  kind: KeyKind<I>,
  inputs: I,
  context: Context,
  origin: Origin,
): Promise<CreatedKey<I>> {
  if (origin.replaced !== undefined && origin.isOnlyDue === true && inputs.rotateAfterDays !== undefined)
    await assertDueAtAws(origin.replaced, inputs.rotateAfterDays, context);
  const token = context.newToken();
  const [material] = await Promise.all([kind.make(inputs, context), readyStore(context)]);
  const version = { inputs, material, holds: kind.holds, token, madeAt: timeAtAws(context).toISOString() };
  const written =
    inputs.secretName === undefined
      ? await storeInBorrowed(String(inputs.secretId), version, context, origin)
      : await storeInOwned(inputs.secretName, version, context, origin);
  if (kind.isToGive?.(inputs) === true) {
    const stored = { secretArn: written.arn, versionId: written.versionId };
    context.tell(apiKeyToGive(stored, inputs.publishAs !== "pending"));
  }
  const outs = {
    ...inputs,
    ...material.outputs,
    secretArn: written.arn,
    versionId: written.versionId,
    createdAt: timeAtAws(context).toISOString(),
    drift: "",
  };
  return { id: `${written.arn}|${written.versionId}`, outs };
}

/** Loads the AWS client, while a thread of the pool makes the key. */
async function readyStore(context: Context): Promise<unknown> {
  return context.openStore();
}
