import { readKmsKeyId } from "../encryptionKey";
import { optionalText } from "../input";
import type { Operation } from "../request";
import { findLiveSecret } from "../secretLookup";
import { readToken, readValue, tokenInUse } from "../secretValue";
import { CURRENT, PREVIOUS } from "../stagingLabels";
import type { Secret } from "../state";
import { addVersion } from "../versions";

export const updateSecret: Operation = (request) => {
  const { input, now } = request;
  const token = readToken(input);
  const value = readValue(input);
  const description = optionalText(input, "Description", { max: 2048 });
  const kmsKeyId = readKmsKeyId(input);

  const secret = findLiveSecret(request);
  // Unlike PutSecretValue, a token in use is an error even with the same value (API reference, UpdateSecret).
  if (value !== undefined && secret.versions.has(token)) throw tokenInUse(secret, token);
  if (value !== undefined) addVersion(secret, { id: token, value, labels: [CURRENT], now });
  if (kmsKeyId !== undefined) changeKey(secret, kmsKeyId ?? undefined);
  if (description !== undefined) secret.description = description || undefined;
  secret.changedAt = now;
  return { ARN: secret.arn, Name: secret.name, VersionId: value && token };
};

/** Versions with these labels are encrypted again with the new key; the others keep the old one (API reference, KmsKeyId). */
function changeKey(secret: Secret, kmsKeyId: string | undefined): void {
  secret.kmsKeyId = kmsKeyId;
  for (const version of secret.versions.values()) {
    if ([CURRENT, PREVIOUS, "AWSPENDING"].some((label) => version.labels.has(label))) version.kmsKeyId = kmsKeyId;
  }
}
