import type { SecretFacts } from "../../resources/secrets/look";
import { certificateEnd } from "../../resources/words/certificateEnd";
import { daysBetween, dueAt } from "../../resources/words/dueDate";

/** What a run of `status` judges by. */
export interface Yardstick {
  /** By AWS. */
  readonly now: Date;
  /** Age at which a key is due, in days; `undefined`: nobody said so, and nothing that AWS knows does. */
  readonly dueAfterDays: number | undefined;
  /** How many days a key may be pending. */
  readonly pendingDays: number;
}

/** What somebody has to do about a key. `isAlarm`: `--check` counts it. */
export interface ToDo {
  readonly code:
    "scheduled-for-deletion" | "labels-moved" | "due" | "certificate-ending" | "pending" | "pending-too-long";
  readonly text: string;
  readonly isAlarm: boolean;
}

/** A key as `status` shows it. */
export interface Judged {
  readonly facts: SecretFacts;
  /** When the live key falls due; `undefined`: unknown, or it has none. */
  readonly dueAt: Date | undefined;
  readonly toDo: readonly ToDo[];
}

/** Pure. */
export function judge(facts: SecretFacts, yardstick: Yardstick): Judged {
  const { now, dueAfterDays } = yardstick;
  const madeAt = facts.live?.createdAt;
  const due =
    madeAt === undefined || dueAfterDays === undefined ? undefined : dueAt(madeAt.toISOString(), dueAfterDays);
  if (facts.deletedDate !== undefined) return { facts, dueAt: due, toDo: [SCHEDULED] };
  const toDo: ToDo[] = [];
  if (facts.moved !== undefined) {
    const text = `labels were moved by hand, or an up was stopped: ${facts.moved}; if no up is running, run pulumi refresh, then pulumi up`;
    toDo.push({ code: "labels-moved", text, isAlarm: true });
  }
  if (due !== undefined && due <= now) {
    const text = `due since ${dayOf(due)}: rotate it (docs/rotate.md)`;
    toDo.push({ code: "due", text, isAlarm: true });
  }
  const certificate = certificateEnd(facts.live?.told?.certificateEndsAt?.toISOString(), now);
  if (certificate !== "") toDo.push({ code: "certificate-ending", text: certificate, isAlarm: true });
  return { facts, dueAt: due, toDo: [...toDo, ...pendingToDo(facts, yardstick)] };
}

/** What nobody can say of the live key, because it was never written; a key without a certificate says so by its promotion. */
export function unknownOf({ live, kind }: SecretFacts): ("promotion" | "acknowledgement" | "certificate")[] {
  if (live === undefined) return [];
  const { told, isLeftOut } = live;
  const isPromotionTold = told?.promotedAt !== undefined;
  const isWhole = isPromotionTold && !isLeftOut;
  return [
    ...(isPromotionTold ? [] : ["promotion" as const]),
    ...(isWhole || told?.acknowledged !== undefined ? [] : ["acknowledgement" as const]),
    ...(isWhole || told?.certificateEndsAt !== undefined || kind === "api-key" ? [] : ["certificate" as const]),
  ];
}

const SCHEDULED: ToDo = {
  code: "scheduled-for-deletion",
  text: "scheduled for deletion: if it is still declared, pulumi up restores it (docs/recover.md)",
  isAlarm: true,
};

function pendingToDo({ pending, live }: SecretFacts, { now, pendingDays }: Yardstick): ToDo[] {
  if (pending === undefined || pending.versionId === live?.versionId) return [];
  const isLate = pending.createdAt !== undefined && daysBetween(pending.createdAt, now) > pendingDays;
  const since = pending.createdAt === undefined ? "pending" : `pending since ${dayOf(pending.createdAt)}`;
  const text = `${since}: give it to the partner, then acknowledge it (docs/rotate.md)`;
  return [{ code: isLate ? "pending-too-long" : "pending", text, isAlarm: isLate }];
}

/** The day alone, in UTC. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
