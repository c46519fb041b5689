import type { KeyInputs } from "../../kinds/keyInputs";
import { holderOf, LATEST } from "../../secrets/labels";
import type { SecretDescription } from "../../secrets/secretStore";
import { restoreThere } from "../../secrets/settled";
import type { Context } from "../context";
import type { Origin } from "./origin";
import { assertOurs } from "./ownership";
import type { Place } from "./place";

/** The secret that is there, ours to write to. From an earlier key, or from a run that was killed, it may be scheduled for deletion. */
export async function openPlace(
  { secret, former }: Place,
  inputs: KeyInputs,
  holds: string,
  context: Context,
  origin: Origin,
): Promise<SecretDescription> {
  origin.assertUnshared(secret.arn);
  assertOurs(secret, inputs, holds, former?.owner);
  const opened = secret.scheduledForDeletion === undefined ? secret : await broughtBack(secret.arn, context);
  origin.hadNewest(holderOf(opened, LATEST));
  return opened;
}

async function broughtBack(arn: string, context: Context): Promise<SecretDescription> {
  const restored = await restoreThere(arn, context);
  context.tell(`secret ${restored.name} was scheduled for deletion: restored, its earlier versions are back`);
  return restored;
}
