import type { Operation } from "../request";
import { findLiveSecret } from "../secretLookup";

/** Of a secret that has none, too. */
export const deleteResourcePolicy: Operation = (request) => {
  const secret = findLiveSecret(request);
  secret.resourcePolicy = undefined;
  return { ARN: secret.arn, Name: secret.name };
};
