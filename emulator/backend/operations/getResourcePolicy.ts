import type { Operation } from "../request";
import { findLiveSecret } from "../secretLookup";

export const getResourcePolicy: Operation = (request) => {
  const { arn, name, resourcePolicy } = findLiveSecret(request);
  return { ARN: arn, Name: name, ResourcePolicy: resourcePolicy };
};
