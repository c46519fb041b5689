import type { Context } from "../context";
import type { KeyInputs, KeyState, StandbyKey } from "../../kinds/keyInputs";
import type { KeyKind } from "../../kinds/keyKind";
import { apiKeyToGive } from "../../words/apiKeyToGive";
import type { WrittenVersion } from "../../secrets/secretStore";
import { timeAtAws } from "../../secrets/timeAtAws";
import { assertDueAtAws } from "./dueAtAws";
import type { Origin } from "./origin";
import { factsOfSpare, makeSpare, putSpare, type NewSpare } from "./putSpare";
import { storeInBorrowed } from "./storeInBorrowed";
import { storeInOwned } from "./storeInOwned";
import { takeSpare } from "./takeSpare";

export interface CreatedKey<I extends KeyInputs> {
  readonly id: string;
  readonly outs: KeyState<I>;
}

/**
 * Makes a fresh key and stores it as a version of its secret. The step that publishes the version is the last one: nothing
 * after it can fail, but for the spare of the first key. Where the key that is replaced has a spare, that one is the key, and
 * another spare is made.
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
  const taken = origin.spare && (await takeSpare(origin.spare, inputs, kind.holds, context, origin));
  if (origin.spare !== undefined && taken !== undefined) return ofSpare(kind, inputs, origin.spare, taken, context);
  const token = context.newToken();
  const [material, spare] = await Promise.all([
    kind.make(inputs, context),
    inputs.standby === true ? makeSpare(kind, inputs, context) : undefined,
    readyStore(context),
  ]);
  const version = { inputs, material, holds: kind.holds, token, madeAt: timeAtAws(context).toISOString(), spare };
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
    ...(spare === undefined ? {} : standing(spare, context)),
    drift: "",
  };
  return { id: `${written.arn}|${written.versionId}`, outs };
}

/** The key that was the spare. Its labels have moved already, so a kill before the next spare is there loses nothing. */
async function ofSpare<I extends KeyInputs>(
  kind: KeyKind<I>,
  inputs: I,
  spare: StandbyKey,
  { arn: secretArn, versionId }: WrittenVersion,
  context: Context,
): Promise<CreatedKey<I>> {
  const next = await makeSpare(kind, inputs, context);
  await putSpare(secretArn, next, context);
  const outs = { ...inputs, ...spare, secretArn, ...standing(next, context), drift: "" };
  return { id: `${secretArn}|${versionId}`, outs };
}

/** What state keeps of a spare, and of the key beside it. */
function standing(spare: NewSpare, context: Context): Pick<KeyState<KeyInputs>, "standbyKey" | "dueFrom"> {
  return { standbyKey: factsOfSpare(spare, context), dueFrom: timeAtAws(context).toISOString() };
}

/** Loads the AWS client, while a thread of the pool makes the key. */
async function readyStore(context: Context): Promise<unknown> {
  return context.openStore();
}
