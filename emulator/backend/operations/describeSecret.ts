import { describe } from "../description";
import type { Operation } from "../request";
import { findSecret, hidesVersions } from "../secretLookup";
import { labelsByVersion } from "../stagingLabels";

export const describeSecret: Operation = (request) => {
  const secret = findSecret(request);
  const isHidden = hidesVersions(request, secret);
  return { ...describe(secret), VersionIdsToStages: isHidden ? undefined : labelsByVersion(secret) };
};
