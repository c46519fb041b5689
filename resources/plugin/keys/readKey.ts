import { CURRENT, holderOf, STANDBY } from "../../secrets/labels";
import { describeThere, versionIsThere } from "../../secrets/presence";
import type { SecretDescription } from "../../secrets/secretStore";
import type { Context } from "../context";
import type { KeyInputs, KeyState } from "../../kinds/keyInputs";
import { foreignVersionOf, tellForeign, type ForeignVersion } from "../foreignVersion";
import { assertNamed } from "./namelessKey";
import { kmsKeyDiffers, tagsToSet } from "./metadata";

/**
 * Compares the state with AWS. `undefined`: the key is gone for good (secret or version deleted), the next `up` makes a
 * new one. Everything that can be put back without a new key is reported as drift.
 */
export async function readKey<I extends KeyInputs>(
  state: KeyState<I>,
  context: Context,
): Promise<KeyState<I> | undefined> {
  assertNamed("reading", state);
  const { createdAt, versionId } = state;
  const secret = await describeThere(state.secretArn, context, createdAt);
  if (secret === undefined) return undefined;
  // Whether AWS lists the versions of a scheduled secret is not documented; the key comes back with its secret
  if (secret.scheduledForDeletion) return { ...state, drift: driftOf(secret, state) };
  const isThere = await versionIsThere(secret, versionId, context, createdAt);
  const foreign = await foreignOf(secret, state, context);
  if (foreign === undefined && !isThere) return undefined;
  const { foreignVersionId: _, ...others } = state;
  const found = foreign === undefined ? {} : { foreignVersionId: foreign.versionId };
  return { ...(others as KeyState<I>), ...found, drift: driftOf(secret, state, foreign) };
}

/** Of a key that is live without an Activation. */
export async function foreignOf(
  secret: SecretDescription,
  { publishAs, versionId, createdAt }: KeyState<KeyInputs>,
  { openStore }: Context,
): Promise<ForeignVersion | undefined> {
  if (publishAs === "pending") return undefined;
  return foreignVersionOf(secret, { versionId, writtenAt: createdAt, known: [versionId] }, openStore);
}

const SCHEDULED = "the secret is scheduled for deletion on";

/** Whether a refresh found the secret scheduled for deletion. */
export function tellsOfDeletion(drift: string): boolean {
  return drift.startsWith(SCHEDULED);
}

/** "" or one sentence that names what differs; the next `up` puts it back. */
function driftOf(secret: SecretDescription, state: KeyState<KeyInputs>, foreign?: ForeignVersion): string {
  if (secret.scheduledForDeletion) {
    return `${SCHEDULED} ${secret.scheduledForDeletion.toISOString()}, the same key will be restored`;
  }
  const differences: string[] = [];
  if (state.publishAs !== "pending") {
    const holder = holderOf(secret, CURRENT);
    if (foreign !== undefined) differences.push(tellForeign(foreign, state.versionId));
    else if (holder !== state.versionId) {
      differences.push(`${CURRENT} is on version ${String(holder)} instead of ${state.versionId}`);
    }
  }
  const spare = holderOf(secret, STANDBY);
  if (state.standbyKey !== undefined && spare !== state.standbyKey.versionId)
    differences.push(`${STANDBY} is on version ${String(spare)} instead of ${state.standbyKey.versionId}`);
  if (state.secretName !== undefined) differences.push(...metadataDrift(secret, state));
  return differences.join(", ");
}

function metadataDrift(secret: SecretDescription, state: KeyInputs): string[] {
  const differences: string[] = [];
  if (secret.description !== (state.description ?? "")) differences.push("the description was edited");
  if (kmsKeyDiffers(secret.kmsKeyId, state.kmsKeyId) === true)
    differences.push(`the KMS key is ${secret.kmsKeyId ?? "AWS's own"}`);
  const tags = Object.keys(tagsToSet(secret.tags, state));
  if (tags.length > 0) differences.push(`tags were edited (${tags.join(", ")})`);
  return differences;
}
