import type { WrittenVersion } from "../../secrets/secretStore";
import { KIND_TAG } from "../../secrets/tags";
import type { Context } from "../context";
import { declaredTags } from "./metadata";
import { firstVersionRecord, type NewVersion } from "./newVersion";
import type { Place } from "./place";

// A forced deletion goes on for a while after AWS has answered; the name is free when it ends (API reference,
// DeleteSecret: "use back off and retry logic"). Or the secret is there, and AWS does not show it yet
const NAME_TAKEN_WAITS = [1_000, 2_000, 4_000, 8_000, 16_000];

/** Makes the secret with the key in it. Where the name is taken already, what is there is the answer. */
export async function makeSecret(
  name: string,
  version: NewVersion,
  { openStore, wait }: Context,
): Promise<WrittenVersion | Place> {
  const { inputs, material, holds, token } = version;
  const store = openStore();
  for (const pause of [...NAME_TAKEN_WAITS, undefined]) {
    const created = await store.create({
      name,
      value: material.value,
      token,
      ...(inputs.description === undefined ? {} : { description: inputs.description }),
      ...(inputs.kmsKeyId === undefined ? {} : { kmsKeyId: inputs.kmsKeyId }),
      tags: { ...declaredTags(inputs), [KIND_TAG]: holds, ...firstVersionRecord(version) },
    });
    if (!("refused" in created)) return created;
    const secret = await store.describe(name);
    if (secret !== undefined) return { secret, isFound: true };
    if (pause === undefined) throw created.refused;
    await wait(pause);
  }
  throw new Error("unreachable: the last round returns or throws");
}
