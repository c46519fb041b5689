import { unknownInside } from "../crypto/names";
import { shownName } from "../crypto/shown";
import { isUnknown } from "./unknown";

/** How a refusal shows a value or a name, for those who tell it. */
export { holdsPrivateKey, shown, shownName, unshown } from "../crypto/shown";
export { nearest, unknownInside, unknownName } from "../crypto/names";
export { comesLater, notAllowed, notAnObject, problemsOfNames } from "../crypto/asked";

/** Says what is allowed when a value is not, in the form "allowed: ..."; `undefined` when the value is fine. */
export type Rule = (value: unknown) => string | undefined;
export type Rules = Readonly<Record<string, Rule>>;

/** The rule of a property; names that every JavaScript object has ("constructor") are as unknown as any other. */
export function ruleOf(rules: Rules, property: string): Rule | undefined {
  return Object.hasOwn(rules, property) ? rules[property] : undefined;
}

export function oneOf(...allowed: readonly (string | number)[]): Rule {
  const text = allowed.map((value) => JSON.stringify(value)).join(", ");
  return (value) => (allowed.includes(value as string) ? undefined : text);
}

export function wholeNumber(minimum: number, maximum: number, unit: string): Rule {
  return (value) =>
    Number.isInteger(value) && (value as number) >= minimum && (value as number) <= maximum
      ? undefined
      : `a whole number of ${unit} from ${minimum} to ${maximum}`;
}

export function text(what: string, pattern: RegExp): Rule {
  return (value) => (typeof value === "string" && pattern.test(value) ? undefined : what);
}

export const boolean: Rule = (value) => (typeof value === "boolean" ? undefined : "true or false");

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export const stringMap: Rule = (value) => {
  if (!isRecord(value)) return "a map of strings";
  const [name, other] = Object.entries(value).find(([, entry]) => typeof entry !== "string") ?? [];
  if (name === undefined) return undefined;
  if (typeof other !== "number" && typeof other !== "boolean") return "a map of strings";
  const quoted = "write it in quotes, in the config with pulumi config set --type string";
  return `a map of strings (${shownName(name)} is a ${typeof other}: ${quoted})`;
};

export function listOf(entry: Rule, most: number): Rule {
  return (value) =>
    Array.isArray(value) && value.length <= most && value.every((one) => entry(one) === undefined)
      ? undefined
      : `a list of at most ${most}, each ${String(entry(undefined))}`;
}

/** An object with exactly these fields, of which `required` must be there. */
export function objectOf(fields: Rules, required: readonly string[]): Rule {
  const names = Object.keys(fields).join(", ");
  return (value) => {
    if (!isRecord(value)) return `an object with ${names}`;
    const given = Object.entries(value).filter(([, entry]) => entry !== undefined);
    for (const [name, entry] of given) {
      const rule = ruleOf(fields, name);
      if (rule === undefined) return `an object with ${names} (${unknownInside(name, Object.keys(fields))})`;
      const wanted = isUnknown(entry) ? undefined : rule(entry);
      if (wanted !== undefined) return `an object whose ${name} is ${wanted}`;
    }
    const missing = required.find((name) => !given.some(([given]) => given === name));
    return missing === undefined ? undefined : `an object with ${missing}`;
  };
}
