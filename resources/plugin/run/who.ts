/** A resource as one run knows it. Resources of different types may have the same owner text. */
export interface Who {
  readonly type: string;
  readonly owner: string;
}

/** One text for each resource of a run. */
export function nameOf({ type, owner }: Who): string {
  return `${type} ${owner}`;
}
