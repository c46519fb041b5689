import type { Renewal } from "../support/noDuplicate";
import type { Scenario } from "../support/scenario";
import type { World } from "../support/world";

export type Args = Readonly<Record<string, unknown>>;

/** An operation into which faults are thrown. Every case is a component of its own, named like its partner. */
export interface FaultyOperation {
  readonly title: string;
  /** What the component is given in the runs that lead to the start. */
  readonly before: readonly ((now: World) => Args)[];
  /** What somebody else does then. */
  meanwhile?(scenario: Scenario, partner: string): Promise<void>;
  /** What the component is given in the faulty run, and in the run after it. */
  args(start: World): Args;
  readonly command: "up" | "destroy";
  /** Whether the run makes a key anew; never, unless said here. */
  readonly renewal?: Partial<Record<"privateKey" | "apiKey", Renewal>>;
  /** What the run after the fault must have reached, beyond a component that is whole. */
  assertReached(start: World, now: World): void;
}

export const START = () => ({ rotation: "1" });
