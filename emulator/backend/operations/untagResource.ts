import type { Operation } from "../request";
import { findLiveSecret } from "../secretLookup";
import { readTagKeys } from "../tags";

export const untagResource: Operation = (request) => {
  const keys = readTagKeys(request.input);
  const secret = findLiveSecret(request);
  for (const key of keys) secret.tags.delete(key);
  secret.changedAt = request.now;
  return {};
};
