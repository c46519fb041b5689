import type { Operation } from "../request";
import { findSecret } from "../secretLookup";

/** On a secret that is not scheduled for deletion this does nothing, without an error. */
export const restoreSecret: Operation = (request) => {
  const secret = findSecret(request);
  if (secret.deletionAt !== undefined) {
    secret.deletionAt = undefined;
    secret.changedAt = request.now;
  }
  return { ARN: secret.arn, Name: secret.name };
};
