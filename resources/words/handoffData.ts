import type { Handoff } from "./handoff";
import type { KeyVersion } from "./keyVersion";
import { createdAtOf, type KnownToOverview } from "./overview";

/** Of the JSON: a field that changes its meaning, or goes, makes it another one. New fields do not. */
export const HANDOFF_SCHEMA = "partner-keys/handoff/1";

/** A hand-off and what a page about it shows beside it. It is an output of the component, as JSON. Nothing of it is secret. */
export interface HandoffData {
  readonly schema: typeof HANDOFF_SCHEMA;
  /** `<project>/<stack>` */
  readonly stack: string;
  /** As the program calls it. */
  readonly component: string;
  readonly partner: string;
  readonly environment: string;
  /** Of the private key: its account and region are where the key is. "" in a run that does not know it. */
  readonly secretArn: string;
  readonly handoff: Handoff;
  /** In the order in which they were made, as far as they are there. */
  readonly keys: readonly DatedKey[];
  /** RFC 3339: when the newest key falls due; "" without a rule. */
  readonly rotationDueAt: string;
}

/** A key and its dates: RFC 3339, or "unknown" where nobody wrote it down. */
export interface DatedKey {
  readonly role: "previous" | "live" | "pending";
  /** `SHA256:…`, or "" for a version that this stack did not make. */
  readonly fingerprint: string;
  readonly madeAt: string;
  /** Of the live key: when it went live. */
  readonly liveSince?: string;
  /** Of the previous key: when it loses its label; absent where no rule says when, or its readers do. */
  readonly until?: string;
}

/** Whose hand-off it is. */
export type Whose = Pick<HandoffData, "stack" | "component" | "partner" | "environment" | "secretArn">;

/** As JSON; "" where there is no hand-off. Pure. */
export function handoffDataText(handoff: Handoff | undefined, known: KnownToOverview, whose: Whose): string {
  if (handoff === undefined) return "";
  const { live, pending, previous, promotedAt, previousUntil, unreadDays, rotationDueAt } = known;
  const dated = (role: DatedKey["role"], key: KeyVersion | null | undefined, more: Partial<DatedKey> = {}) =>
    key == null ? [] : [{ role, fingerprint: key.fingerprint, madeAt: createdAtOf(key, known), ...more }];
  const keys = [
    ...dated(
      "previous",
      previous,
      previousUntil === undefined || unreadDays !== undefined ? {} : { until: previousUntil },
    ),
    ...dated("live", live, { liveSince: promotedAt ?? "unknown" }),
    ...dated("pending", pending),
  ];
  const data: HandoffData = { schema: HANDOFF_SCHEMA, ...whose, handoff, keys, rotationDueAt };
  return JSON.stringify(data);
}
