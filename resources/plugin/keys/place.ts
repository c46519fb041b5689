import { failure } from "../../errors";
import type { KeyInputs, KeyState } from "../../kinds/keyInputs";
import { describeThere } from "../../secrets/presence";
import type { SecretDescription } from "../../secrets/secretStore";
import type { Context } from "../context";
import { assertNoForeign } from "./assertNoForeign";
import type { Origin } from "./origin";

/** A secret of ours that is there before the key is stored in it, as it was seen. */
export interface Place {
  readonly secret: SecretDescription;
  /** The key that is replaced in this very secret. */
  readonly former?: KeyState<KeyInputs>;
  /** State knows nothing of it: AWS refused to make another of its name. */
  readonly isFound: boolean;
}

/** The secret of that name, where this run knows that it is there; nobody else is asked for it. */
export async function knownPlace(
  name: string,
  inputs: KeyInputs,
  context: Context,
  { replaced, isThere }: Origin,
): Promise<Place | undefined> {
  if (isThere === true) {
    const secret = await describeThere(name, context);
    if (secret === undefined) throw notThere(name);
    return { secret, isFound: false };
  }
  if (replaced?.region !== inputs.region) return undefined;
  const secret = await describeThere(replaced.secretArn, context, replaced.createdAt);
  if (secret?.name !== name) return undefined;
  await assertNoForeign(secret, replaced, inputs, context);
  return { secret, former: replaced, isFound: false };
}

/** It is not taken for gone: in another account, too, nobody knows the name. */
function notThere(name: string) {
  return failure("ERR_SECRET_NOT_FOUND", {
    doing: `replacing the key in secret ${name}`,
    what: "state knows that secret, and these credentials find none of that name; nothing was made",
    advice: "use the credentials of its account; where somebody deleted it, run pulumi refresh, then pulumi up",
  });
}
