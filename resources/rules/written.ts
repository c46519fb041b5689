import { boolean, wholeNumber, type Rule } from "./rule";

/**
 * Config, flags and variables give every value as text: what the text says. What cannot be read as its type stays text, and
 * its rule then says what is allowed.
 */
export type Written = (given: unknown) => unknown;

export const asText: Written = (given) => given;
export const asNumber: Written = (given) => (typeof given === "string" && /^\d+$/.test(given) ? Number(given) : given);
export const asBoolean: Written = (given) => (given === "true" ? true : given === "false" ? false : given);

/** A list or an object as its JSON. */
export const asJson: Written = (given) => {
  if (typeof given !== "string" || !/^\s*[[{]/.test(given)) return given;
  try {
    return JSON.parse(given);
  } catch {
    return given;
  }
};

/** A list as JSON, or what somebody types at night: one text, or several with commas between. */
export const asList: Written = (given) => {
  const value = asJson(given);
  return typeof value === "string" ? value.split(",").map((text) => text.trim()) : value;
};

/** What a rule makes of what a text says. */
export function written<T>(says: Written, rule: Rule<T>): Rule<T> {
  return (given) => rule(says(given));
}

export function writtenNumber(minimum: number, maximum: number): Rule<number> {
  return written(asNumber, wholeNumber(minimum, maximum));
}

export const writtenBoolean = /* @__PURE__ */ written(asBoolean, boolean);
