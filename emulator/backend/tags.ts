import { type Input, requiredList, requiredText, structure, text } from "./input";
import { invalidParameter } from "./secretsManagerError";

/** Tag quotas and naming rules: https://docs.aws.amazon.com/general/latest/gr/arg.html#taged-reference-quotas */
const MAX_TAGS = 50;
const KEY_LENGTH = { min: 1, max: 128 };
const VALUE_LENGTH = { max: 256 };
const ALLOWED = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

export function readTags(input: Input): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  for (const item of requiredList(input, "Tags", { max: Infinity })) {
    const tag = structure(item, "Tags");
    const key = requiredText(tag, "Key", KEY_LENGTH);
    const value = text(tag["Value"] ?? "", "Value", VALUE_LENGTH);
    if (tags.has(key))
      throw invalidParameter(`Duplicate tag key ${key}: each tag key may appear only once in a request.`);
    if (/^aws:/i.test(key))
      throw invalidParameter(`Tag key ${key}: keys that begin with aws: are reserved for AWS use.`);
    if (!ALLOWED.test(key) || !ALLOWED.test(value)) {
      throw invalidParameter(`Tag ${key}: only letters, spaces, numbers and _ . : / = + - @ are allowed.`);
    }
    tags.set(key, value);
  }
  return tags;
}

export function readTagKeys(input: Input): readonly string[] {
  return requiredList(input, "TagKeys", { max: Infinity }).map((key) => text(key, "TagKeys", KEY_LENGTH));
}

/** Adds tags, overwriting those with the same key, or refuses and changes nothing. */
export function addTags(tags: Map<string, string>, added: ReadonlyMap<string, string>): void {
  if (new Set([...tags.keys(), ...added.keys()]).size > MAX_TAGS) {
    throw invalidParameter(`You can't attach more than ${MAX_TAGS} tags to a secret.`);
  }
  for (const [key, value] of added) tags.set(key, value);
}

/** Left out when there are none: AWS only returns fields that have a value. */
export function tagAnswer(tags: ReadonlyMap<string, string>): { Key: string; Value: string }[] | undefined {
  return tags.size === 0 ? undefined : [...tags].map(([Key, Value]) => ({ Key, Value }));
}
