import { type Input, boundedWholeNumber, optionalText } from "./input";
import { SecretsManagerError } from "./secretsManagerError";

interface Page<T> {
  readonly items: readonly T[];
  readonly NextToken: string | undefined;
}

/** How one listing sorts: by a text that is unique per item, so that a page can go on after an item that is gone. */
export interface Order<T> {
  readonly keyOf: (item: T) => string;
  readonly descending: boolean;
}

export function page<T>(input: Input, all: readonly T[], order: Order<T>, maxPage: number): Page<T> {
  const size = boundedWholeNumber(input, "MaxResults", { min: 1, max: maxPage }) ?? maxPage;
  const after = readToken(optionalText(input, "NextToken", { min: 1, max: 4096 }));
  const direction = order.descending ? -1 : 1;
  const compare = (a: string, b: string) => (a < b ? -direction : a > b ? direction : 0);
  const rest = all
    .filter((item) => after === undefined || compare(order.keyOf(item), after) > 0)
    .sort((a, b) => compare(order.keyOf(a), order.keyOf(b)));
  const items = rest.slice(0, size);
  const last = items.at(-1);
  return { items, NextToken: last !== undefined && rest.length > size ? makeToken(order.keyOf(last)) : undefined };
}

/** A text that sorts like the time it stands for; `order` decides within one millisecond. */
export function timeKey(time: Date, order: number): string {
  return `${time.toISOString()} ${String(order).padStart(12, "0")}`;
}

const TOKEN_PREFIX = "after:";

function makeToken(key: string): string {
  return Buffer.from(TOKEN_PREFIX + key, "utf8").toString("base64");
}

function readToken(token: string | undefined): string | undefined {
  if (token === undefined) return undefined;
  const content = Buffer.from(token, "base64").toString("utf8");
  if (!content.startsWith(TOKEN_PREFIX)) {
    throw new SecretsManagerError("InvalidNextTokenException", "The NextToken value is invalid.");
  }
  return content.slice(TOKEN_PREFIX.length);
}
