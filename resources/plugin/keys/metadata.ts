import type { SecretDescription } from "../../secrets/secretStore";
import { OWNER_TAG } from "../../secrets/tags";
import type { KeyInputs } from "../../kinds/keyInputs";
import type { Step } from "../steps";

type Tags = Readonly<Record<string, string>>;

/** The tags that an owned secret must carry. Others (an organisation's automatic ones) are left alone. */
export function declaredTags(inputs: KeyInputs): Record<string, string> {
  return { ...inputs.tags, [OWNER_TAG]: inputs.owner };
}

/** Declared tags whose value on the secret is missing or another one. */
export function tagsToSet(actual: Tags, inputs: KeyInputs): Record<string, string> {
  return Object.fromEntries(Object.entries(declaredTags(inputs)).filter(([key, value]) => actual[key] !== value));
}

/**
 * Whether the key declared differs from the one AWS tells; `undefined` where the two texts may name the same key, which
 * cannot be told without asking KMS: an alias against a key id, or one of them without its account and region.
 */
export function kmsKeyDiffers(actual: string | undefined, declared: string | undefined): boolean | undefined {
  const [a, d] = [actual ?? "alias/aws/secretsmanager", declared ?? "alias/aws/secretsmanager"];
  if (a === d) return false;
  const isAlias = (id: string) => id.includes("alias/");
  if (isAlias(a) !== isAlias(d)) return actual === undefined || declared === undefined ? true : undefined;
  const isFull = (id: string) => id.startsWith("arn:");
  if (isFull(a) && isFull(d)) return true;
  const tail = (id: string) => (isAlias(id) ? id.slice(id.indexOf("alias/")) : id.slice(id.lastIndexOf("/") + 1));
  return tail(a) === tail(d) ? undefined : true;
}

/**
 * Makes description, KMS key and tags of an owned secret what is declared, with as few calls as possible. Pure.
 * `olds`: the inputs of the last run. Its tags that are declared no more are taken off; without it the secret is new to us.
 */
export function metadataSteps(secret: SecretDescription, olds: KeyInputs | undefined, inputs: KeyInputs): Step[] {
  const isNewToUs = secret.tags[OWNER_TAG] !== inputs.owner;
  const kmsChanges =
    kmsKeyDiffers(secret.kmsKeyId, inputs.kmsKeyId) ?? (olds ? olds.kmsKeyId !== inputs.kmsKeyId : isNewToUs);
  const change = {
    ...(secret.description === (inputs.description ?? "") ? {} : { description: inputs.description ?? "" }),
    ...(kmsChanges ? { kmsKeyId: inputs.kmsKeyId ?? "" } : {}),
  };
  const tags = tagsToSet(secret.tags, inputs);
  const declared = declaredTags(inputs);
  const keys = Object.keys(olds?.tags ?? {}).filter((key) => !(key in declared) && key in secret.tags);
  return [
    ...(Object.keys(change).length > 0 ? [{ do: "describe as", change } as const] : []),
    ...(Object.keys(tags).length > 0 ? [{ do: "tag", tags } as const] : []),
    ...(keys.length > 0 ? [{ do: "untag", keys } as const] : []),
  ];
}
