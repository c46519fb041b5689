import { isDeepStrictEqual } from "node:util";
import type { Rule } from "./rule";

export type Props = Record<string, unknown>;

/** What a change of an input asks for. */
export type OnChange = "replace" | "update" | "nothing";

/** Everything there is to know of one input, but for what it does. An absent input means what state without it meant. */
export interface InputRow {
  readonly rule: Rule;
  readonly onChange: OnChange;
  /** What an absent value stands for: writing it down is no change. */
  readonly default?: unknown;
  /** Names an optional thing: an empty text, which an output is where there is no such thing, names none. */
  readonly emptyIsAbsent?: true;
  /** What of the value counts when two are compared. */
  readonly comparedBy?: (value: unknown) => unknown;
  readonly required?: true;
  /** Required where this other input is absent. */
  readonly requiredWithout?: string;
  /** Set by us, not by the user: no list of allowed inputs names it. */
  readonly hidden?: true;
  /**
   * A number, a switch or a word of a few: a message may show such a value. Without the mark no character of it is shown,
   * because somebody may have written the key itself there.
   */
  readonly shown?: true;
  /** Says which secret the key is in: a change moves the key. */
  readonly isPlace?: true;
  /** Belongs to a secret that we own; with a borrowed one it is refused, because ignoring it would be worse. */
  readonly ownedOnly?: true;
  /** Lives on the secret: a change is a call to AWS. A change of any other input is a matter of state only. */
  readonly onSecret?: true;
  /** A fact of the version that was written: a change is for the next one. */
  readonly ofVersion?: true;
}

export type InputTable = Readonly<Record<string, InputRow>>;

/** Names of the inputs that have a mark. */
export function inputsThat(mark: keyof InputRow, table: InputTable): string[] {
  return Object.keys(table).filter((name) => table[name]?.[mark] === true);
}

/** The inputs, without those whose empty text names nothing. */
export function withoutEmpty(table: InputTable, inputs: Props): Props {
  const isEmpty = (name: string) => inputs[name] === "" && Object.hasOwn(table, name) && table[name]?.emptyIsAbsent;
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => isEmpty(name) !== true));
}

/** Names of the inputs whose value is another one now. What has no row (`__provider` above all) is not looked at. */
export function changedInputs(table: InputTable, olds: Props, news: Props): string[] {
  const changed = ([name, row]: [string, InputRow]) =>
    !isDeepStrictEqual(whatCounts(row, olds[name]), whatCounts(row, news[name]));
  return Object.entries(table)
    .filter(changed)
    .map(([name]) => name);
}

function whatCounts(row: InputRow, value: unknown): unknown {
  const filled = (row.emptyIsAbsent === true && value === "" ? undefined : value) ?? row.default;
  return row.comparedBy === undefined ? filled : row.comparedBy(filled);
}
