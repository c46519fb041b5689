import type { KeyInputs, StandbyKey } from "../../kinds/keyInputs";
import { holderOf, LATEST, PENDING } from "../../secrets/labels";
import { versionIsThere } from "../../secrets/presence";
import type { WrittenVersion } from "../../secrets/secretStore";
import type { Context } from "../context";
import { carryOut, type Step } from "../steps";
import { metadataSteps } from "./metadata";
import { openPlace } from "./openPlace";
import type { Origin } from "./origin";
import { knownPlace } from "./place";

/**
 * The spare becomes the newest key: it gets the labels that a new version is published with, and keeps that of a spare until
 * the next one takes it. So no kill leaves it without a label, and a repeated run finds done what is done.
 *
 * @returns `undefined` where it is not there any more: then a key has to be made
 */
export async function takeSpare(
  { versionId, fingerprint }: StandbyKey,
  inputs: KeyInputs,
  holds: string,
  context: Context,
  origin: Origin,
): Promise<WrittenVersion | undefined> {
  const place = await knownPlace(String(inputs.secretName), inputs, context, origin);
  if (place === undefined) return undefined;
  const secret = await openPlace(place, inputs, holds, context, origin);
  if (!(await versionIsThere(secret, versionId, context))) {
    context.tell(`secret ${secret.name}: the spare ${fingerprint} is not there any more, so a new key is made`);
    return undefined;
  }
  const labels = [PENDING, LATEST].flatMap((stage): Step[] => {
    const from = holderOf(secret, stage);
    if (from === versionId) return [];
    return [{ do: "move", stage, to: versionId, ...(from === undefined ? {} : { from }) }];
  });
  await carryOut(secret.arn, [...metadataSteps(secret, place.former, inputs), ...labels], context);
  context.tell(`secret ${secret.name}: the spare ${fingerprint} takes the place of the key`);
  return { arn: secret.arn, versionId };
}
