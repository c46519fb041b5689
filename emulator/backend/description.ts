import { epochSeconds } from "./request";
import type { Secret } from "./state";
import { tagAnswer } from "./tags";

/** The fields that DescribeSecret and ListSecrets share. JSON drops those that are undefined, as AWS does. */
export function describe(secret: Secret) {
  return {
    ARN: secret.arn,
    Name: secret.name,
    Description: secret.description,
    KmsKeyId: secret.kmsKeyId,
    LastChangedDate: epochSeconds(secret.changedAt),
    LastAccessedDate: epochSeconds(secret.lastAccessedAt),
    DeletedDate: epochSeconds(secret.deletionAt),
    Tags: tagAnswer(secret.tags),
    CreatedDate: epochSeconds(secret.createdAt),
  };
}
