import type { KeyInputs, KeyState } from "./keyInputs";

/** What `delete` has to know of the rest of the run. */
export interface RunKnowledge {
  /** Whether the key is replaced in this run, and its successor is not made yet. */
  awaitsSuccessor(versionId: string): boolean;
  /** Whether a resource of this run stands for the version. */
  isInUse(versionId: string): boolean;
  /** ARN of the secret that the key of this owner is in now, where this run has seen that. */
  secretOf(owner: string): string | undefined;
  /** Whether an Activation of this run stands on the secret. */
  isActivated(secretArn: string): boolean;
}

/**
 * What one key provider has seen in this run. The engine does not tell `create` what it replaces, nor `delete` what
 * became of the rest; but it asks `diff` first, and one plugin process serves one run.
 */
export class KeyRun<I extends KeyInputs> {
  private readonly replaced = new Map<string, { readonly old: KeyState<I>; readonly stays: boolean }>();
  private readonly secrets = new Map<string, string>();
  private readonly versions = new Set<string>();

  /** `diff` decided that the key stays, or `create` made it. */
  stands(owner: string, key: KeyState<I>): void {
    this.replaced.delete(owner);
    this.secrets.set(owner, key.secretArn);
    this.versions.add(key.versionId);
  }

  /** `diff` decided that the key is replaced; `stays`: in the same secret. */
  replaces(owner: string, old: KeyState<I>, stays: boolean): void {
    this.replaced.set(owner, { old, stays });
  }

  /** The key that a new one of this owner replaces in the same secret. */
  replacedBy(owner: string): KeyState<I> | undefined {
    const { old, stays } = this.replaced.get(owner) ?? {};
    return stays === true ? old : undefined;
  }

  knowledge(isActivated: RunKnowledge["isActivated"]): RunKnowledge {
    return {
      awaitsSuccessor: (versionId) => [...this.replaced.values()].some(({ old }) => old.versionId === versionId),
      isInUse: (versionId) => this.versions.has(versionId),
      secretOf: (owner) => this.secrets.get(owner),
      isActivated,
    };
  }
}
