import { isUnknown } from "../rules/unknown";
import type { Props } from "./inputs";
import type { KeyInputs, KeyState } from "./keys/keyInputs";

/** A resource as this run knows it. Resources of different types may have the same owner text. */
export interface Who {
  readonly type: string;
  readonly owner: string;
}

/** Where the key of a resource is once this run is over. */
export interface KeyPlace {
  readonly secretArn: string;
  readonly versionId: string;
}

/** What the diff of a key decided, for the Activation that is asked after it. */
export type KeyPlan = "kept" | "replaced" | "moved to another secret";

interface Replacement {
  readonly old: KeyState<KeyInputs>;
  /** The successor comes into the same secret. */
  readonly stays: boolean;
  /** Nothing but its age asks for the successor. */
  readonly isOnlyDue: boolean;
}

/**
 * What the resources of one run tell each other. The engine does not tell `create` what it replaces, nor `delete` what
 * became of the rest; but it asks `diff` first, and one plugin process serves one run. Another process may serve the
 * other resource, and a forced replace asks no `diff`: so every question has the answer "not told".
 */
export class Run {
  private readonly states = new Map<string, Props>();
  private readonly refreshed = new Set<string>();
  private readonly replacements = new Map<string, Replacement>();
  private readonly places = new Map<string, KeyPlace>();
  private readonly claimants = new Map<string, Who>();
  private readonly successors = new Map<string, KeyPlace>();
  private readonly versions = new Set<string>();
  private readonly plans = new Map<string, KeyPlan>();
  private readonly gone = new Set<string>();
  private readonly activated = new Set<string>();

  /** State told the inputs of a resource; a later check in this run may come without them. */
  stateTells(who: Who, inputs: Props): void {
    if (Object.keys(inputs).length > 0) this.states.set(nameOf(who), inputs);
  }

  /** What state told of the resource in this run; empty: nothing. */
  toldOf(who: Who): Props {
    return this.states.get(nameOf(who)) ?? {};
  }

  /** `read` found the resource. */
  wasRead(id: string): void {
    this.refreshed.add(id);
  }

  /** Whether the diff asked now only shows what a `read` found (the engine asks it right after): it decides nothing. */
  isShownByRefresh(id: string): boolean {
    return this.refreshed.delete(id);
  }

  /** `diff` decided that the key stays. */
  keyIsKept(who: Who, key: KeyPlace): void {
    this.keyStands(who, key);
    this.plans.set(key.secretArn, "kept");
  }

  /** `diff` decided that the key is replaced. */
  keyIsReplaced(who: Who, replacement: Replacement): void {
    const { old, stays } = replacement;
    this.replacements.set(nameOf(who), replacement);
    this.plans.set(old.secretArn, stays ? "replaced" : "moved to another secret");
  }

  /** `check` saw the place of a key. The other resource of this run that has it; one not known yet is nobody's. */
  otherAt(who: Who, { region, secretName }: Props): Who | undefined {
    if (typeof region !== "string" || typeof secretName !== "string" || isUnknown([region, secretName]))
      return undefined;
    const place = `${region} ${secretName}`;
    const claimant = this.claimants.get(place) ?? who;
    this.claimants.set(place, claimant);
    return nameOf(claimant) === nameOf(who) ? undefined : claimant;
  }

  /** `create` made the key, or `diff` decided that it stays: a resource of this run stands for it. */
  keyStands(who: Who, key: KeyPlace): void {
    const replaced = this.replacements.get(nameOf(who));
    if (replaced !== undefined) this.successors.set(replaced.old.versionId, key);
    this.replacements.delete(nameOf(who));
    this.places.set(nameOf(who), key);
    this.versions.add(key.versionId);
  }

  /** The key that a new one of this resource replaces, and why; `undefined`: none, or no `diff` was asked. */
  replacementOf(who: Who): Replacement | undefined {
    return this.replacements.get(nameOf(who));
  }

  /** Whether state told of the resource, and the engine replaces it without a `diff` (replacementTrigger, replaceWith). */
  isForced(who: Who): boolean {
    const name = nameOf(who);
    return [this.replacements, this.places, this.gone].every((known) => !known.has(name)) && this.states.has(name);
  }

  /** `delete` is done, perhaps before the new key is made. */
  keyIsGone(who: Who): void {
    this.gone.add(nameOf(who));
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

  /** What the key in a secret was planned to do; `undefined`: its diff was not asked. */
  planOf(secretArn: string): KeyPlan | undefined {
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

function nameOf({ type, owner }: Who): string {
  return `${type} ${owner}`;
}
