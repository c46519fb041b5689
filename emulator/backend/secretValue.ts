import { type Input, optionalText } from "./input";
import { alreadyExists, invalidParameter, invalidRequest, notFound, outOfBounds } from "./secretsManagerError";
import { type Answer, epochSeconds } from "./request";
import { CURRENT, holderOf, sortedLabels } from "./stagingLabels";
import type { Secret, SecretValue, Version } from "./state";

/** AWS quota, in bytes, for text (as UTF-8) and for binary alike. */
const MAX_VALUE_BYTES = 65_536;

export function readValue(input: Input): SecretValue | undefined {
  const text = optionalText(input, "SecretString", { min: 1, max: MAX_VALUE_BYTES });
  const base64 = optionalText(input, "SecretBinary", { min: 1, max: Infinity });
  if (text !== undefined && base64 !== undefined) {
    throw invalidParameter(
      "You can't specify both a binary secret value and a string secret value in the same secret.",
    );
  }
  if (text !== undefined) {
    checkSize("SecretString", Buffer.byteLength(text, "utf8"));
    return { SecretString: text };
  }
  if (base64 !== undefined) {
    const bytes = Buffer.from(base64, "base64");
    checkSize("SecretBinary", bytes.length);
    return { SecretBinary: bytes.toString("base64") };
  }
  return undefined;
}

/** The SDKs fill the token in by themselves; a raw call must bring one. It becomes the version's id. */
export function readToken(input: Input): string {
  const token = optionalText(input, "ClientRequestToken", { max: Infinity });
  if (token === undefined) {
    throw invalidRequest("You must provide a ClientRequestToken value. We recommend a UUID-type value.");
  }
  if (token.length < 32 || token.length > 64) {
    throw invalidParameter("ClientRequestToken must be 32-64 characters long.");
  }
  return token;
}

/** The version that an earlier attempt with this token made; refuses another value, because a version never changes. */
export function findReplayed(secret: Secret, token: string, value: SecretValue): Version | undefined {
  const version = secret.versions.get(token);
  if (version !== undefined && JSON.stringify(version.value) !== JSON.stringify(value)) {
    throw tokenInUse(secret, token);
  }
  return version;
}

export function tokenInUse(secret: Secret, token: string) {
  return alreadyExists(
    `You can't use ClientRequestToken ${token} because that value is already in use for a version of secret ${secret.arn}.`,
  );
}

export function selectVersion(secret: Secret, id: string | undefined, label: string | undefined): Version {
  const wanted = label ?? CURRENT;
  const version = id === undefined ? holderOf(secret, wanted) : secret.versions.get(id);
  if (version === undefined) {
    const selector = id === undefined ? `staging label: ${wanted}` : `VersionId: ${id}`;
    throw notFound(`Secrets Manager can't find the specified secret value for ${selector}`);
  }
  if (label !== undefined && !version.labels.has(label)) {
    throw invalidRequest("You provided a VersionStage that is not associated to the provided VersionId.");
  }
  return version;
}

export function valueAnswer(secret: Secret, version: Version): Answer {
  return {
    ARN: secret.arn,
    Name: secret.name,
    VersionId: version.id,
    ...version.value,
    VersionStages: version.labels.size > 0 ? sortedLabels(version) : undefined,
    CreatedDate: epochSeconds(version.createdAt),
  };
}

function checkSize(member: string, bytes: number): void {
  if (bytes < 1) throw outOfBounds(member, "Member must have length greater than or equal to 1");
  if (bytes > MAX_VALUE_BYTES) {
    throw outOfBounds(member, `Member must have length less than or equal to ${MAX_VALUE_BYTES}`);
  }
}
