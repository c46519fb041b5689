import { holderOf } from "../../secrets/labels";
import type { SecretDescription } from "../../secrets/secretStore";
import { moveThere } from "../../secrets/settled";
import type { Context } from "../context";

/** Puts a label back on the version that state knows it on, and tells that it was elsewhere. */
export async function putBackLabel(
  secret: SecretDescription,
  stage: string,
  versionId: string,
  context: Context,
): Promise<void> {
  const from = holderOf(secret, stage);
  if (from === versionId) return;
  const move = { arn: secret.arn, stage, to: versionId };
  await moveThere(from === undefined ? move : { ...move, from }, context);
  context.tell(`secret ${secret.name}: ${stage} moved back from version ${String(from)} to ${versionId}`);
}
