import { requiredText } from "../input";
import type { Operation } from "../request";
import { findLiveSecret } from "../secretLookup";
import { SecretsManagerError } from "../secretsManagerError";

/** Keeps the text as it came. Of what AWS checks it checks the JSON alone, so it does not know `BlockPublicPolicy`. */
export const putResourcePolicy: Operation = (request) => {
  const policy = requiredText(request.input, "ResourcePolicy", { min: 1, max: 20_480 });
  const secret = findLiveSecret(request);
  if (!isObject(policy))
    throw new SecretsManagerError("MalformedPolicyDocumentException", "This resource policy contains a syntax error.");
  secret.resourcePolicy = policy;
  return { ARN: secret.arn, Name: secret.name };
};

function isObject(policy: string): boolean {
  try {
    const parsed: unknown = JSON.parse(policy);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
}
