import type { Rule } from "../resources/rules/rule";

/** The engine hands every value of the config over as text, structured ones as JSON: what the text says. */
export type Reading = (raw: string) => unknown;

// What cannot be read as its type stays text: its rule then says what is allowed
export const asText: Reading = (raw) => raw;
export const asNumber: Reading = (raw) => (/^\d+$/.test(raw) ? Number(raw) : raw);
export const asBoolean: Reading = (raw) => (raw === "true" ? true : raw === "false" ? false : raw);

export const asObject: Reading = (raw) => {
  try {
    const value: unknown = JSON.parse(raw);
    return typeof value === "object" ? value : raw;
  } catch {
    return raw; // not JSON, so not a structured value
  }
};

/** A list as JSON, or what somebody types at night: one text, or several with commas between. */
export const asList: Reading = (raw) => {
  const value = asObject(raw);
  return typeof value === "string" ? value.split(",").map((text) => text.trim()) : value;
};

/** The value of a key, or what is allowed instead of it. */
export function readText(
  { says, rule }: { readonly says: Reading; readonly rule: Rule },
  raw: string,
): { readonly value: unknown } | { readonly allowed: string } {
  const value = says(raw);
  const allowed = rule(value);
  return allowed === undefined ? { value } : { allowed };
}
