import { SecretsManagerError, outOfBounds } from "./secretsManagerError";

/** A request body as JSON gave it. AWS treats null like a member that was left out. */
export type Input = Readonly<Record<string, unknown>>;

interface Bounds {
  readonly min?: number;
  readonly max: number;
}

export function optionalText(input: Input, member: string, bounds: Bounds): string | undefined {
  const value = input[member] ?? undefined;
  return value === undefined ? undefined : text(value, member, bounds);
}

export function requiredText(input: Input, member: string, bounds: Bounds): string {
  return text(required(input, member), member, bounds);
}

export function optionalTexts(
  input: Input,
  member: string,
  count: Bounds,
  length: Bounds,
): readonly string[] | undefined {
  return optionalList(input, member, count)?.map((item) => text(item, member, length));
}

export function optionalList(input: Input, member: string, count: Bounds): readonly unknown[] | undefined {
  const value = input[member] ?? undefined;
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw wrongType(member, "a list");
  within(value.length, member, count, "length");
  return value as unknown[];
}

export function requiredList(input: Input, member: string, count: Bounds): readonly unknown[] {
  required(input, member);
  return optionalList(input, member, count) ?? [];
}

export function optionalWholeNumber(input: Input, member: string): number | undefined {
  const value = input[member] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value !== "number" || !Number.isInteger(value)) throw wrongType(member, "a whole number");
  return value;
}

export function boundedWholeNumber(input: Input, member: string, bounds: Bounds): number | undefined {
  const value = optionalWholeNumber(input, member);
  if (value !== undefined) within(value, member, bounds, "value");
  return value;
}

export function flag(input: Input, member: string): boolean {
  const value = input[member] ?? false;
  if (typeof value !== "boolean") throw wrongType(member, "true or false");
  return value;
}

export function structure(value: unknown, member: string): Input {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrongType(member, "a structure");
  return value as Input;
}

export function text(value: unknown, member: string, bounds: Bounds): string {
  if (typeof value !== "string") throw wrongType(member, "a string");
  within(value.length, member, bounds, "length");
  return value;
}

function required(input: Input, member: string): unknown {
  const value = input[member] ?? undefined;
  if (value === undefined) throw outOfBounds(member, "Member must not be null");
  return value;
}

function within(measure: number, member: string, { min = 0, max }: Bounds, what: "length" | "value"): void {
  if (measure < min) throw outOfBounds(member, `Member must have ${what} greater than or equal to ${min}`);
  if (measure > max) throw outOfBounds(member, `Member must have ${what} less than or equal to ${max}`);
}

function wrongType(member: string, expected: string): SecretsManagerError {
  return new SecretsManagerError("SerializationException", `${member} must be ${expected}`);
}
