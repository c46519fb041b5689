import { factsOf, KEY_ID } from "../../secrets/about";
import { CURRENT, PENDING, PREVIOUS } from "../../secrets/labels";
import { isLiveRecordStale } from "../../secrets/liveRecord";
import { describeThere } from "../../secrets/presence";
import type { SecretDescription } from "../../secrets/secretStore";
import { sheetOf } from "../../secrets/sheet";
import type { KeyVersion } from "../../words/keyVersion";
import type { Context } from "../context";
import { foreignVersionOf, tellForeign, type ForeignVersion } from "../foreignVersion";
import type { ActivationState } from "./activationState";

/** Compares the labels with the state. `undefined`: the secret is gone. */
export async function readActivation(state: ActivationState, context: Context): Promise<ActivationState | undefined> {
  const secret = await describeThere(state.secretArn, context, state.promotedAt);
  if (secret === undefined) return undefined;
  // A scheduled deletion is reported and undone by the key resource. AWS may list no version meanwhile: then nothing is
  // known of the labels, and they come back with the secret
  if (secret.scheduledForDeletion && Object.keys(secret.stages).length === 0) return { ...state, drift: "" };
  const { foreignVersionId: _, ...others } = state;
  const foreign = await foreignLive(secret, state, state.candidate, context);
  if (foreign === undefined) return { ...others, drift: labelDrift(secret, state) };
  const { versionId } = foreign;
  return { ...others, foreignVersionId: versionId, drift: tellForeign(foreign, String(state.live?.versionId)) };
}

/**
 * The live version of the secret, where somebody else made it after the one that is live by this state.
 * `ofRun`: versions of ours that this run knows. A run that was killed may have put its key live, and no state of the
 * Activation knows it once the next run replaces it.
 */
export async function foreignLive(
  secret: SecretDescription,
  { live, pending, previous, standbyKey, promotedAt, compromisedKeys = [] }: Partial<ActivationState>,
  candidate: Pick<KeyVersion, "versionId">,
  { openStore }: Context,
  ofRun: readonly string[] = [],
): Promise<ForeignVersion | undefined> {
  if (!live) return undefined;
  const known = [
    ...ofRun,
    ...[candidate, live, pending, previous, standbyKey, ...compromisedKeys].map((key) => key?.versionId),
  ];
  return foreignVersionOf(secret, { versionId: live.versionId, writtenAt: promotedAt, known }, openStore);
}

function labelDrift(
  secret: SecretDescription,
  { owner, live, pending, previous, compromisedKeys = [] }: ActivationState,
): string {
  const differences: string[] = [];
  const sheet = sheetOf(secret);
  const expect = (stage: string, actual: string | undefined, expected: { versionId: string } | null | undefined) => {
    if (!expected) return;
    if (actual === expected.versionId) return;
    differences.push(
      `${stage} is on ${actual === undefined ? "no version" : `version ${actual}`} instead of ${expected.versionId}`,
    );
  };
  expect(CURRENT, sheet.live, live);
  expect(PENDING, sheet.pending, pending);
  expect(PREVIOUS, sheet.previous, previous);
  for (const { versionId } of compromisedKeys) {
    const labels = secret.stages[versionId] ?? [];
    if (labels.length > 0) differences.push(`${labels.join(", ")} is on version ${versionId}, which is compromised`);
  }
  if (isLiveRecordStale(secret.tags, owner, { live: live ?? null, pending: pending ?? null })) {
    differences.push("the record of the live key in the tags was edited");
  }
  if (live?.keyId !== undefined && factsOf(secret.tags, live.versionId)?.[KEY_ID] !== live.keyId) {
    differences.push("the record of the live key's id in the tags was edited");
  }
  return differences.join(", ");
}
