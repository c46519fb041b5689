import { failure } from "../errors";
import type { CheckFailure } from "../rules/checkFailure";
import type { Props } from "../rules/inputTable";
import { isUnknown } from "../rules/unknown";
import { CURRENT, LATEST, holderOf } from "../secrets/labels";
import type { SecretDescription, SecretStore } from "../secrets/secretStore";

/** What a person decides about a version that somebody else put live. */
export interface Decision {
  readonly adoptVersionId?: string;
  readonly discardVersionId?: string;
}

/** The live version of a secret, which somebody else made. */
export interface ForeignVersion {
  readonly versionId: string;
  readonly createdAt: Date;
}

/** The key that this state stands for. */
interface OurKey {
  readonly versionId: string;
  /** RFC 3339: when it was written, for where AWS has discarded its version. */
  readonly writtenAt: string | undefined;
  /** Every version that this state, or this run, knows as ours: its own among them. */
  readonly known: readonly (string | undefined)[];
}

/**
 * A value that somebody put there by hand is no moved label: its version is newer than ours, and it is not ours. AWS says
 * nowhere who made a version, so ours are those that state knows, and the newest that this package wrote into a secret.
 */
export async function foreignVersionOf(
  secret: SecretDescription,
  { versionId, writtenAt, known }: OurKey,
  openStore: () => SecretStore,
): Promise<ForeignVersion | undefined> {
  const live = holderOf(secret, CURRENT);
  if (live === undefined || known.includes(live) || live === holderOf(secret, LATEST)) return undefined;
  const dates = await openStore().versionDates(secret.arn);
  const [createdAt, ours] = [dates.get(live), dates.get(versionId)?.getTime() ?? Date.parse(writtenAt ?? "")];
  return createdAt === undefined || createdAt.getTime() <= ours ? undefined : { versionId: live, createdAt };
}

/** One sentence for drift. */
export function tellForeign({ versionId, createdAt }: ForeignVersion, ours: string): string {
  return (
    `${CURRENT} is on version ${versionId}, which somebody else made on ${createdAt.toISOString()}, after ${ours}: ` +
    "it stays live until adoptVersionId or discardVersionId names it"
  );
}

export function isDecided({ adoptVersionId, discardVersionId }: Decision, foreign: string): boolean {
  return isUnknown([adoptVersionId, discardVersionId]) || [adoptVersionId, discardVersionId].includes(foreign);
}

/** Throws where nobody has said what becomes of a version that somebody else put live. `doing` is a gerund and its object. */
export function assertDecided(doing: string, decision: Decision, foreign: string | undefined): void {
  if (foreign === undefined || isDecided(decision, foreign)) return;
  throw failure("ERR_LABEL_MOVED", {
    doing,
    what: `${CURRENT} is on version ${foreign}, which somebody else put there, and which stays live; nothing was changed`,
    advice:
      `to keep it, set adoptVersionId to ${foreign}; to go back to the key of this stack, set discardVersionId to it; ` +
      "then run pulumi up (docs/runbook.md)",
  });
}

/** One version cannot be kept and discarded. */
export function decisionFailures({ adoptVersionId, discardVersionId, publishAs }: Props): CheckFailure[] {
  const given = { adoptVersionId, discardVersionId };
  const [property] = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (property === undefined) return [];
  if (publishAs === "pending") {
    const reason = `${property}: given with publishAs "pending", where an Activation decides what is live, allowed: on the Activation`;
    return [{ property, reason }];
  }
  if (adoptVersionId !== discardVersionId || isUnknown(adoptVersionId)) return [];
  const reason = "discardVersionId: the version of adoptVersionId, allowed: only one of the two names it";
  return [{ property: "discardVersionId", reason }];
}
