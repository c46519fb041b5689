const HOUR = 60 * 60 * 1000;
/** In milliseconds. */
export const DAY = 24 * HOUR;

/** Whole days that have passed. */
export function daysBetween(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / DAY);
}

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

/** When nobody reads the previous key any more, for a sentence. `until`: it is kept to that moment (RFC 3339) in any case. */
export function whenUnread(days: number, until: string | undefined): string {
  const unread = `once nobody has read it for ${days === 1 ? "a day" : `${days} days`}`;
  return until === undefined ? unread : `${unread}, and not before ${until}`;
}

/** So many hours after a moment (RFC 3339). */
export function hoursAfter(moment: string, hours: number): string {
  return new Date(Date.parse(moment) + hours * HOUR).toISOString();
}

/** When the previous key loses its label (RFC 3339); `undefined` where no rule says when, or no key is live yet. */
export function previousUntil(
  promotedAt: string | undefined,
  retireAfterHours: number | undefined,
): string | undefined {
  if (promotedAt === undefined || retireAfterHours === undefined) return undefined;
  return hoursAfter(promotedAt, retireAfterHours);
}
