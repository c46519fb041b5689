import * as sdk from "@aws-sdk/client-secrets-manager";
import type { OpenClient } from "../aws/client";
import { isNamed } from "../aws/isNamed";
import { explain } from "../aws/reasons";
import { failure } from "../errors";
import { holderOf } from "./labels";
import type { NewSecret, NewVersion, SecretDescription, SecretStore, StageMove, WrittenVersion } from "./secretStore";

const FORCE = 0;

/** AWS Secrets Manager, in the region and the account that the client was opened for. */
export function secretsManagerStore({ client, endpoint, time, assertAccount }: OpenClient): SecretStore {
  /** `value`: the one that the call carries. */
  async function call<T>(doing: string, secretId: string, work: () => Promise<T>, value?: string): Promise<T> {
    try {
      await assertAccount(doing, secretId);
      return await work();
    } catch (cause) {
      throw explain({ doing, endpoint: endpoint(), value }, cause);
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

  async function* versionsOf(secretId: string): AsyncGenerator<sdk.SecretVersionsListEntry> {
    const pages = sdk.paginateListSecretVersionIds({ client }, { SecretId: secretId, IncludeDeprecated: true });
    for await (const page of pages) yield* page.Versions ?? [];
  }

  return {
    describe,
    time,

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
            return { refused: explain({ doing, endpoint: endpoint(), value: secret.value }, error) };
          }
          throw error;
        }
      };
      return call(doing, secret.name, create, secret.value);
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
      return call(`adding a version to secret ${version.secretId}`, version.secretId, put, version.value);
    },

    async hasVersion(secretId: string, versionId: string) {
      return call(`listing the versions of secret ${secretId}`, secretId, async () => {
        for await (const version of versionsOf(secretId)) if (version.VersionId === versionId) return true;
        return false;
      });
    },

    async resourcePolicy(arn: string) {
      const read = () => client.send(new sdk.GetResourcePolicyCommand({ SecretId: arn }));
      return (await call(`reading the resource policy of secret ${arn}`, arn, read)).ResourcePolicy;
    },

    async versionDates(secretId: string) {
      return call(`listing the versions of secret ${secretId}`, secretId, async () => {
        const dates = new Map<string, Date>();
        for await (const { VersionId, CreatedDate } of versionsOf(secretId))
          if (VersionId !== undefined && CreatedDate !== undefined) dates.set(VersionId, CreatedDate);
        return dates;
      });
    },

    async moveStage(move: StageMove) {
      const { arn, stage, to, from } = move;
      const doing = `moving label ${stage} of secret ${arn}`;
      return call(doing, arn, async () => {
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
          if (isNamed(cause, "ResourceNotFoundException"))
            return { notYet: explain({ doing, endpoint: endpoint() }, cause) };
          if (!isNamed(cause, "InvalidParameterException")) throw cause;
          // The answer to our own first attempt may have been lost: then the label is where we want it
          const secret = await describe(arn);
          const holder = secret && holderOf(secret, stage);
          if (secret !== undefined && holder === to) return undefined;
          return refusedMove(move, doing, holder, cause);
        }
        return undefined;
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

/** A move that AWS refused: from where the label was seen, it is not, or what was seen is not what AWS knows. */
function refusedMove({ from }: StageMove, doing: string, holder: string | undefined, cause: unknown) {
  if (holder === from) {
    const where = from === undefined ? "no version" : `version ${from}`;
    const what = `AWS refuses to move it from ${where}, and shows it there: what it shows may be older than its refusal`;
    const advice = "wait a minute and run the same command again";
    return { notYet: failure("ERR_STORE_UNAVAILABLE", { doing, what, advice }, { cause }) };
  }
  const where = from === undefined ? "another version holds it" : `version ${from} does not hold it any more`;
  // An attempt whose answer was lost may have moved it, before somebody else did
  const { attempts = 1 } = (cause as { readonly $metadata?: { readonly attempts?: number } }).$metadata ?? {};
  const what = attempts === 1 ? `${where}, nothing was moved` : where;
  throw failure("ERR_LABEL_MOVED", { doing, what, advice: "run pulumi refresh, then pulumi up" }, { cause });
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
