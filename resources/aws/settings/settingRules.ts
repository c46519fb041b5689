import { homedir } from "node:os";
import { isRecord, objectOf, shownName, text, type Fields, type Rule } from "../../rules/rule";
import { asJson, written } from "../../rules/written";

/** What the aws provider takes for no value at all. */
export function isAbsent(given: unknown): boolean {
  return given === undefined || given === null || given === "";
}

/** A list, its JSON text, or one entry without brackets. Absent entries are left out; an empty list is refused. */
export function oneOrMore<T>(what: string, rule: Rule<T>): Rule<readonly T[]> {
  return (given) => {
    const parsed = asJson(given);
    const entries = (Array.isArray(parsed) ? (parsed as unknown[]) : [parsed]).filter((entry) => !isAbsent(entry));
    const readings = entries.map(rule);
    const refused = readings.findIndex((reading) => "allowed" in reading);
    const reading = readings[refused];
    if (reading !== undefined && "allowed" in reading) {
      const which = entries.length === 1 ? "" : `entry ${refused + 1}: `;
      return { allowed: `a list of ${what} (${which}${reading.allowed})` };
    }
    if (entries.length === 0) return { allowed: `at least one entry in a list of ${what}` };
    return { value: readings.flatMap((reading) => ("value" in reading ? [reading.value] : [])) };
  };
}

export const mapOfTexts: Rule<Readonly<Record<string, string>>> = (given) => {
  const parsed = asJson(given);
  if (!isRecord(parsed)) return { allowed: "a map of texts" };
  const entries = Object.entries(parsed);
  // A provider writes a number as it is, where config makes a text of it
  const wrong = entries.find(([, value]) => !["string", "number", "boolean"].includes(typeof value));
  if (wrong !== undefined) return { allowed: `a map of texts (${shownName(wrong[0])} is none)` };
  return { value: Object.fromEntries(entries.map(([key, value]) => [key, String(value)])) };
};

/** An object, or its JSON text. Absent fields are left out. */
export function partsOf<T>(what: string, fields: Fields<T>): Rule<Partial<T>> {
  return written(
    (given) => {
      const parsed = asJson(given);
      return isRecord(parsed)
        ? Object.fromEntries(Object.entries(parsed).filter(([, value]) => !isAbsent(value)))
        : parsed;
    },
    objectOf(fields, [], what),
  );
}

/** AWS writes an account with 12 digits; read as a number it has lost its leading zeros. */
export const accountId: Rule<string> = (given) => {
  const digits = typeof given === "number" ? String(given) : given;
  return typeof digits === "string" && /^\d{1,12}$/.test(digits)
    ? { value: digits.padStart(12, "0") }
    : { allowed: "account numbers of 12 digits" };
};

export const url = text('a URL such as "https://host:443"', /^https?:\/\/[^\s/]+/);

const UNITS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };

/** Go's form of a duration ("1h", "1h30m", "3600s"), in seconds; STS allows 15 minutes to 12 hours. */
export const duration: Rule<number> = (given) => {
  const allowed = 'a duration from "15m" to "12h"';
  if (typeof given !== "string" || !/^(\d+(\.\d+)?[hms])+$/.test(given)) return { allowed };
  let seconds = 0;
  for (const [, amount, unit] of given.matchAll(/(\d+(?:\.\d+)?)([hms])/g)) {
    seconds += Number(amount) * (UNITS[unit ?? ""] ?? 0);
  }
  return seconds >= 900 && seconds <= 43_200 ? { value: Math.round(seconds) } : { allowed };
};

/** `~` stands for the home directory, as in the AWS provider. */
export const file: Rule<string> = (given) =>
  typeof given === "string" ? { value: given.replace(/^~(?=\/)/, homedir()) } : { allowed: "the path of a file" };
