import * as sdk from "@aws-sdk/client-secrets-manager";
import { isNamed } from "../aws/isNamed";
import type { NewSecret, NewVersion, SecretStore, WrittenVersion } from "./secretStore";
import type { StoreCalls } from "./storeCalls";

/** The first version of a secret, with the secret. */
export async function createSecret(calls: StoreCalls, secret: NewSecret): ReturnType<SecretStore["create"]> {
  const doing = `creating secret ${secret.name}`;
  const create = async () => {
    try {
      const answer = await calls.client.send(
        new sdk.CreateSecretCommand({
          Name: secret.name,
          SecretString: secret.value,
          ClientRequestToken: secret.token,
          Description: secret.description,
          KmsKeyId: secret.kmsKeyId,
          Tags: toTags(secret.tags),
        }),
      );
      return toWritten(answer);
    } catch (error) {
      // "Scheduled for deletion" is an InvalidRequestException like many others: the caller's DescribeSecret decides.
      if (isNamed(error, "ResourceExistsException", "InvalidRequestException")) {
        return { refused: calls.refusal(doing, error, secret.value) };
      }
      throw error;
    }
  };
  return calls.call(doing, secret.name, create, secret.value);
}

/** A further version. */
export async function putVersion(calls: StoreCalls, version: NewVersion): Promise<WrittenVersion> {
  const put = async () =>
    toWritten(
      await calls.client.send(
        new sdk.PutSecretValueCommand({
          SecretId: version.secretId,
          SecretString: version.value,
          ClientRequestToken: version.token,
          VersionStages: [...version.stages],
        }),
      ),
    );
  return calls.call(`adding a version to secret ${version.secretId}`, version.secretId, put, version.value);
}

export function toTags(tags: Readonly<Record<string, string>>): sdk.Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

function toWritten(answer: { ARN?: string | undefined; VersionId?: string | undefined }): WrittenVersion {
  return { arn: answer.ARN ?? "", versionId: answer.VersionId ?? "" };
}
