import { notAllowed } from "../crypto/asked";
import { shown, unshown } from "../crypto/shown";
import type { Rule } from "../rules/rule";

/** What there is to know of an option, but for what it does. */
export interface OptionRow<T = unknown> {
  /** What it may be, and what the signer makes of it. */
  readonly rule: Rule<T>;
  readonly isRequired?: true;
  /** A message shows no character of it: the key itself may have been given there. */
  readonly isHidden?: true;
  /** The parts of it that are judged, each with what its name adds. Absent: the whole. */
  readonly partsOf?: (given: unknown) => readonly (readonly [name: string, value: unknown])[];
}

export const aFunction: Rule = (value) => (typeof value === "function" ? { value } : { allowed: "a function" });

/** As a row of what has to be there. */
export const NEEDED = { rule: aFunction, isRequired: true } as const;

export const aSignal: Rule<AbortSignal> = (value) =>
  typeof value === "object" && value !== null && "throwIfAborted" in value
    ? { value: value as AbortSignal }
    : { allowed: "an AbortSignal" };

type Given = Readonly<Partial<Record<string, unknown>>>;
type Value<Row> = Row extends OptionRow<infer T> ? T : never;

/** What the rows read of each part of an option; nothing of one that is absent, or wrong. */
export function readOptions<Rows extends Readonly<Record<string, OptionRow>>>(
  rows: Rows,
  options: Given,
  problems: string[],
) {
  const values = Object.entries<OptionRow>(rows).map(([name, { rule, isHidden, isRequired, partsOf = whole }]) => {
    const given = options[name];
    const parts = given === undefined && !isRequired ? [] : partsOf(given);
    const readings = parts.flatMap(([part, value]) => {
      const reading = rule(value);
      if ("value" in reading) return [reading.value];
      problems.push(notAllowed(name + part, isHidden ? unshown(value) : shown(value), reading.allowed));
      return [];
    });
    return [name, readings];
  });
  return Object.fromEntries(values) as { readonly [Name in keyof Rows]: readonly Value<Rows[Name]>[] };
}

const whole = (given: unknown) => [["", given]] as const;
