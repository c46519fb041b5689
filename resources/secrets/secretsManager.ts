import * as sdk from "@aws-sdk/client-secrets-manager";
import type { OpenClient } from "../aws/client";
import { explain, isNamed } from "../aws/reasons";
import { failure } from "../errors";
import { holderOf } from "./labels";
import type { NewSecret, NewVersion, SecretDescription, SecretStore, StageMove, WrittenVersion } from "./secretStore";

const FORCE = 0;

/** AWS Secrets Manager, in the region and the account that the client was opened for. */
export function secretsManagerStore({ client, endpoint, assertAccount }: OpenClient): SecretStore {
  async function call<T>(doing: string, secretId: string, work: () => Promise<T>, carriesValue = false): Promise<T> {
    try {
      await assertAccount(doing, secretId);
      return await work();
    } catch (cause) {
      throw explain({ doing, endpoint: endpoint(), carriesValue }, cause);
    }
  }

  async function describe(secretId: string): Promise<SecretDescription | undefined> {
    return call(`reading the description of secret ${secretId}`, secretId, async () => {
      try {
        return toDescription(await client.send(new sdk.DescribeSecretCommand({ SecretId: secretId })));
      } catch (error) {
        if (isNamed(error, "ResourceNotFoundException")) return undefined;
        throw error;
      }
    });
  }

  return {
    describe,

    async create(secret: NewSecret) {
      const doing = `creating secret ${secret.name}`;
      const create = async () => {
        try {
          const answer = await client.send(
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
            return { refused: explain({ doing, endpoint: endpoint(), carriesValue: true }, error) };
          }
          throw error;
        }
      };
      return call(doing, secret.name, create, true);
    },

    async put(version: NewVersion) {
      const put = async () =>
        toWritten(
          await client.send(
            new sdk.PutSecretValueCommand({
              SecretId: version.secretId,
              SecretString: version.value,
              ClientRequestToken: version.token,
              VersionStages: [...version.stages],
            }),
          ),
        );
      return call(`adding a version to secret ${version.secretId}`, version.secretId, put, true);
    },

    async hasVersion(secretId: string, versionId: string) {
      return call(`listing the versions of secret ${secretId}`, secretId, async () => {
        const pages = sdk.paginateListSecretVersionIds({ client }, { SecretId: secretId, IncludeDeprecated: true });
        for await (const page of pages) {
          if (page.Versions?.some((version) => version.VersionId === versionId)) return true;
        }
        return false;
      });
    },

    async moveStage({ arn, stage, to, from }: StageMove) {
      const doing = `moving label ${stage} of secret ${arn}`;
      await call(doing, arn, async () => {
        try {
          await client.send(
            new sdk.UpdateSecretVersionStageCommand({
              SecretId: arn,
              VersionStage: stage,
              MoveToVersionId: to,
              RemoveFromVersionId: from,
            }),
          );
        } catch (cause) {
          if (!isNamed(cause, "InvalidParameterException")) throw cause;
          // The answer to our own first attempt may have been lost: then the label is where we want it
          const secret = await describe(arn);
          if (secret !== undefined && holderOf(secret, stage) === to) return;
          const where = from === undefined ? "another version holds it" : `version ${from} does not hold it any more`;
          const what = `${where}, nothing was moved`;
          throw failure("ERR_LABEL_MOVED", { doing, what, advice: "run pulumi refresh, then pulumi up" }, { cause });
        }
      });
    },

    async updateMetadata(arn, { description, kmsKeyId }) {
      await call(`updating secret ${arn}`, arn, () =>
        client.send(new sdk.UpdateSecretCommand({ SecretId: arn, Description: description, KmsKeyId: kmsKeyId })),
      );
    },

    async tag(arn, tags) {
      await call(`tagging secret ${arn}`, arn, () =>
        client.send(new sdk.TagResourceCommand({ SecretId: arn, Tags: toTags(tags) })),
      );
    },

    async untag(arn, keys) {
      await call(`removing tags from secret ${arn}`, arn, () =>
        client.send(new sdk.UntagResourceCommand({ SecretId: arn, TagKeys: [...keys] })),
      );
    },

    async restore(arn) {
      await call(`restoring secret ${arn}`, arn, () => client.send(new sdk.RestoreSecretCommand({ SecretId: arn })));
    },

    async delete(arn, recoveryWindowInDays) {
      const how =
        recoveryWindowInDays === FORCE
          ? { ForceDeleteWithoutRecovery: true }
          : { RecoveryWindowInDays: recoveryWindowInDays };
      return call(`deleting secret ${arn}`, arn, async () => {
        try {
          return (await client.send(new sdk.DeleteSecretCommand({ SecretId: arn, ...how }))).DeletionDate;
        } catch (error) {
          if (isNamed(error, "ResourceNotFoundException")) return undefined;
          if (!isNamed(error, "InvalidRequestException")) throw error;
          // The answer to our own first attempt may have been lost: then the secret is scheduled, which is what we want
          const scheduled = (await describe(arn))?.scheduledForDeletion;
          if (scheduled === undefined) throw error;
          return scheduled;
        }
      });
    },
  };
}

function toTags(tags: Readonly<Record<string, string>>): sdk.Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

function toWritten(answer: { ARN?: string | undefined; VersionId?: string | undefined }): WrittenVersion {
  return { arn: answer.ARN ?? "", versionId: answer.VersionId ?? "" };
}

function toDescription(answer: sdk.DescribeSecretCommandOutput): SecretDescription {
  return {
    arn: answer.ARN ?? "",
    name: answer.Name ?? "",
    ...(answer.DeletedDate ? { scheduledForDeletion: answer.DeletedDate } : {}),
    description: answer.Description ?? "",
    ...(answer.KmsKeyId ? { kmsKeyId: answer.KmsKeyId } : {}),
    tags: Object.fromEntries((answer.Tags ?? []).map(({ Key, Value }) => [Key ?? "", Value ?? ""])),
    // moto lists label-less versions too, AWS does not
    stages: Object.fromEntries(
      Object.entries(answer.VersionIdsToStages ?? {}).filter(([, labels]) => labels.length > 0),
    ),
  };
}
