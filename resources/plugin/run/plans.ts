import type { StandbyKey } from "../../kinds/keyInputs";

/** What the diff of a key decided, for the Activation that is asked after it. */
export type KeyPlan = "kept" | "replaced" | "moved to another secret";

/** What is planned for the key in a secret, and which secrets an Activation stands on. Each by the ARN of the secret. */
export class Plans {
  private readonly plans = new Map<string, KeyPlan>();
  private readonly successors = new Map<string, StandbyKey>();
  private readonly activated = new Set<string>();

  /** `successor`: the spare that takes the place of the key. */
  decide(secretArn: string, plan: KeyPlan, successor?: StandbyKey): void {
    this.plans.set(secretArn, plan);
    if (successor !== undefined) this.successors.set(secretArn, successor);
  }

  /** The key that the one in a secret is replaced by, where that is known before: its spare. */
  successorIn(secretArn: string): StandbyKey | undefined {
    return this.successors.get(secretArn);
  }

  /** What the key in a secret was planned to do; `undefined`: its diff was not asked. */
  of(secretArn: string): KeyPlan | undefined {
    return this.plans.get(secretArn);
  }

  /** An Activation stands on the secret: a key that moved may give its old secret up only then. */
  standsOn(secretArn: string): void {
    this.activated.add(secretArn);
  }

  /** Whether an Activation of this run is known to stand on the secret. */
  isActivated(secretArn: string): boolean {
    return this.activated.has(secretArn);
  }
}
