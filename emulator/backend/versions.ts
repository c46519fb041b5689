import { limitExceeded } from "./secretsManagerError";
import { CURRENT, checkLabelQuota, moveLabel } from "./stagingLabels";
import type { Secret, SecretValue, Version } from "./state";

/** AWS keeps about 100 versions and prunes label-less ones, but none that is younger than a day (API reference, PutSecretValue). */
const MAX_VERSIONS = 100;
const KEPT_MILLISECONDS = 24 * 60 * 60 * 1000;

export interface NewVersion {
  readonly id: string;
  readonly value: SecretValue;
  readonly labels: readonly string[];
  readonly now: Date;
}

/** Adds a version, or refuses and changes nothing. The first version of a secret gets AWSCURRENT besides the labels asked for. */
export function addVersion(secret: Secret, { id, value, labels, now }: NewVersion): Version {
  const wanted = secret.versions.size === 0 ? [...labels, CURRENT] : labels;
  checkLabelQuota(secret, wanted);
  makeRoom(secret, now);
  const version: Version = {
    id,
    value,
    createdAt: now,
    order: secret.versionsEverMade++,
    labels: new Set(),
    kmsKeyId: secret.kmsKeyId,
    lastAccessedAt: undefined,
  };
  secret.versions.set(id, version);
  for (const label of wanted) moveLabel(secret, label, version);
  secret.changedAt = now;
  return version;
}

function makeRoom(secret: Secret, now: Date): void {
  const excess = secret.versions.size - MAX_VERSIONS + 1;
  if (excess <= 0) return;
  const prunable = [...secret.versions.values()].filter(
    (version) => version.labels.size === 0 && now.getTime() - version.createdAt.getTime() > KEPT_MILLISECONDS,
  );
  if (prunable.length < excess) {
    throw limitExceeded(`You can't create more than ${MAX_VERSIONS} versions of a secret within 24 hours.`);
  }
  for (const version of prunable.slice(0, excess)) secret.versions.delete(version.id);
}
