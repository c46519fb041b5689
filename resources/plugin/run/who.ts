/**
 * A resource as one run knows it. A dynamic provider is never told a URN, so what tells resources apart is all that they
 * have: those of different types may have the same owner text, and those of two components the same type as well.
 */
export interface Who {
  readonly type: string;
  readonly owner: string;
  /** Region, and name or id of the secret. */
  readonly place: string;
}

/** One text for each resource of a run. */
export function keyOf({ type, owner, place }: Who): string {
  return JSON.stringify([type, owner, place]);
}

/** How a message names a resource. */
export function nameOf({ type, owner }: Who): string {
  return `${type} ${owner}`;
}
