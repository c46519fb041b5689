import { failure } from "../../errors";
import type { SecretDescription } from "../../secrets/secretStore";
import { isOfStack, KIND_TAG, OWNER_TAG } from "../../secrets/tags";
import type { KeyInputs } from "../../kinds/keyInputs";
import { scheduled } from "../../words/scheduled";

/**
 * Refuses a secret that is not ours, unless the user said `adopt: true`, and one that holds something else.
 *
 * `formerOwner`: the owner in the state of the key that is replaced in this very secret. It differs after a stack was
 * renamed, and the tag still carries it.
 */
export function assertOurs(secret: SecretDescription, inputs: KeyInputs, holds: string, formerOwner?: string): void {
  const { [OWNER_TAG]: owner } = secret.tags;
  const refused = (what: string, advice: string) =>
    failure("ERR_SECRET_NOT_OURS", { doing: `creating secret ${secret.name}`, what, advice });
  const another = anotherKind(secret, holds);
  if (another !== undefined) throw refused(another, ANOTHER_NAME);
  if (owner === inputs.owner || inputs.adopt === true) return;
  if (owner !== undefined && owner === formerOwner) return;
  const whose = owner === undefined ? "has no owner tag, somebody else made it" : `belongs to ${owner}`;
  const renamed = isOfStack(secret.tags, inputs.owner)
    ? `; if it is the same key under a new name, give the resource the option aliases: [{ name: "${nameIn(owner)}" }]`
    : "";
  const { scheduledForDeletion } = secret;
  if (scheduledForDeletion !== undefined)
    throw refused(
      `a secret of that name is ${scheduled(scheduledForDeletion)} and ${whose}; until then the name is taken`,
      `${ANOTHER_NAME}, or adopt: true to restore it and take it over${renamed}`,
    );
  throw refused(
    `it exists and ${whose}`,
    `${ANOTHER_NAME}, or use secretId to add versions to it, or adopt: true to take it over${renamed}`,
  );
}

/** What a secret holds that has no room for what this resource makes; `undefined` where it has. */
export function anotherKind({ tags }: SecretDescription, holds: string): string | undefined {
  const { [OWNER_TAG]: owner, [KIND_TAG]: held = holds } = tags;
  if (held === holds) return undefined;
  return `it holds the ${held} of ${String(owner)}, and this resource would put its ${holds} there`;
}

const ANOTHER_NAME = "choose another secretName (in PartnerCredentials privateKeySecretName or apiKeySecretName)";

function nameIn(owner = ""): string {
  return owner.split("/").slice(2).join("/");
}
