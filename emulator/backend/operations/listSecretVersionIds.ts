import { MANAGED_KEY_IN_VERSIONS } from "../encryptionKey";
import { flag } from "../input";
import { page, timeKey } from "../paging";
import { type Operation, epochSeconds } from "../request";
import { findSecret, hidesVersions } from "../secretLookup";
import { sortedLabels } from "../stagingLabels";
import type { Version } from "../state";

export const listSecretVersionIds: Operation = (request) => {
  const { input } = request;
  const withDeprecated = flag(input, "IncludeDeprecated");
  // Works on a secret scheduled for deletion: the API model gives this operation no InvalidRequestException.
  const secret = findSecret(request);
  const listed = hidesVersions(request, secret) ? [] : [...secret.versions.values()];
  const shown = listed.filter((version) => withDeprecated || version.labels.size > 0);
  const order = { keyOf: (version: Version) => timeKey(version.createdAt, version.order), descending: false };
  const { items, NextToken } = page(input, shown, order, 100);
  return { ARN: secret.arn, Name: secret.name, Versions: items.map(versionAnswer), NextToken };
};

function versionAnswer(version: Version) {
  return {
    VersionId: version.id,
    VersionStages: version.labels.size > 0 ? sortedLabels(version) : undefined,
    CreatedDate: epochSeconds(version.createdAt),
    LastAccessedDate: epochSeconds(version.lastAccessedAt),
    KmsKeyIds: [version.kmsKeyId ?? MANAGED_KEY_IN_VERSIONS],
  };
}
