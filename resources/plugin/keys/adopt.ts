import type { KeyInputs, KeyState } from "../../kinds/keyInputs";
import { LATEST, holderOf } from "../../secrets/labels";
import type { SecretDescription } from "../../secrets/secretStore";
import { moveThere } from "../../secrets/settled";
import type { Context } from "../context";
import type { ForeignVersion } from "../foreignVersion";

/**
 * A version that somebody else made becomes the key of the resource. The deployer reads no value, so nothing else is known
 * of it. Of a secret that we own it is the newest from now on: deleting the resource deletes the secret.
 *
 * @returns the facts of the key
 */
export async function adopt(
  { versionId, createdAt }: ForeignVersion,
  secret: SecretDescription,
  olds: KeyState<KeyInputs>,
  context: Context,
): Promise<[string, unknown][]> {
  if (olds.secretName !== undefined) {
    const from = holderOf(secret, LATEST);
    const move = { arn: secret.arn, stage: LATEST, to: versionId };
    await moveThere(from === undefined ? move : { ...move, from }, context);
  }
  context.tell(
    `secret ${secret.name}: version ${versionId}, which somebody else made, is the key of ${olds.owner} now; its public half is not known here`,
  );
  const facts = { versionId, fingerprint: "", createdAt: createdAt.toISOString(), adopted: true };
  return Object.entries("publicKeyPem" in olds ? { ...facts, publicKeyPem: "" } : facts);
}
