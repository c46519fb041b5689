import type { KeyInputs, KeyState } from "../../kinds/keyInputs";
import { nameOf, type Who } from "./who";

/** Where the key of a resource is once this run is over. */
export interface KeyPlace {
  readonly secretArn: string;
  readonly versionId: string;
}

/** A key that a new one takes the place of. */
export interface Replacement {
  readonly old: KeyState<KeyInputs>;
  /** The successor comes into the same secret. */
  readonly stays: boolean;
  /** Nothing but its age asks for the successor. */
  readonly isOnlyDue: boolean;
}

/** What became of the keys in this run. */
export class KeysOfRun {
  private readonly replacements = new Map<string, Replacement>();
  private readonly places = new Map<string, KeyPlace>();
  private readonly successors = new Map<string, KeyPlace>();
  private readonly versions = new Set<string>();
  private readonly gone = new Set<string>();

  /** `diff` decided that the key is replaced. */
  isReplaced(who: Who, replacement: Replacement): void {
    this.replacements.set(nameOf(who), replacement);
  }

  /** `create` made the key, or `diff` decided that it stays: a resource of this run stands for it. */
  stands(who: Who, key: KeyPlace): void {
    const replaced = this.replacements.get(nameOf(who));
    if (replaced !== undefined) this.successors.set(replaced.old.versionId, key);
    this.replacements.delete(nameOf(who));
    this.places.set(nameOf(who), key);
    this.versions.add(key.versionId);
  }

  /** `delete` is done, perhaps before the new key is made. */
  isGone(who: Who): void {
    this.gone.add(nameOf(who));
  }

  /** Whether a diff, a create or a delete of this run was about the resource. */
  isMet(who: Who): boolean {
    return [this.replacements, this.places, this.gone].some((known) => known.has(nameOf(who)));
  }

  /** The key that a new one of this resource replaces, and why; `undefined`: none, or no `diff` was asked. */
  replacementOf(who: Who): Replacement | undefined {
    return this.replacements.get(nameOf(who));
  }

  /** Set while the key of this version is replaced in this run and its successor is not made yet. */
  awaitedSuccessor(versionId: string): { readonly stays: boolean } | undefined {
    return [...this.replacements.values()].find(({ old }) => old.versionId === versionId);
  }

  /**
   * Where the key of a resource is whose state tells this version; `undefined`: this run has not seen it. A key of another
   * kind is of another type, and takes the place of the version all the same.
   */
  placeOf(who: Who, versionId: string): KeyPlace | undefined {
    return this.successors.get(versionId) ?? this.places.get(nameOf(who));
  }

  /** Whether a resource of this run is known to stand for the version. */
  isInUse(versionId: string): boolean {
    return this.versions.has(versionId);
  }
}
