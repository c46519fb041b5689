import { shown, shownText } from "../../rules/rule";
import { isUnknown } from "../../rules/unknown";
import type { CheckFailure } from "../../rules/checkFailure";
import { inputsThat, type InputTable, type Props } from "../../rules/inputTable";

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
      const name = shownText(property);
      failures.push({ property: name, reason: `${name}: unknown input, allowed: ${allowed.join(", ")}` });
      continue;
    }
    const allowed = row.rule(value);
    if (allowed === undefined) continue;
    const given = row.neverShown === true ? `a value of type ${typeof value}` : shown(value);
    failures.push({ property, reason: `${property}: ${given} is not allowed, allowed: ${allowed}` });
  }
  for (const property of inputsThat("required", table)) {
    if (news[property] === undefined) failures.push({ property, reason: `${property}: missing` });
  }
  return failures;
}
