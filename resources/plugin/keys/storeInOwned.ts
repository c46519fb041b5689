import type { WrittenVersion } from "../../secrets/secretStore";
import type { Context } from "../context";
import { carryOut } from "../steps";
import { tellReaders } from "../tellReaders";
import { decideStore } from "./decideStore";
import { makeSecret } from "./makeSecret";
import type { NewVersion } from "./newVersion";
import { openPlace } from "./openPlace";
import type { Origin } from "./origin";
import { knownPlace } from "./place";
import { putSpare } from "./putSpare";

/**
 * Stores the key in the secret of that name, which is ours: it is made, or gets a version more. A spare goes before the key,
 * since the step that publishes the key is the last one; only the first version of a secret has to be the key.
 */
export async function storeInOwned(
  name: string,
  version: NewVersion,
  context: Context,
  origin: Origin,
): Promise<WrittenVersion> {
  const { inputs, material, holds, token, spare } = version;
  const place = (await knownPlace(name, inputs, context, origin)) ?? (await makeSecret(name, version, context));
  if ("versionId" in place) {
    if (spare !== undefined) await putSpare(place.arn, spare, context);
    return place;
  }
  const secret = await openPlace(place, inputs, holds, context, origin);
  const decided = decideStore(place, secret, version, origin.isNew === true);
  await carryOut(secret.arn, decided.claim, context);
  if (place.isFound) await tellReaders(secret, context, origin.found);
  await carryOut(secret.arn, decided.record, context);
  if (spare !== undefined) await putSpare(secret.arn, spare, context);
  const { stages } = decided;
  const written = await context.openStore().put({ secretId: secret.arn, value: material.value, token, stages });
  for (const line of decided.tell) context.tell(line);
  return written;
}
