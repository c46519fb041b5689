import { describe } from "../description";
import { readFilters } from "../filters";
import { type Input, flag, optionalText } from "../input";
import { type Order, page, timeKey } from "../paging";
import type { Operation } from "../request";
import { outOfBounds } from "../secretsManagerError";
import { labelsByVersion } from "../stagingLabels";
import type { Secret } from "../state";

export const listSecrets: Operation = ({ input, store, account, region, now }) => {
  const passes = readFilters(input) ?? (() => true);
  const withScheduled = flag(input, "IncludePlannedDeletion");
  const all = [...store.secrets(account, region, now).values()].filter(
    (secret) => (withScheduled || secret.deletionAt === undefined) && passes(secret),
  );
  const { items, NextToken } = page(input, all, readOrder(input), 100);
  const list = items.map((secret) => ({ ...describe(secret), SecretVersionsToStages: labelsByVersion(secret) }));
  return { SecretList: list, NextToken };
};

const SORT_KEYS: ReadonlyMap<string, (secret: Secret) => string> = new Map([
  ["created-date", (secret: Secret) => timeKey(secret.createdAt, secret.order)],
  ["last-changed-date", (secret: Secret) => timeKey(secret.changedAt, secret.order)],
  ["last-accessed-date", (secret: Secret) => timeKey(secret.lastAccessedAt ?? new Date(0), secret.order)],
  ["name", (secret: Secret) => secret.name],
]);

function readOrder(input: Input): Order<Secret> {
  const keyOf = SORT_KEYS.get(optionalText(input, "SortBy", { max: Infinity }) ?? "created-date");
  if (keyOf === undefined) {
    throw outOfBounds("SortBy", `Member must satisfy enum value set: [${[...SORT_KEYS.keys()].join(", ")}]`);
  }
  const direction = optionalText(input, "SortOrder", { max: Infinity }) ?? "asc";
  if (direction !== "asc" && direction !== "desc") {
    throw outOfBounds("SortOrder", "Member must satisfy enum value set: [asc, desc]");
  }
  return { keyOf, descending: direction === "desc" };
}
