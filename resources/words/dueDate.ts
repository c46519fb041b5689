const DAY = 24 * 60 * 60 * 1000;

/** When a key made at `createdAt` (RFC 3339) falls due. */
export function dueAt(createdAt: string, rotateAfterDays: number): Date {
  return new Date(Date.parse(createdAt) + rotateAfterDays * DAY);
}

/** When a key falls due, for a person to read (RFC 3339), or "" where the key never falls due or is not made yet. */
export function rotationDueAt(createdAt: string | undefined, rotateAfterDays: number | undefined): string {
  return createdAt === undefined || rotateAfterDays === undefined
    ? ""
    : dueAt(createdAt, rotateAfterDays).toISOString();
}
