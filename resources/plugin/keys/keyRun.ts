import type { KeyInputs, KeyState } from "./keyInputs";

/** Where the key of an owner is once this run is over. */
export interface KeyPlace {
  readonly secretArn: string;
  readonly versionId: string;
}

/** What `delete` has to know of the rest of the run. */
export interface RunKnowledge {
  /** Set while the key is replaced in this run and its successor is not made yet; `stays`: it comes into the same secret. */
  awaitedSuccessor(versionId: string): { readonly stays: boolean } | undefined;
  /** Whether a resource of this run stands for the version. */
  isInUse(versionId: string): boolean;
  /** The key of this owner as this run has seen it. */
  placeOf(owner: string): KeyPlace | undefined;
  /** Whether an Activation of this run stands on the secret. */
  isActivated(secretArn: string): boolean;
}

/**
 * What one key provider has seen in this run. The engine does not tell `create` what it replaces, nor `delete` what
 * became of the rest; but it asks `diff` first, and one plugin process serves one run.
 */
export class KeyRun<I extends KeyInputs> {
  private readonly replaced = new Map<string, { readonly old: KeyState<I>; readonly stays: boolean }>();
  private readonly places = new Map<string, KeyPlace>();
  private readonly versions = new Set<string>();

  /** `diff` decided that the key stays, or `create` made it. */
  stands(owner: string, key: KeyState<I>): void {
    this.replaced.delete(owner);
    this.places.set(owner, key);
    this.versions.add(key.versionId);
  }

  /** `diff` decided that the key is replaced; `stays`: in the same secret. */
  replaces(owner: string, old: KeyState<I>, stays: boolean): void {
    this.replaced.set(owner, { old, stays });
  }

  /** The key that a new one of this owner replaces. */
  replacedBy(owner: string): KeyState<I> | undefined {
    return this.replaced.get(owner)?.old;
  }

  knowledge(isActivated: RunKnowledge["isActivated"]): RunKnowledge {
    return {
      awaitedSuccessor: (versionId) => [...this.replaced.values()].find(({ old }) => old.versionId === versionId),
      isInUse: (versionId) => this.versions.has(versionId),
      placeOf: (owner) => this.places.get(owner),
      isActivated,
    };
  }
}
