import type { Operation } from "../request";
import { findLiveSecret } from "../secretLookup";
import { addTags, readTags } from "../tags";

export const tagResource: Operation = (request) => {
  const added = readTags(request.input);
  const secret = findLiveSecret(request);
  addTags(secret.tags, added);
  secret.changedAt = request.now;
  return {};
};
