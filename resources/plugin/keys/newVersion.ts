import { CURRENT, LATEST, PENDING } from "../../secrets/labels";
import { toLiveRecord } from "../../secrets/liveRecord";
import type { SecretStore, WrittenVersion } from "../../secrets/secretStore";
import type { KeyInputs, KeyMaterial } from "../../kinds/keyInputs";

/** A key that is made, and in no secret yet. */
export interface NewVersion {
  readonly inputs: KeyInputs;
  readonly material: KeyMaterial;
  /** Value of the tag that says what the secret holds. */
  readonly holds: string;
  /** One for all attempts, so that a lost answer never makes two versions: AWS takes it for the version id. */
  readonly token: string;
}

/** The step that publishes the version: nothing after it can fail. */
export async function addVersion(
  secretId: string,
  { inputs, material, token }: NewVersion,
  store: SecretStore,
  isOwned: boolean,
): Promise<WrittenVersion> {
  const stage = inputs.publishAs === "pending" ? PENDING : CURRENT;
  // Only of a secret we own does the label decide anything; on another's it would stand in for the owner's own
  const stages = isOwned ? [stage, LATEST] : [stage];
  return store.put({ secretId, value: material.value, token, stages });
}

/** With `pending` an Activation decides what is live, and has to know the first version even if this run is killed. */
export function firstVersionRecord({ inputs, material, token }: NewVersion): Record<string, string> {
  return inputs.publishAs === "pending" ? toLiveRecord({ versionId: token, ...material.outputs }) : {};
}
