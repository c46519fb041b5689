import { failure } from "../../errors";
import type { SecretDescription } from "../../secrets/secretStore";
import { isOfStack, KIND_TAG, OWNER_TAG } from "../../secrets/tags";
import type { KeyInputs } from "../../kinds/keyInputs";

/**
 * Refuses a secret that is not ours, unless the user said `adopt: true`, and one that holds something else.
 *
 * `formerOwner`: the owner in the state of the key that is replaced in this very secret. It differs after a stack was
 * renamed, and the tag still carries it.
 */
export function assertOurs(secret: SecretDescription, inputs: KeyInputs, holds: string, formerOwner?: string): void {
  const { [OWNER_TAG]: owner, [KIND_TAG]: held = holds } = secret.tags;
  const refused = (what: string, advice: string) =>
    failure("ERR_SECRET_NOT_OURS", { doing: `creating secret ${secret.name}`, what, advice });
  if (held !== holds)
    throw refused(
      `it holds the ${held} of ${String(owner)}, and this resource would put its ${holds} there`,
      ANOTHER_NAME,
    );
  if (owner === inputs.owner || inputs.adopt === true) return;
  if (owner !== undefined && owner === formerOwner) return;
  if (owner === undefined) {
    throw refused(
      "it exists and has no owner tag, somebody else made it",
      `${ANOTHER_NAME}, or use secretId to add versions to it; docs/refactor.md has how to take it over`,
    );
  }
  const another = `${ANOTHER_NAME}, for example "${apartFor(inputs.owner, secret.name)}"`;
  // The same stack: most often the resource was renamed, and its key is meant to stay
  const advice = isOfStack(secret.tags, inputs.owner)
    ? `if it is the same key under a new name, give the resource the option aliases: [{ name: "${nameIn(owner)}" }]; if not, ${another}`
    : `${another}; that stack's live key stays as it is (docs/refactor.md has how to take over what is nobody's any more)`;
  throw refused(`it exists and belongs to ${owner}`, advice);
}

/** Two stacks of one partner and environment have the same default name: that of the stack keeps them apart. */
function apartFor(owner: string, secretName: string): string {
  const [, stack = ""] = owner.split("/");
  const cut = secretName.lastIndexOf("/") + 1;
  return `${secretName.slice(0, cut)}${stack}/${secretName.slice(cut)}`;
}

const ANOTHER_NAME = "choose another secretName (in PartnerCredentials privateKeySecretName or apiKeySecretName)";

function nameIn(owner = ""): string {
  return owner.split("/").slice(2).join("/");
}
