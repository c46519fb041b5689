import { STANDBY } from "../../secrets/labels";
import { timeAtAws } from "../../secrets/timeAtAws";
import type { KeyInputs, KeyMaterial, StandbyKey } from "../../kinds/keyInputs";
import type { KeyKind } from "../../kinds/keyKind";
import type { Context } from "../context";

/** A spare that is made, and in no secret yet. */
export interface NewSpare {
  readonly material: KeyMaterial;
  /** One for all attempts: AWS takes it for the version id. */
  readonly token: string;
}

/** Makes the spare of a key. */
export async function makeSpare<I extends KeyInputs>(kind: KeyKind<I>, inputs: I, context: Context): Promise<NewSpare> {
  return { material: await kind.make(inputs, context), token: context.newToken() };
}

/** Stores a spare. AWS takes the label off the spare before it. */
export async function putSpare(
  secretId: string,
  { material: { value }, token }: NewSpare,
  { openStore }: Context,
): Promise<void> {
  await openStore().put({ secretId, value, token, stages: [STANDBY] });
}

/** What state keeps of a spare. */
export function factsOfSpare({ material, token }: NewSpare, context: Context): StandbyKey {
  return { versionId: token, ...material.outputs, createdAt: timeAtAws(context).toISOString() };
}
