import { allowedBy, notAllowed, shown, shownName, unknownName, unshown } from "../../rules/rule";
import { isUnknown } from "../../rules/unknown";
import type { CheckFailure } from "../../rules/checkFailure";
import { inputsThat, type InputRow, type InputTable, type Props } from "../../rules/inputTable";

/** What a check answers: the inputs that go into state, and all that is wrong with them. */
export interface Checked {
  readonly inputs: Props;
  readonly failures: readonly CheckFailure[];
}

/** What is wrong once: a setting that became an input is wrong as a setting, under the name that a person has set. */
export function once(failures: readonly CheckFailure[]): CheckFailure[] {
  return failures.filter(({ reason }) => !failures.some((other) => other.reason === `aws:${reason}`));
}

/** Judges every property on its own; placeholders of a preview are left alone. */
export function propertyFailures(table: InputTable, news: Props): CheckFailure[] {
  const failures: CheckFailure[] = [];
  for (const [property, value] of Object.entries(news)) {
    if (property === "__provider" || value === undefined || isUnknown(value)) continue;
    // Names that every JavaScript object has ("constructor") are as unknown as any other
    const row = Object.hasOwn(table, property) ? table[property] : undefined;
    if (row === undefined) {
      const hidden = inputsThat("hidden", table);
      const allowed = Object.keys(table).filter((name) => !hidden.includes(name));
      failures.push({ property: shownName(property), reason: unknownName(property, "input", allowed) });
      continue;
    }
    const allowed = allowedBy(row.rule, value);
    if (allowed === undefined) continue;
    failures.push({ property, reason: notAllowed(property, givenFor(row, value), allowed) });
  }
  for (const [property, { required, requiredWithout }] of Object.entries(table)) {
    const isRequired = required === true || (requiredWithout !== undefined && news[requiredWithout] === undefined);
    if (isRequired && news[property] === undefined) failures.push({ property, reason: `${property}: missing` });
  }
  return failures;
}

/** A value that is refused, as its row lets a message show it. */
export function givenFor(row: InputRow | undefined, value: unknown): string {
  return row?.shown === true ? shown(value) : unshown(value);
}
