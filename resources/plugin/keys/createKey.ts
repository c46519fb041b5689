import { failure } from "../../errors";
import type { Context } from "../context";
import { describeThere } from "../store/presence";
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

/** What this run knows of the resource before its new key is made. */
export interface Origin {
  /** The key that is being replaced; absent: none, or no `diff` was asked. */
  readonly replaced?: KeyState<KeyInputs> | undefined;
  /** State knew no such resource. */
  readonly isNew?: boolean;
  /** State knew a key under the same name, but no `diff` told which (`replacementTrigger`, `replaceWith`). */
  readonly isThere?: boolean;
}

// A forced deletion goes on for a while after AWS has answered; the name is free when it ends (API reference,
// DeleteSecret: "use back off and retry logic")
const NAME_RELEASE_WAITS = [1_000, 2_000, 4_000, 8_000];

const WHOSE_IT_MAY_BE =
  "where the resource only moved, into a component say, an alias keeps its key instead (docs/refactor.md); where it is " +
  "the key of another organization's or backend's stack of this name, give each a secretName of its own (docs/limits.md)";

/**
 * Makes a fresh key and stores it as a version of its secret. One token for all attempts, so that a lost answer never
 * makes two versions. The step that publishes the version is the last one: nothing after it can fail.
 *
 * A key that replaces another goes to where that one is first: with credentials of another account it is refused there,
 * before a secret is made, or a version added to one of the same name, in the wrong place.
 */
export async function createKey<I extends KeyInputs>(
  kind: KeyKind<I>,
  inputs: I,
  context: Context,
  origin: Origin = { isNew: true },
): Promise<CreatedKey<I>> {
  const token = context.newToken();
  const [material] = await Promise.all([kind.make(inputs, context), readyStore(context)]);
  const written =
    inputs.secretName === undefined
      ? await addToBorrowed(String(inputs.secretId), inputs, material, token, context, origin)
      : await createOwned(inputs.secretName, kind.holds, inputs, material, token, context, origin);
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

/** Loads the AWS client, while a thread of the pool makes the key. */
async function readyStore(context: Context): Promise<unknown> {
  return context.store;
}

async function createOwned(
  name: string,
  holds: string,
  inputs: KeyInputs,
  material: KeyMaterial,
  token: string,
  context: Context,
  { replaced, isNew, isThere }: Origin,
): Promise<WrittenVersion> {
  if (isThere === true) {
    const there = await describeThere(name, context);
    if (there === undefined) throw notThere(name);
    return addToOwned(there, holds, inputs, material, token, context);
  }
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
            (isNew === true && whose === "is ours" ? `; ${WHOSE_IT_MAY_BE}` : ""),
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

/** It is not taken for gone: in another account, too, nobody knows the name. */
function notThere(name: string) {
  return failure("ERR_SECRET_NOT_FOUND", {
    doing: `replacing the key in secret ${name}`,
    what: "state knows that secret, and these credentials find none of that name; nothing was made",
    advice: "use the credentials of its account; where somebody deleted it, run pulumi refresh, then pulumi up",
  });
}

/** By ARN where it is known: another account may well have a secret of that name. */
async function addToBorrowed(
  secretId: string,
  inputs: KeyInputs,
  material: KeyMaterial,
  token: string,
  context: Context,
  { replaced }: Origin,
): Promise<WrittenVersion> {
  const isSame = replaced?.secretId === secretId && replaced.region === inputs.region;
  const target = isSame ? replaced.secretArn : secretId;
  return addVersion(target, inputs, material, token, context, isHandedOver(inputs, replaced));
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
