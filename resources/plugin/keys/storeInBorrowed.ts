import { LATEST } from "../../secrets/labels";
import type { SecretDescription, WrittenVersion } from "../../secrets/secretStore";
import { failure } from "../../errors";
import { scheduledByOwner } from "../../words/scheduled";
import type { Context } from "../context";
import type { KeyInputs, KeyState } from "../../kinds/keyInputs";
import { assertNoForeign } from "./assertNoForeign";
import { stageOf, type NewVersion } from "./newVersion";
import type { Origin } from "./origin";
import { anotherKind } from "./ownership";

/** Adds the key to a secret of somebody else's. By ARN where it is known: another account may have one of that name. */
export async function storeInBorrowed(
  secretId: string,
  version: NewVersion,
  context: Context,
  { replaced, assertUnshared }: Origin,
): Promise<WrittenVersion> {
  const store = context.openStore();
  const { inputs, material, token } = version;
  const isSame = replaced?.secretId === secretId && replaced.region === inputs.region;
  const id = isSame ? replaced.secretArn : secretId;
  const secret = await store.describe(id);
  if (secret !== undefined) {
    assertUnshared(secret.arn);
    assertMayHold(secret, version.holds);
    if (isSame) await assertNoForeign(secret, replaced, inputs, context);
  } // else AWS refuses the version, in its own words
  // Of another's secret our label decides nothing; it would stand in for the owner's own
  const stages = isHandedOver(inputs, replaced) ? [stageOf(inputs), LATEST] : [stageOf(inputs)];
  return store.put({ secretId: id, value: material.value, token, stages });
}

/** Somebody else's secret takes keys of ours, but none in the place of another kind. */
function assertMayHold(secret: SecretDescription, holds: string): void {
  const doing = `adding a version to secret ${secret.arn}`;
  const another = anotherKind(secret, holds);
  if (another !== undefined)
    throw failure("ERR_SECRET_NOT_OURS", {
      doing,
      what: another,
      advice: "choose another secretId, or give a secretName",
    });
  if (secret.scheduledForDeletion === undefined) return;
  throw failure("ERR_SECRET_SCHEDULED_FOR_DELETION", {
    doing,
    what: scheduledByOwner(secret.scheduledForDeletion),
    advice: "restore it there, or choose another secretId",
  });
}

/** A secret of ours that is somebody else's from now on, who declares it elsewhere: our newest version is known by its label. */
function isHandedOver({ secretId }: KeyInputs, replaced: KeyState<KeyInputs> | undefined): boolean {
  return replaced?.secretName !== undefined && [replaced.secretArn, replaced.secretName].includes(String(secretId));
}
