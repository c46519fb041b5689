import { optionalText } from "../input";
import type { Operation } from "../request";
import { findLiveSecret } from "../secretLookup";
import { selectVersion, valueAnswer } from "../secretValue";
import { markAccessed } from "../state";

export const getSecretValue: Operation = (request) => {
  const { input, now } = request;
  const id = optionalText(input, "VersionId", { min: 32, max: 64 });
  const label = optionalText(input, "VersionStage", { min: 1, max: 256 });
  const secret = findLiveSecret(request);
  const version = selectVersion(secret, id, label);
  markAccessed(secret, version, now);
  return valueAnswer(secret, version);
};
