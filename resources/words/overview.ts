import { apiKeyLine, type GeneratedApiKey } from "./apiKeyToGive";
import { whenUnread } from "./dueDate";
import { nameOf, type KeyVersion } from "./keyVersion";

/** The keys of a partner, and the rules for their time. */
export interface KnownToOverview {
  readonly live?: KeyVersion | undefined;
  /** State has `null` where there is none. */
  readonly pending?: KeyVersion | null | undefined;
  readonly previous?: KeyVersion | null | undefined;
  /** The key that was made last, whose date is known in any case. */
  readonly newest: { readonly versionId: string | undefined; readonly createdAt: string | undefined };
  /** RFC 3339: when the live key went live. */
  readonly promotedAt?: string | undefined;
  /** RFC 3339, or "" without a rule. */
  readonly rotationDueAt: string;
  /** RFC 3339; absent: no rule says when the previous key loses its label. */
  readonly previousUntil?: string | undefined;
  /** Days for which nobody has read the previous key when it loses its label; absent: no such rule. */
  readonly unreadDays?: number | undefined;
  /** The API key that goes with the key, if it was generated here. */
  readonly generatedApiKey?: GeneratedApiKey | undefined;
}

/** When a key was made (RFC 3339), "unknown" where nobody wrote it down, "" where there is no such key. */
export function createdAtOf(key: KeyVersion | null | undefined, { newest }: Pick<KnownToOverview, "newest">): string {
  if (key == null) return "";
  const ofNewest = key.versionId === newest.versionId ? newest.createdAt : undefined;
  return key.createdAt ?? ofNewest ?? "unknown";
}

/** All keys and dates at a glance, a line each; what there is not, and what is not set, is said. "" where no key is live yet. */
export function overviewText(known: KnownToOverview): string {
  const {
    live,
    pending,
    previous,
    promotedAt = "unknown",
    rotationDueAt,
    previousUntil,
    unreadDays,
    generatedApiKey,
  } = known;
  if (live === undefined) return "";
  const line = (role: string, key: KeyVersion | null | undefined, more: string) =>
    `${role}: ${key == null ? "none" : `made ${createdAtOf(key, known)}, ${more}, ${nameOf(key)}`}`;
  const keptUntil =
    previousUntil === undefined
      ? "kept until the next rotation (retirePreviousAfterHours is not set)"
      : `kept until ${previousUntil}`;
  const kept = unreadDays === undefined ? keptUntil : `retired ${whenUnread(unreadDays, previousUntil)}`;
  return [
    line("live", live, `live since ${promotedAt}`),
    line("pending", pending, "waits for its acknowledgement"),
    line("previous", previous, kept),
    `due: ${rotationDueAt === "" ? "never (rotateAfterDays is not set)" : rotationDueAt}`,
    ...(generatedApiKey === undefined ? [] : [apiKeyLine(generatedApiKey)]),
  ].join("\n");
}
