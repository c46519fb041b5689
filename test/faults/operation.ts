import type { Goal } from "../support/goals";
import type { Scenario } from "../support/scenario";
import type { World } from "../support/world";

export type Args = Readonly<Record<string, unknown>>;

/** An operation into which faults are thrown. Every case is a component of its own, named like its partner. */
export interface FaultyOperation {
  readonly title: string;
  /** What has to be there before all runs. */
  prepare?(): Promise<void>;
  /** What the component is given in the runs that lead to the start. */
  readonly before: readonly ((now: World) => Args)[];
  /** What somebody else does then. */
  meanwhile?(scenario: Scenario, partner: string): Promise<void>;
  /** What the component is given in the faulty run, and in the run after it. */
  args(start: World): Args;
  /** Variables of every run. */
  readonly env?: Readonly<Record<string, string>>;
  /** The one secret whose calls get faults, where those on the other are the calls of another operation. */
  readonly on?: "private.pem";
  readonly command: "up" | "destroy";
  /** It does what another operation does, and a little more: a sample has one case of it. */
  readonly isVariant?: true;
  /** Of the run after the fault. */
  readonly goal: Goal;
}

export const START = () => ({ rotation: "1" });
