import { isDeepStrictEqual } from "node:util";
import type { Props } from "../check/checkInputs";
import type { KeyInputs } from "./keyInputs";
import type { KeyKind } from "./kinds/keyKind";

export interface Diff {
  readonly changes: boolean;
  readonly replaces: string[];
  readonly deleteBeforeReplace: false;
  /** What no changed input shows, for the person who reads the preview: a key fell due, drift is repaired; "" else. */
  readonly plan: string;
}

const DAY = 24 * 60 * 60 * 1000;

/** When a key made at `createdAt` falls due. */
export function dueAt(createdAt: string, rotateAfterDays: number): Date {
  return new Date(Date.parse(createdAt) + rotateAfterDays * DAY);
}

/**
 * What a change of inputs (or time, or drift) asks for: pure, and the only place where "a new key" is decided.
 * `olds` are old outputs, which echo the inputs; what no table row names (`__provider` above all) changes nothing.
 */
export function diffKey<I extends KeyInputs>(kind: KeyKind<I>, olds: Props, news: Props, now: Date): Diff {
  const replaces: string[] = [];
  const drift = typeof olds["drift"] === "string" ? olds["drift"] : "";
  let changes = drift !== "";
  for (const [property, onChange] of Object.entries(kind.onChange)) {
    const [before, after] = [olds, news].map((props) => kind.withDefaults(property, props[property]));
    if (isDeepStrictEqual(before, after)) continue;
    if (onChange === "replace") replaces.push(property);
    if (onChange !== "nothing") changes = true;
  }
  const days = news["rotateAfterDays"];
  const createdAt = olds["createdAt"];
  const isDue = typeof days === "number" && typeof createdAt === "string" && dueAt(createdAt, days) <= now;
  if (isDue) replaces.push("rotateAfterDays");
  const plan = [
    isDue
      ? `the ${kind.label} made at ${createdAt} is older than ${days} days (rotateAfterDays): a new one is made`
      : "",
    drift === "" ? "" : `drift, put back by up: ${drift}`,
  ];
  return {
    changes: changes || replaces.length > 0,
    replaces,
    deleteBeforeReplace: false,
    plan: plan.filter((part) => part !== "").join("; "),
  };
}
