import { partitionOf } from "../partition";
import { requiredText } from "./input";
import type { Request } from "./request";
import { parseSecretArn } from "./secretArn";
import { SecretsManagerError, invalidName, invalidRequest, notFound } from "./secretsManagerError";
import type { Secret } from "./state";

/**
 * The API reference (CreateSecret, Name) lists all of these but `!`; AWS's own refusal, recorded, lists it too, and names
 * of secrets that other AWS services manage contain it.
 */
const NAME = /^[A-Za-z0-9/_+=.@!-]+$/;

export function checkName(name: string): void {
  if (!NAME.test(name)) throw invalidName();
}

/** The secret that `SecretId` names, scheduled for deletion or not. */
export function findSecret(request: Request): Secret {
  return findSecretById(request, requiredText(request.input, "SecretId", { min: 1, max: 2048 }));
}

/** The same for every operation that AWS refuses on a secret scheduled for deletion. */
export function findLiveSecret(request: Request): Secret {
  return refuseScheduledForDeletion(findSecret(request));
}

export function refuseScheduledForDeletion(secret: Secret): Secret {
  if (secret.deletionAt !== undefined) {
    throw invalidRequest("You can't perform this operation on the secret because it was marked for deletion.");
  }
  return secret;
}

/**
 * The API reference does not say whether AWS lists the versions of a secret that is scheduled for deletion (DescribeSecret,
 * ListSecretVersionIds): this server does, unless it is told not to.
 */
export function hidesVersions({ hidesScheduledVersions = false }: Request, secret: Secret): boolean {
  return hidesScheduledVersions && secret.deletionAt !== undefined;
}

export function findSecretById(request: Request, secretId: string): Secret {
  const secret = lookUp(request, secretId);
  if (secret === undefined) throw notFound("Secrets Manager can't find the specified secret.");
  return secret;
}

function lookUp(request: Request, secretId: string): Secret | undefined {
  const secrets = request.store.secrets(request.account, request.region, request.now);
  if (!secretId.startsWith("arn:")) {
    checkName(secretId);
    return secrets.get(secretId);
  }
  const arn = parseSecretArn(secretId);
  if (arn?.region !== request.region) return undefined;
  if (arn.account !== request.account) throw otherAccount(request, secretId);
  const secret = secrets.get(arn.name);
  return arn.isComplete && secret?.arn !== secretId ? undefined : secret;
}

/** Another account's secret needs a resource policy. This server keeps the text of one and does not act by it. */
function otherAccount({ account, operation, region }: Request, arn: string): SecretsManagerError {
  const action = `secretsmanager:${operation}`;
  return new SecretsManagerError(
    "AccessDeniedException",
    `User: arn:${partitionOf(region)}:iam::${account}:root is not authorized to perform: ${action} on resource: ${arn} because no resource-based policy allows the ${action} action`,
  );
}
