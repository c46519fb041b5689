import { failure } from "../../errors";
import { describeThere } from "../../secrets/presence";
import type { SecretDescription, WrittenVersion } from "../../secrets/secretStore";
import { restoreThere } from "../../secrets/settled";
import { KIND_TAG, OWNER_TAG } from "../../secrets/tags";
import type { Context } from "../context";
import { tellReaders } from "../tellReaders";
import type { KeyInputs, KeyState } from "../../kinds/keyInputs";
import { assertNoForeign } from "./assertNoForeign";
import { addVersion, firstVersionRecord, type NewVersion } from "./newVersion";
import type { Origin } from "./origin";
import { assertOurs } from "./ownership";
import { declaredTags, reconcileMetadata } from "./reconcileMetadata";

// A forced deletion goes on for a while after AWS has answered; the name is free when it ends (API reference,
// DeleteSecret: "use back off and retry logic"). Or the secret is there, and AWS does not show it yet
const NAME_TAKEN_WAITS = [1_000, 2_000, 4_000, 8_000, 16_000];

const WHOSE_IT_MAY_BE =
  "if you have not forced that, the resource moved (docs/refactor.md), or another backend has a stack of this name (docs/limits.md)";

/** Stores the key in the secret of that name, which is ours: it is made, or gets a version more. */
export async function storeInOwned(
  name: string,
  version: NewVersion,
  context: Context,
  { replaced, isNew, isThere, found, assertUnshared }: Origin,
): Promise<WrittenVersion> {
  const { inputs, material, holds, token } = version;
  const claimed = (secret: SecretDescription, former?: KeyState<KeyInputs>) => {
    assertUnshared(secret.arn);
    return makeOurs(secret, version, context, former);
  };
  if (isThere === true) {
    const there = await describeThere(name, context);
    if (there === undefined) throw notThere(name);
    return addTo(await claimed(there), version, context);
  }
  const known =
    replaced?.region === inputs.region
      ? await describeThere(replaced.secretArn, context, replaced.createdAt)
      : undefined;
  if (known?.name === name && replaced !== undefined) await assertNoForeign(known, replaced, inputs, context);
  if (known?.name === name) return addTo(await claimed(known, replaced), version, context);
  for (const wait of [...NAME_TAKEN_WAITS, undefined]) {
    const created = await context.store.create({
      name,
      value: material.value,
      token,
      ...(inputs.description === undefined ? {} : { description: inputs.description }),
      ...(inputs.kmsKeyId === undefined ? {} : { kmsKeyId: inputs.kmsKeyId }),
      tags: { ...declaredTags(inputs), [KIND_TAG]: holds, ...firstVersionRecord(version) },
    });
    if (!("refused" in created)) return created;
    const secret = await context.store.describe(name);
    if (secret !== undefined) {
      const ours = await claimed(secret);
      await tellReaders(ours, context, found);
      const added = await addTo(ours, version, context);
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
async function makeOurs(
  seen: SecretDescription,
  { inputs, holds }: NewVersion,
  context: Context,
  replaced?: KeyState<KeyInputs>,
): Promise<SecretDescription> {
  assertOurs(seen, inputs, holds, replaced?.owner);
  const secret = seen.scheduledForDeletion ? await restoreThere(seen.arn, context) : seen;
  if (secret !== seen)
    context.tell(`secret ${secret.name} was scheduled for deletion: restored, its earlier versions are back`);
  await reconcileMetadata(secret, replaced, inputs, context.store);
  return secret;
}

async function addTo(secret: SecretDescription, version: NewVersion, { store }: Context): Promise<WrittenVersion> {
  // AWS makes the first version of a secret live whatever labels are asked for
  const isFirst = Object.keys(secret.stages).length === 0;
  if (isFirst && version.inputs.publishAs === "pending") await store.tag(secret.arn, firstVersionRecord(version));
  return addVersion(secret.arn, version, store, true);
}

/** It is not taken for gone: in another account, too, nobody knows the name. */
function notThere(name: string) {
  return failure("ERR_SECRET_NOT_FOUND", {
    doing: `replacing the key in secret ${name}`,
    what: "state knows that secret, and these credentials find none of that name; nothing was made",
    advice: "use the credentials of its account; where somebody deleted it, run pulumi refresh, then pulumi up",
  });
}
