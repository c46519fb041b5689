import * as assert from "node:assert/strict";
import type { Goal } from "../support/goals";
import { credentials } from "../support/programs";
import type { Scenario } from "../support/scenario";
import { live, type World } from "../support/world";
import type { LiveHistory } from "./liveHistory";

type Env = Readonly<Record<string, string>>;

/** One of the operations that are killed. Every kill point of it begins at the very same place. */
export interface Operation {
  readonly name: string;
  /** Brings an empty stack to that place; once. */
  prepare(scenario: Scenario): Promise<void>;
  /** What is killed. */
  command(start: World): readonly string[];
  /** Environment of the killed run and of the recovery. */
  env(start: World): Env;
  /** Which keys may be live at any moment, killed run and recovery together. */
  assertLive(history: LiveHistory, start: World): void;
  /** Killed at its calls alone: the moments between them are those of another operation. */
  readonly boundariesOnly?: true;
  /** It does what another operation does, and a little more: a sample has one case of it. */
  readonly isVariant?: true;
  /** Each as likely as the others. */
  readonly recoveries: readonly Recovery[];
}

export interface Recovery {
  command(start: World): readonly string[];
  readonly goal: Goal;
  readonly destroys?: true;
}

export const UP = ["up", "--yes", "--skip-preview"];
export const acknowledged = (rotation: string, more: object = {}) => credentials({ rotation, ...more });

export const onlyTheFirst = (history: LiveHistory, start: World) =>
  assert.deepEqual(history.privateKey, [live(start.privateKey)], "the live key changed unasked");
