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
  /** All steps once, from an empty stack to an empty stack. */
  round(): Promise<Round>;
  close(): Promise<void>;
}
