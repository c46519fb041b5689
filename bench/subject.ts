import type { Spent } from "./clock";

export const STEPS = ["up", "no-op up", "rotate", "destroy"] as const;
export type Step = (typeof STEPS)[number];

export interface StepResult extends Spent {
  readonly awsCalls: number;
  /** Peak of the plugin process; undefined where the system does not tell. */
  readonly pluginBytes: number | undefined;
}

export interface Round {
  readonly steps: Readonly<Record<Step, StepResult>>;
  /** Of the state, for one key. */
  readonly stateBytes: number;
}

/** What is measured: a program in a folder of its own, beside a Secrets Manager of its own. */
export interface Subject {
  /** Makes everything ready for the first step: an empty stack. */
  begin(): Promise<void>;
  /** The next step, in the order of {@link STEPS}; after the last the stack is empty again. */
  step(step: Step): Promise<StepResult>;
  /** Of the state, for one key; asked after `up`. */
  stateBytes(): Promise<number>;
  close(): Promise<void>;
}
