import { flag, optionalWholeNumber, requiredText } from "../input";
import { type Operation, type Request, epochSeconds } from "../request";
import { findLiveSecret, findSecret } from "../secretLookup";
import { SecretsManagerError, invalidParameter } from "../secretsManagerError";

const DEFAULT_WINDOW_DAYS = 30;
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

export const deleteSecret: Operation = (request) => {
  const { input, now } = request;
  const window = optionalWholeNumber(input, "RecoveryWindowInDays");
  const force = flag(input, "ForceDeleteWithoutRecovery");
  if (force && window !== undefined) {
    throw invalidParameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
  }
  if (window !== undefined && (window < 7 || window > 30)) {
    throw invalidParameter("The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
  }
  if (force) return deleteAtOnce(request);

  const secret = findLiveSecret(request);
  secret.deletionAt = new Date(now.getTime() + (window ?? DEFAULT_WINDOW_DAYS) * DAY_MILLISECONDS);
  secret.changedAt = now;
  return { ARN: secret.arn, Name: secret.name, DeletionDate: epochSeconds(secret.deletionAt) };
};

/** Also takes a secret that is scheduled already; one that does not exist is no error (API reference, ForceDeleteWithoutRecovery). */
function deleteAtOnce(request: Request) {
  const { input, store, account, region, now } = request;
  const DeletionDate = epochSeconds(now);
  try {
    const { arn, name } = findSecret(request);
    store.deleteByForce(account, region, name, now);
    return { ARN: arn, Name: name, DeletionDate };
  } catch (error) {
    if (!(error instanceof SecretsManagerError) || error.name !== "ResourceNotFoundException") throw error;
    return { Name: requiredText(input, "SecretId", { max: 2048 }), DeletionDate };
  }
}
