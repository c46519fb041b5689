import { describe } from "../description";
import type { Operation } from "../request";
import { findSecret } from "../secretLookup";
import { labelsByVersion } from "../stagingLabels";

export const describeSecret: Operation = (request) => {
  const secret = findSecret(request);
  return { ...describe(secret), VersionIdsToStages: labelsByVersion(secret) };
};
