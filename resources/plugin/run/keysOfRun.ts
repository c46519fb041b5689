import type { KeyInputs, KeyState, StandbyKey } from "../../kinds/keyInputs";
import { keyOf, type Who } from "./who";

/** Where the key of a resource is once this run is over. */
export interface KeyPlace {
  readonly secretArn: string;
  readonly versionId: string;
  readonly certificatePem?: string;
  readonly standbyKey?: StandbyKey;
}

/** A key that a new one takes the place of. */
export interface Replacement {
  readonly old: KeyState<KeyInputs>;
  /** The successor comes into the same secret. */
  readonly stays: boolean;
  /** Nothing but its age asks for the successor. */
  readonly isOnlyDue: boolean;
  /** The spare that takes its place; `undefined`: a key is made. */
  readonly successor?: StandbyKey | undefined;
}

/** What became of the keys in this run. */
export class KeysOfRun {
  private readonly replacements = new Map<string, Replacement>();
  private readonly places = new Map<string, { readonly who: Who; readonly key: KeyPlace }>();
  private readonly successors = new Map<string, KeyPlace>();
  private readonly versions = new Set<string>();
  private readonly newcomers = new Set<string>();
  private readonly gone = new Set<string>();
  private readonly versionsOfBefore = new Set<string>();

  /** `diff` decided that the key is replaced. */
  isReplaced(who: Who, replacement: Replacement): void {
    this.versionsOfBefore.add(replacement.old.versionId);
    this.replacements.set(keyOf(who), replacement);
  }

  /** `create` made the key, or `diff` decided that it stays: a resource of this run stands for it. */
  stands(who: Who, key: KeyPlace): void {
    const replaced = this.replacements.get(keyOf(who));
    if (replaced !== undefined) this.successors.set(replaced.old.versionId, key);
    this.replacements.delete(keyOf(who));
    this.places.set(keyOf(who), { who, key });
    this.versions.add(key.versionId);
  }

  /**
   * A key is about to be written into a secret whose newest version of ours is this one; `undefined`: none is known. A run
   * that was killed may have put it live, and a forced replace tells no state of it.
   */
  hadNewest(versionId: string | undefined): void {
    if (versionId !== undefined) this.versionsOfBefore.add(versionId);
  }

  /** `delete` is done, perhaps before the new key is made. */
  isGone(who: Who, versionId: string): void {
    this.gone.add(keyOf(who));
    this.versionsOfBefore.add(versionId);
  }

  /** Whether a diff, a create or a delete of this run was about the resource. */
  isMet(who: Who): boolean {
    return [this.replacements, this.places, this.gone].some((known) => known.has(keyOf(who)));
  }

  /** The key that a new one of this resource replaces, and why; `undefined`: none, or no `diff` was asked. */
  replacementOf(who: Who): Replacement | undefined {
    return this.replacements.get(keyOf(who));
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
    return this.successors.get(versionId) ?? this.places.get(keyOf(who))?.key ?? this.newcomerFor(who)?.key;
  }

  /** `create` made a key that state told nothing of, and no `diff` asked for. */
  isNew(who: Who): void {
    this.newcomers.add(keyOf(who));
  }

  /** A forced replace to another place is told without its old one: it may be the only new resource of that name. */
  private newcomerFor({ type, owner }: Who): { readonly key: KeyPlace } | undefined {
    const isNewcomer = (who: Who) => who.type === type && who.owner === owner && this.newcomers.has(keyOf(who));
    const [newcomer, ...others] = [...this.places.values()].filter(({ who }) => isNewcomer(who));
    return others.length === 0 ? newcomer : undefined;
  }

  /** Another resource of this run that is known to keep its key in the secret. */
  otherIn(secretArn: string, who: Who): Who | undefined {
    const isOther = (place: { readonly who: Who; readonly key: KeyPlace }) =>
      place.key.secretArn === secretArn && keyOf(place.who) !== keyOf(who);
    return [...this.places.values()].find(isOther)?.who;
  }

  /** The certificate of a key that this run has seen; `undefined`: it has none, or this run has not seen it. */
  certificateOf(versionId: string): string | undefined {
    return [...this.places.values()].find(({ key }) => key.versionId === versionId)?.key.certificatePem;
  }

  /** The spare of this version, of a key that this run has seen; `undefined`: none, or not seen. */
  spareOf(versionId: string): StandbyKey | undefined {
    return [...this.places.values()].find(({ key }) => key.standbyKey?.versionId === versionId)?.key.standbyKey;
  }

  /** The versions of all keys that state told this run of, that it made, or that it found to be the newest of ours. */
  ofUs(): readonly string[] {
    return [...this.versions, ...this.versionsOfBefore];
  }

  /** Whether a resource of this run is known to stand for the version. */
  isInUse(versionId: string): boolean {
    return this.versions.has(versionId);
  }
}
