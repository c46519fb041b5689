import { failure } from "../../errors";
import { describeThere } from "../../secrets/presence";
import type { SecretDescription } from "../../secrets/secretStore";
import type { Context } from "../context";

/**
 * The secret of a key that state knows, as {@link describeThere} finds it.
 *
 * @throws {@link PartnerKeysError} `ERR_SECRET_NOT_FOUND` where it is gone
 */
export async function secretToUpdate(
  secretArn: string,
  context: Context,
  createdAt?: string,
): Promise<SecretDescription> {
  const secret = await describeThere(secretArn, context, createdAt);
  if (secret !== undefined) return secret;
  throw failure("ERR_SECRET_NOT_FOUND", {
    doing: `updating secret ${secretArn}`,
    what: "it does not exist any more",
    advice: "run pulumi refresh, then pulumi up",
  });
}
