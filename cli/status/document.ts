import { shortFingerprintOf } from "../../resources/partners/shortFingerprint";
import type { KeyFacts, SecretFacts } from "../../resources/secrets/look";
import { daysBetween } from "../../resources/words/dueDate";
import type { Counts } from "./counts";
import { dayOf, unknownOf, type Judged } from "./judge";
import { CANNOT_KNOW } from "./limits";

/** Of the JSON: a field that changes its meaning, or goes, makes it another one. New fields do not. */
export const SCHEMA = 1;

/** What was never written down anywhere that `status` looks. `null` is "there is none". */
const UNKNOWN = "unknown";

/** The first lines: where it was read comes before what was read. */
export function documentHead(account: string, regions: readonly string[]): string {
  const head = { schema: SCHEMA, command: "status", account, regions };
  return `${JSON.stringify(head).slice(0, -1)},"keys":[`;
}

/** One key, and what an auditor asks about it. */
export function documentEntry({ facts, dueAt, toDo }: Judged, now: Date): string {
  const { live, pending, previous } = facts;
  return JSON.stringify(
    {
      name: facts.name,
      arn: facts.arn,
      region: facts.region,
      owner: facts.owner ?? UNKNOWN,
      kind: facts.kind ?? UNKNOWN,
      live: live && {
        ...version(live, now),
        shortFingerprint: (live.key?.publicKeyPem && shortFingerprintOf(live.key.publicKeyPem)) ?? null,
        ...told(facts),
      },
      pending: pending && { ...version(pending, now), since: pending.createdAt?.toISOString() ?? UNKNOWN },
      previous: previous && version(previous, now),
      dueAt: live === undefined ? null : (dueAt?.toISOString() ?? UNKNOWN),
      secretMadeAt: facts.createdAt?.toISOString() ?? UNKNOWN,
      lastReadOn: facts.lastReadAt === undefined ? null : dayOf(facts.lastReadAt),
      deletedDate: facts.deletedDate?.toISOString() ?? null,
      labelsMoved: facts.moved ?? null,
      toDo: toDo.map(({ code, text, isAlarm }) => ({ code, isAlarm, text })),
      notSeen: facts.unseen ?? null,
    },
    (_name, value: unknown) => value ?? null,
  );
}

export function documentTail(counts: Counts, readAt: Date, problems: readonly string[]): string {
  const { keys, dueUnknown, neverWritten, unseen, alarms } = counts;
  const tail = {
    readAt: readAt.toISOString(),
    isComplete: problems.length === 0 && unseen === 0,
    problems,
    counts: { keys, dueUnknown, neverWritten, notSeen: unseen, alarms },
    cannotKnow: CANNOT_KNOW,
  };
  return `],${JSON.stringify(tail).slice(1)}\n`;
}

/** What the tags tell of the live key: `null` where it is known that there is none. */
function told(facts: SecretFacts) {
  const never: readonly string[] = unknownOf(facts);
  const { told, isLeftOut = false } = facts.live ?? {};
  const or = (what: string, value: string | undefined) => (never.includes(what) ? UNKNOWN : value);
  return {
    promotedAt: or("promotion", told?.promotedAt?.toISOString()),
    acknowledgedFingerprint: or("acknowledgement", told?.acknowledged),
    certificateEndsAt: or("certificate", told?.certificateEndsAt?.toISOString()),
    keyId: told === undefined ? UNKNOWN : told.keyId,
    factsLeftOut: isLeftOut,
  };
}

function version({ versionId, key, createdAt, lastReadAt }: KeyFacts, now: Date) {
  return {
    versionId,
    fingerprint: key?.fingerprint ?? UNKNOWN,
    madeAt: createdAt?.toISOString() ?? UNKNOWN,
    ageDays: createdAt === undefined ? UNKNOWN : daysBetween(createdAt, now),
    lastReadOn: lastReadAt !== undefined ? dayOf(lastReadAt) : createdAt === undefined ? UNKNOWN : null,
  };
}
