import type { Context } from "../context";
import { CURRENT, LATEST, PENDING, type SecretDescription, type WrittenVersion } from "../store/secretStore";
import type { KeyInputs, KeyMaterial, KeyState } from "./keyInputs";
import type { KeyKind } from "./kinds/keyKind";
import { toLiveRecord } from "./liveRecord";
import { assertOurs, KIND_TAG, OWNER_TAG } from "./ownership";
import { declaredTags, reconcileMetadata } from "./reconcileMetadata";

export interface CreatedKey<I extends KeyInputs> {
  readonly id: string;
  readonly outs: KeyState<I>;
}

// A forced deletion goes on for a while after AWS has answered; the name is free when it ends (API reference,
// DeleteSecret: "use back off and retry logic")
const NAME_RELEASE_WAITS = [1_000, 2_000, 4_000, 8_000];

/**
 * Makes a fresh key and stores it as a version of its secret. One token for all attempts, so that a lost answer never
 * makes two versions. The step that publishes the version is the last one: nothing after it can fail.
 *
 * `replaced`: the key that is being replaced. Going to its ARN first saves a call, and with credentials of another
 * account it is refused there, before a secret is made in the wrong place.
 *
 * `isNew`: state knew no such resource.
 */
export async function createKey<I extends KeyInputs>(
  kind: KeyKind<I>,
  inputs: I,
  context: Context,
  replaced?: KeyState<KeyInputs>,
  isNew = replaced === undefined,
): Promise<CreatedKey<I>> {
  const token = context.newToken();
  const material = await kind.make(inputs, context);
  const written =
    inputs.secretName === undefined
      ? await addVersion(String(inputs.secretId), inputs, material, token, context, isHandedOver(inputs, replaced))
      : await createOwned(inputs.secretName, kind.holds, inputs, material, token, context, replaced, isNew);
  const outs = {
    ...inputs,
    ...material.outputs,
    secretArn: written.arn,
    versionId: written.versionId,
    createdAt: context.now().toISOString(),
    drift: "",
  };
  return { id: `${written.arn}|${written.versionId}`, outs };
}

async function createOwned(
  name: string,
  holds: string,
  inputs: KeyInputs,
  material: KeyMaterial,
  token: string,
  context: Context,
  replaced: KeyState<KeyInputs> | undefined,
  isNew: boolean,
): Promise<WrittenVersion> {
  const known = replaced?.region === inputs.region ? await context.store.describe(replaced.secretArn) : undefined;
  if (known?.name === name) return addToOwned(known, holds, inputs, material, token, context, replaced);
  for (const wait of [...NAME_RELEASE_WAITS, undefined]) {
    const created = await context.store.create({
      name,
      value: material.value,
      token,
      ...(inputs.description === undefined ? {} : { description: inputs.description }),
      ...(inputs.kmsKeyId === undefined ? {} : { kmsKeyId: inputs.kmsKeyId }),
      tags: { ...declaredTags(inputs), [KIND_TAG]: holds, ...firstVersionRecord(inputs, material, token) },
    });
    if (!("refused" in created)) return created;
    const secret = await context.store.describe(name);
    if (secret !== undefined) {
      const added = await addToOwned(secret, holds, inputs, material, token, context);
      // Ours by its tag, but not in this state: the state was lost, or an earlier run was killed
      const whose = secret.tags[OWNER_TAG] === inputs.owner ? "is ours" : "was adopted";
      if (!secret.scheduledForDeletion)
        context.tell(
          `secret ${name} exists and ${whose}: it got a new version` +
            (isNew && whose === "is ours"
              ? "; where the resource only moved, into a component say, an alias keeps its key instead (docs/refactor.md)"
              : ""),
        );
      return added;
    }
    if (wait === undefined) throw created.refused;
    await context.wait(wait);
  }
  throw new Error("unreachable: the last round returns or throws");
}

/** The name is taken by a secret of ours: from an earlier key, from a run that was killed, or scheduled for deletion. */
async function addToOwned(
  secret: SecretDescription,
  holds: string,
  inputs: KeyInputs,
  material: KeyMaterial,
  token: string,
  context: Context,
  replaced?: KeyState<KeyInputs>,
): Promise<WrittenVersion> {
  assertOurs(secret, inputs, holds, replaced?.owner);
  if (secret.scheduledForDeletion) {
    await context.store.restore(secret.arn);
    context.tell(`secret ${secret.name} was scheduled for deletion: restored, its earlier versions are back`);
  }
  await reconcileMetadata(secret, replaced, inputs, context.store);
  // AWS makes the first version of a secret live whatever labels are asked for
  const isFirst = Object.keys(secret.stages).length === 0;
  if (isFirst && inputs.publishAs === "pending") {
    await context.store.tag(secret.arn, firstVersionRecord(inputs, material, token));
  }
  return addVersion(secret.arn, inputs, material, token, context, true);
}

/** A secret of ours that is somebody else's from now on, who declares it elsewhere: our newest version is known by its label. */
function isHandedOver({ secretId }: KeyInputs, replaced: KeyState<KeyInputs> | undefined): boolean {
  return replaced?.secretName !== undefined && [replaced.secretArn, replaced.secretName].includes(String(secretId));
}

async function addVersion(
  secretId: string,
  inputs: KeyInputs,
  material: KeyMaterial,
  token: string,
  { store }: Context,
  isOwned: boolean,
): Promise<WrittenVersion> {
  const stage = inputs.publishAs === "pending" ? PENDING : CURRENT;
  // Only of a secret we own does the label decide anything; on another's it would stand in for the owner's own
  const stages = isOwned ? [stage, LATEST] : [stage];
  return store.put({ secretId, value: material.value, token, stages });
}

/** With `pending` an Activation decides what is live, and has to know the first version even if this run is killed. */
function firstVersionRecord(inputs: KeyInputs, { outputs }: KeyMaterial, token: string): Record<string, string> {
  return inputs.publishAs === "pending" ? toLiveRecord({ versionId: token, ...outputs }) : {};
}
