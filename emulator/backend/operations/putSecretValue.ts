import { optionalTexts } from "../input";
import type { Operation } from "../request";
import { findLiveSecret } from "../secretLookup";
import { findReplayed, readToken, readValue } from "../secretValue";
import { invalidRequest } from "../secretsManagerError";
import { CURRENT, MAX_LABELS, sortedLabels } from "../stagingLabels";
import { addVersion } from "../versions";

export const putSecretValue: Operation = (request) => {
  const { input, now } = request;
  const token = readToken(input);
  const value = readValue(input);
  const labels = optionalTexts(input, "VersionStages", { min: 1, max: MAX_LABELS }, { min: 1, max: 256 }) ?? [CURRENT];
  if (value === undefined) throw invalidRequest("You must provide either SecretString or SecretBinary.");

  const secret = findLiveSecret(request);
  // A repeated call does nothing, whatever happened to the version's labels since (API reference, PutSecretValue).
  const version = findReplayed(secret, token, value) ?? addVersion(secret, { id: token, value, labels, now });
  return { ARN: secret.arn, Name: secret.name, VersionId: version.id, VersionStages: sortedLabels(version) };
};
