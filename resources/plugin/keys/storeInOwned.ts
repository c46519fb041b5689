import { holderOf, LATEST } from "../../secrets/labels";
import type { SecretDescription, WrittenVersion } from "../../secrets/secretStore";
import { restoreThere } from "../../secrets/settled";
import type { Context } from "../context";
import { carryOut } from "../steps";
import { tellReaders } from "../tellReaders";
import { decideStore } from "./decideStore";
import { makeSecret } from "./makeSecret";
import type { NewVersion } from "./newVersion";
import type { Origin } from "./origin";
import { assertOurs } from "./ownership";
import { knownPlace } from "./place";

/** Stores the key in the secret of that name, which is ours: it is made, or gets a version more. */
export async function storeInOwned(
  name: string,
  version: NewVersion,
  context: Context,
  origin: Origin,
): Promise<WrittenVersion> {
  const { inputs, material, holds, token } = version;
  const place = (await knownPlace(name, inputs, context, origin)) ?? (await makeSecret(name, version, context));
  if ("versionId" in place) return place;
  origin.assertUnshared(place.secret.arn);
  assertOurs(place.secret, inputs, holds, place.former?.owner);
  const secret = await broughtBack(place.secret, context);
  origin.hadNewest(holderOf(secret, LATEST));
  const decided = decideStore(place, secret, version, origin.isNew === true);
  await carryOut(secret.arn, decided.claim, context);
  if (place.isFound) await tellReaders(secret, context, origin.found);
  await carryOut(secret.arn, decided.record, context);
  const { stages } = decided;
  const written = await context.openStore().put({ secretId: secret.arn, value: material.value, token, stages });
  for (const line of decided.tell) context.tell(line);
  return written;
}

/** From an earlier key, or from a run that was killed, it may be scheduled for deletion. */
async function broughtBack(secret: SecretDescription, context: Context): Promise<SecretDescription> {
  if (secret.scheduledForDeletion === undefined) return secret;
  const restored = await restoreThere(secret.arn, context);
  context.tell(`secret ${restored.name} was scheduled for deletion: restored, its earlier versions are back`);
  return restored;
}
