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
  const { scheduledForDeletion } = secret;
  if (scheduledForDeletion !== undefined) {
    const whose = owner === undefined ? "has no owner tag, somebody else made it" : `belongs to ${owner}`;
    throw refused(
      `a secret of that name is ${scheduled(scheduledForDeletion)} and ${whose}; until then the name is taken`,
      `${elsewhere(inputs.owner, secret, owner)}; docs/refactor.md has how to restore it and take it over`,
    );
  }
  if (owner === undefined) {
    throw refused(
      "it exists and has no owner tag, somebody else made it",
      `${ANOTHER_NAME}, or use secretId to add versions to it; docs/refactor.md has how to take it over`,
    );
  }
  const is = `it exists and belongs to ${owner}`;
  if (isOfStack(secret.tags, inputs.owner)) throw refused(is, elsewhere(inputs.owner, secret, owner));
  const stays =
    "that stack's live key stays as it is (docs/refactor.md has how to take over what is nobody's any more)";
  throw refused(is, `${elsewhere(inputs.owner, secret, owner)}; ${stays}`);
}

/** The same stack: most often the resource was renamed, and its key is meant to stay. */
function elsewhere(mine: string, { name, tags }: SecretDescription, owner: string | undefined): string {
  const another = `${ANOTHER_NAME}, for example "${apartFor(mine, name)}"`;
  if (owner === undefined || !isOfStack(tags, mine)) return another;
  return `if it is the same key under a new name, give the resource the option aliases: [{ name: "${nameIn(owner)}" }]; if not, ${another}`;
}

/** Two stacks of one partner and environment have the same default name: that of the stack keeps them apart. */
function apartFor(owner: string, secretName: string): string {
  const [, stack = ""] = owner.split("/");
  const cut = secretName.lastIndexOf("/") + 1;
  return `${secretName.slice(0, cut)}${stack}/${secretName.slice(cut)}`;
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
