import type { KeyInputs, KeyState } from "../../kinds/keyInputs";
import type { SecretDescription } from "../../secrets/secretStore";
import type { Context } from "../context";
import { assertDecided } from "../foreignVersion";
import { foreignOf } from "./readKey";

/** A new key takes the live label: not from a version that somebody else put there, and that no refresh has reported yet. */
export async function assertNoForeign(
  secret: SecretDescription,
  replaced: KeyState<KeyInputs>,
  inputs: KeyInputs,
  context: Context,
): Promise<void> {
  if (inputs.publishAs === "pending" || secret.scheduledForDeletion !== undefined) return;
  const foreign = await foreignOf(secret, replaced, context);
  assertDecided(`replacing the key in secret ${secret.arn}`, inputs, foreign?.versionId);
}
