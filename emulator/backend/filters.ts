import { type Input, optionalList, requiredText, structure, text, requiredList } from "./input";
import { outOfBounds } from "./secretsManagerError";
import type { Secret } from "./state";

type Test = (secret: Secret, value: string) => boolean;

const prefixed = (texts: Iterable<string>, value: string) =>
  [...texts].some((candidate) => candidate.startsWith(value));

/** Matching per key as the API reference of Filter states it. Nothing here is a replica or owned by an AWS service. */
const TESTS: ReadonlyMap<string, Test> = new Map<string, Test>([
  ["name", (secret, value) => secret.name.startsWith(value)],
  ["description", ({ description = "" }, value) => description.toLowerCase().startsWith(value.toLowerCase())],
  ["tag-key", (secret, value) => prefixed(secret.tags.keys(), value)],
  ["tag-value", (secret, value) => prefixed(secret.tags.values(), value)],
  ["primary-region", () => false],
  ["owning-service", () => false],
  ["all", matchesAnywhere],
]);

/** Tells which secrets pass: all filters, each by at least one of its values; a leading `!` negates a value. */
export function readFilters(input: Input): ((secret: Secret) => boolean) | undefined {
  const filters = optionalList(input, "Filters", { max: 10 })?.map((item) => readFilter(structure(item, "Filters")));
  return filters && ((secret) => filters.every((passes) => passes(secret)));
}

function readFilter(filter: Input): (secret: Secret) => boolean {
  const key = requiredText(filter, "Key", { max: Infinity });
  const test = TESTS.get(key);
  if (test === undefined) {
    throw outOfBounds("Key", `Member must satisfy enum value set: [${[...TESTS.keys()].join(", ")}]`);
  }
  const values = requiredList(filter, "Values", { min: 1, max: 10 }).map((value) =>
    text(value, "Values", { max: 512 }),
  );
  return (secret) =>
    values.some((value) => (value.startsWith("!") ? !test(secret, value.slice(1)) : test(secret, value)));
}

function matchesAnywhere(secret: Secret, value: string): boolean {
  const attributes = [secret.name, secret.description ?? "", ...secret.tags.keys(), ...secret.tags.values()];
  const texts = attributes.map((attribute) => attribute.toLowerCase());
  const words = value.toLowerCase().split(/\s+/).filter(Boolean);
  return words.every((word) => texts.some((candidate) => candidate.includes(word)));
}
