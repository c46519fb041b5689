import { limitExceeded } from "./secretsManagerError";
import type { Secret, Version } from "./state";

export const CURRENT = "AWSCURRENT";
export const PREVIOUS = "AWSPREVIOUS";

/** AWS quota: staging labels attached across all versions of a secret. */
export const MAX_LABELS = 20;

export function holderOf(secret: Secret, label: string): Version | undefined {
  return [...secret.versions.values()].find((version) => version.labels.has(label));
}

/** Puts `label` on `target` and nowhere else. The version that loses AWSCURRENT gets AWSPREVIOUS and keeps its other labels. */
export function moveLabel(secret: Secret, label: string, target: Version): void {
  const loser = holderOf(secret, label);
  if (loser === target) return;
  loser?.labels.delete(label);
  target.labels.add(label);
  if (label === CURRENT && loser !== undefined) {
    holderOf(secret, PREVIOUS)?.labels.delete(PREVIOUS);
    loser.labels.add(PREVIOUS);
  }
}

/** Refuses a move that would leave more labels on the secret than AWS allows. */
export function checkLabelQuota(secret: Secret, added: readonly string[]): void {
  const labels = new Set(added);
  for (const version of secret.versions.values()) for (const label of version.labels) labels.add(label);
  if (added.includes(CURRENT) && holderOf(secret, CURRENT) !== undefined) labels.add(PREVIOUS);
  if (labels.size > MAX_LABELS) {
    throw limitExceeded(`You can't attach more than ${MAX_LABELS} staging labels to the versions of a secret.`);
  }
}

/** AWS gives no order; sorted, so that answers are the same every time. */
export function sortedLabels(version: Version): string[] {
  return [...version.labels].sort();
}

export function labelsByVersion(secret: Secret): Record<string, string[]> | undefined {
  const labelled = [...secret.versions.values()].filter((version) => version.labels.size > 0);
  if (labelled.length === 0) return undefined;
  return Object.fromEntries(labelled.map((version) => [version.id, sortedLabels(version)]));
}
