import type { WrittenVersion } from "../../secrets/secretStore";
import type { Context } from "../context";
import type { KeyInputs, KeyState } from "../../kinds/keyInputs";
import { addVersion, type NewVersion } from "./newVersion";
import type { Origin } from "./origin";

/** Adds the key to a secret of somebody else's. By ARN where it is known: another account may have one of that name. */
export async function storeInBorrowed(
  secretId: string,
  version: NewVersion,
  { store }: Context,
  { replaced }: Origin,
): Promise<WrittenVersion> {
  const { inputs } = version;
  const isSame = replaced?.secretId === secretId && replaced.region === inputs.region;
  return addVersion(isSame ? replaced.secretArn : secretId, version, store, isHandedOver(inputs, replaced));
}

/** A secret of ours that is somebody else's from now on, who declares it elsewhere: our newest version is known by its label. */
function isHandedOver({ secretId }: KeyInputs, replaced: KeyState<KeyInputs> | undefined): boolean {
  return replaced?.secretName !== undefined && [replaced.secretArn, replaced.secretName].includes(String(secretId));
}
