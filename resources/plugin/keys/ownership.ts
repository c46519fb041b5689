import { failure } from "../../errors";
import type { SecretDescription } from "../store/secretStore";
import type { KeyInputs } from "./keyInputs";

/** Tag of every secret we own: `<project>/<stack>/<resource name>`. */
export const OWNER_TAG = "partner-keys:owner";

/** Whether the owner tag names a resource of the stack of `owner` (`<project>/<stack>/<resource name>`). */
export function isOfStack(tags: SecretDescription["tags"], owner: string): boolean {
  const stackOf = (resource: string) => resource.split("/").slice(0, 2).join("/");
  const tag = tags[OWNER_TAG];
  return tag !== undefined && stackOf(tag) === stackOf(owner);
}

/**
 * Refuses a secret that is not ours, unless the user said `adopt: true`.
 *
 * `formerOwner`: the owner in the state of the key that is replaced in this very secret. It differs after a stack was
 * renamed, and the tag still carries it.
 */
export function assertOurs(secret: SecretDescription, inputs: KeyInputs, formerOwner?: string): void {
  const owner = secret.tags[OWNER_TAG];
  if (owner === inputs.owner || inputs.adopt === true) return;
  if (owner !== undefined && owner === formerOwner) return;
  const whose = owner === undefined ? "has no owner tag, somebody else made it" : `belongs to ${owner}`;
  throw failure("ERR_SECRET_NOT_OURS", {
    doing: `creating secret ${secret.name}`,
    what: `it exists and ${whose}`,
    advice:
      "choose another secretName (in PartnerCredentials privateKeySecretName or apiKeySecretName), " +
      "or use secretId to add versions to it, or adopt: true to take it over",
  });
}
