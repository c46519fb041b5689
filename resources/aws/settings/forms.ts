import { homedir } from "node:os";
import { isRecord, shownName, unknownInside } from "../../rules/rule";

/** What a form of writing a setting gives: its value, or what is allowed in its place. */
export type Reading<T> = { readonly value: T } | { readonly allowed: string };
/** Reads one setting as it arrives: as text, as JSON text, or as the value itself where a provider of ours is given. */
export type Form<T> = (given: unknown) => Reading<T>;

export function isAbsent(given: unknown): boolean {
  return given === undefined || given === null || given === "";
}

export function text(allowed: string, pattern = /./s): Form<string> {
  return (given) => (typeof given === "string" && pattern.test(given) ? { value: given } : { allowed });
}

export function oneOf<T extends string>(...values: readonly T[]): Form<T> {
  return (given) => {
    const found = values.find((value) => value === given);
    return found === undefined
      ? { allowed: values.map((value) => JSON.stringify(value)).join(", ") }
      : { value: found };
  };
}

export const flag: Form<boolean> = (given) => {
  if (given === true || given === "true") return { value: true };
  if (given === false || given === "false") return { value: false };
  return { allowed: "true or false" };
};

export function wholeNumber(minimum: number, maximum: number): Form<number> {
  return (given) => {
    const value = typeof given === "string" && /^\d+$/.test(given) ? Number(given) : given;
    return Number.isInteger(value) && (value as number) >= minimum && (value as number) <= maximum
      ? { value: value as number }
      : { allowed: `a whole number from ${minimum} to ${maximum}` };
  };
}

/** A list, its JSON text, or one entry without brackets. Absent entries are left out; an empty list is refused. */
export function listOf<T>(what: string, form: Form<T>): Form<readonly T[]> {
  return (given) => {
    const parsed = parsedJson(given);
    const entries = (Array.isArray(parsed) ? (parsed as unknown[]) : [parsed]).filter((entry) => !isAbsent(entry));
    const readings = entries.map(form);
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

export const mapOfTexts: Form<Readonly<Record<string, string>>> = (given) => {
  const parsed = parsedJson(given);
  if (!isRecord(parsed)) return { allowed: "a map of texts" };
  const entries = Object.entries(parsed);
  // A provider writes a number as it is, where config makes a text of it
  const wrong = entries.find(([, value]) => !["string", "number", "boolean"].includes(typeof value));
  if (wrong !== undefined) return { allowed: `a map of texts (${shownName(wrong[0])} is none)` };
  return { value: Object.fromEntries(entries.map(([key, value]) => [key, String(value)])) };
};

/** An object with known fields, or its JSON text. Absent fields are left out; an unknown one is named. */
export function objectOf<T>(what: string, fields: { readonly [Name in keyof T]-?: Form<T[Name]> }): Form<Partial<T>> {
  const names = Object.keys(fields).join(", ");
  return (given) => {
    const parsed = parsedJson(given);
    if (!isRecord(parsed)) return { allowed: `${what} with ${names}` };
    const read: [string, unknown][] = [];
    for (const [name, value] of Object.entries(parsed)) {
      if (isAbsent(value)) continue;
      if (!Object.hasOwn(fields, name))
        return { allowed: `${what} with ${names} (${unknownInside(name, Object.keys(fields))})` };
      const reading = fields[name as keyof T](value);
      if ("allowed" in reading) return { allowed: `${what} whose ${name} is ${reading.allowed}` };
      read.push([name, reading.value]);
    }
    return { value: Object.fromEntries(read) as Partial<T> };
  };
}

/** Config gives lists and objects as JSON text; what is no JSON is itself. */
export function parsedJson(given: unknown): unknown {
  if (typeof given !== "string" || !/^\s*[[{]/.test(given)) return given;
  try {
    return JSON.parse(given);
  } catch {
    return given;
  }
}

/** AWS writes an account with 12 digits; read as a number it has lost its leading zeros. */
export const accountId: Form<string> = (given) => {
  const digits = typeof given === "number" ? String(given) : given;
  return typeof digits === "string" && /^\d{1,12}$/.test(digits)
    ? { value: digits.padStart(12, "0") }
    : { allowed: "account numbers of 12 digits" };
};

export const url = text('a URL such as "https://host:443"', /^https?:\/\/[^\s/]+/);

const UNITS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };

/** Go's form of a duration ("1h", "1h30m", "3600s"), in seconds; STS allows 15 minutes to 12 hours. */
export const duration: Form<number> = (given) => {
  const allowed = 'a duration from "15m" to "12h"';
  if (typeof given !== "string" || !/^(\d+(\.\d+)?[hms])+$/.test(given)) return { allowed };
  let seconds = 0;
  for (const [, amount, unit] of given.matchAll(/(\d+(?:\.\d+)?)([hms])/g)) {
    seconds += Number(amount) * (UNITS[unit ?? ""] ?? 0);
  }
  return seconds >= 900 && seconds <= 43_200 ? { value: Math.round(seconds) } : { allowed };
};

/** `~` stands for the home directory, as in the AWS provider. */
export const file: Form<string> = (given) =>
  typeof given === "string" ? { value: given.replace(/^~(?=\/)/, homedir()) } : { allowed: "the path of a file" };
