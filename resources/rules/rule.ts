import { unknownInside } from "../crypto/names";
import { shownName } from "../crypto/shown";
import { isUnknown } from "./unknown";

/** How a refusal shows a value or a name, for those who tell it. */
export { holdsPrivateKey, shown, shownName, unshown } from "../crypto/shown";
export { nearest, unknownInside, unknownName } from "../crypto/names";
export { comesLater, notAllowed, notAnObject, problemsOfNames } from "../crypto/asked";

/** What a rule makes of what is given: the value, or what is allowed in its place, in the form "allowed: ...". */
export type Reading<T> = { readonly value: T } | { readonly allowed: string };
/** What a value may be: of an input, an argument, a key of the config, an AWS setting, a flag, an option. */
export type Rule<T = unknown> = (given: unknown) => Reading<T>;
export type Rules = Readonly<Record<string, Rule>>;

/** What is allowed in place of a value; `undefined` when the value is fine. */
export function allowedBy(rule: Rule, value: unknown): string | undefined {
  const reading = rule(value);
  return "allowed" in reading ? reading.allowed : undefined;
}

/** A rule whose value is what is given. `judge` says what is allowed, and nothing of a value that is fine. */
export function judgedBy<T = unknown>(judge: (value: unknown) => string | undefined): Rule<T> {
  return (value) => {
    const allowed = judge(value);
    return allowed === undefined ? { value: value as T } : { allowed };
  };
}

/** The rule of a property; names that every JavaScript object has ("constructor") are as unknown as any other. */
export function ruleOf(rules: Rules, property: string): Rule | undefined {
  return Object.hasOwn(rules, property) ? rules[property] : undefined;
}

export function oneOf<T extends string | number>(...values: readonly T[]): Rule<T> {
  const allowed = values.map((value) => JSON.stringify(value)).join(", ");
  return judgedBy((value) => (values.includes(value as T) ? undefined : allowed));
}

export function wholeNumber(minimum: number, maximum: number, unit?: string): Rule<number> {
  const allowed = `a whole number ${unit === undefined ? "" : `of ${unit} `}from ${minimum} to ${maximum}`;
  return judgedBy((value) =>
    Number.isInteger(value) && (value as number) >= minimum && (value as number) <= maximum ? undefined : allowed,
  );
}

export function text(allowed: string, pattern = /./s): Rule<string> {
  return judgedBy((value) => (typeof value === "string" && pattern.test(value) ? undefined : allowed));
}

export const boolean: Rule<boolean> = judgedBy((value) => (typeof value === "boolean" ? undefined : "true or false"));

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export const stringMap: Rule<Readonly<Record<string, string>>> = judgedBy((value) => {
  if (!isRecord(value)) return "a map of strings";
  const [name, other] = Object.entries(value).find(([, entry]) => typeof entry !== "string") ?? [];
  if (name === undefined) return undefined;
  if (typeof other !== "number" && typeof other !== "boolean") return "a map of strings";
  const quoted = "write it in quotes, in the config with pulumi config set --type string";
  return `a map of strings (${shownName(name)} is a ${typeof other}: ${quoted})`;
});

export function listOf<T>(entry: Rule<T>, most: number): Rule<readonly T[]> {
  return (given) => {
    const readings = Array.isArray(given) && given.length <= most ? given.map((one: unknown) => entry(one)) : undefined;
    const value = readings?.flatMap((reading) => ("value" in reading ? [reading.value] : []));
    return value !== undefined && value.length === readings?.length
      ? { value }
      : { allowed: `a list of at most ${most}, each ${String(allowedBy(entry, undefined))}` };
  };
}

/** Rules of the fields of an object. */
export type Fields<T> = { readonly [Name in keyof T]-?: Rule<T[Name]> };

/** An object with exactly these fields, of which `required` must be there. What its rules read of them is its value. */
export function objectOf<T>(fields: Fields<T>, required: readonly string[], what = "an object"): Rule<Partial<T>> {
  const names = Object.keys(fields);
  return (given) => {
    if (!isRecord(given)) return { allowed: `${what} with ${names.join(", ")}` };
    const read: Record<string, unknown> = {};
    for (const [name, entry] of Object.entries(given).filter(([, entry]) => entry !== undefined)) {
      const rule = ruleOf(fields, name);
      if (rule === undefined) return { allowed: `${what} with ${names.join(", ")} (${unknownInside(name, names)})` };
      const reading = isUnknown(entry) ? { value: entry } : rule(entry);
      if ("allowed" in reading) return { allowed: `${what} whose ${name} is ${reading.allowed}` };
      read[name] = reading.value;
    }
    const missing = required.find((name) => !Object.hasOwn(read, name));
    return missing === undefined ? { value: read as Partial<T> } : { allowed: `${what} with ${missing}` };
  };
}
