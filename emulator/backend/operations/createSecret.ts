import { partitionOf } from "../../partition";
import { readKmsKeyId } from "../encryptionKey";
import { optionalText, requiredText } from "../input";
import type { Operation, Request } from "../request";
import { checkName } from "../secretLookup";
import { findReplayed, readToken, readValue } from "../secretValue";
import { alreadyExists, invalidRequest } from "../secretsManagerError";
import { CURRENT } from "../stagingLabels";
import type { Secret, SecretValue } from "../state";
import { addTags, readTags } from "../tags";
import { addVersion } from "../versions";

export const createSecret: Operation = (request) => {
  const { input, store, account, region, now } = request;
  const name = requiredText(input, "Name", { min: 1, max: 512 });
  checkName(name);
  const token = readToken(input);
  const value = readValue(input);
  const secret = newSecret(request, name);

  const secrets = store.secrets(account, region, now);
  const existing = secrets.get(name);
  if (existing !== undefined) return replayOrRefuse(existing, token, value);
  if (!isReleased(request, name)) throw scheduledForDeletion();

  if (value !== undefined) addVersion(secret, { id: token, value, labels: [CURRENT], now });
  secrets.set(name, secret);
  return { ARN: secret.arn, Name: name, VersionId: value && token };
};

/** A repeated call with the same token and value is ignored (API reference, ClientRequestToken); anything else is a clash. */
function replayOrRefuse(secret: Secret, token: string, value: SecretValue | undefined) {
  if (secret.deletionAt !== undefined) throw scheduledForDeletion();
  if (value === undefined || findReplayed(secret, token, value) === undefined) {
    throw alreadyExists(`The operation failed because the secret ${secret.name} already exists.`);
  }
  return { ARN: secret.arn, Name: secret.name, VersionId: token };
}

/** A forced deletion takes a while: DescribeSecret knows the secret no more, yet its name is taken. */
function isReleased({ store, account, region, now, releaseMilliseconds }: Request, name: string): boolean {
  const deletedAt = store.forcedDeletionOf(account, region, name);
  return deletedAt === undefined || now.getTime() >= deletedAt.getTime() + releaseMilliseconds;
}

function scheduledForDeletion() {
  return invalidRequest(
    "You can't create this secret because a secret with this name is already scheduled for deletion.",
  );
}

function newSecret({ input, store, account, region, now, newSuffix }: Request, name: string): Secret {
  const tags = new Map<string, string>();
  if ((input["Tags"] ?? undefined) !== undefined) addTags(tags, readTags(input));
  return {
    arn: `arn:${partitionOf(region)}:secretsmanager:${region}:${account}:secret:${name}-${newSuffix()}`,
    name,
    createdAt: now,
    order: store.nextOrder(),
    tags,
    versions: new Map(),
    versionsEverMade: 0,
    // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing -- an empty description is none
    description: optionalText(input, "Description", { max: 2048 }) || undefined,
    kmsKeyId: readKmsKeyId(input) ?? undefined,
    resourcePolicy: undefined,
    changedAt: now,
    lastAccessedAt: undefined,
    deletionAt: undefined,
  };
}
