import * as sdk from "@aws-sdk/client-secrets-manager";
import type { OpenClient } from "../aws/client";
import { isNamed } from "../aws/isNamed";
import { moveStage } from "./moveStage";
import type { SecretStore } from "./secretStore";
import { StoreCalls } from "./storeCalls";
import { createSecret, putVersion, toTags } from "./writeVersion";

const FORCE = 0;

/** AWS Secrets Manager, in the region and the account that the client was opened for. */
export function secretsManagerStore(open: OpenClient): SecretStore {
  const { client, time } = open;
  const calls = new StoreCalls(open);

  async function* versionsOf(secretId: string): AsyncGenerator<sdk.SecretVersionsListEntry> {
    const pages = sdk.paginateListSecretVersionIds({ client }, { SecretId: secretId, IncludeDeprecated: true });
    for await (const page of pages) yield* page.Versions ?? [];
  }

  return {
    time,
    describe: async (secretId) => calls.describe(secretId),
    create: async (secret) => createSecret(calls, secret),
    put: async (version) => putVersion(calls, version),
    moveStage: async (move) => moveStage(calls, move),

    async hasVersion(secretId: string, versionId: string) {
      return calls.call(`listing the versions of secret ${secretId}`, secretId, async () => {
        for await (const version of versionsOf(secretId)) if (version.VersionId === versionId) return true;
        return false;
      });
    },

    async resourcePolicy(arn: string) {
      const read = () => client.send(new sdk.GetResourcePolicyCommand({ SecretId: arn }));
      return (await calls.call(`reading the resource policy of secret ${arn}`, arn, read)).ResourcePolicy;
    },

    async versionDates(secretId: string) {
      return calls.call(`listing the versions of secret ${secretId}`, secretId, async () => {
        const dates = new Map<string, Date>();
        for await (const { VersionId, CreatedDate } of versionsOf(secretId))
          if (VersionId !== undefined && CreatedDate !== undefined) dates.set(VersionId, CreatedDate);
        return dates;
      });
    },

    async lastRead(secretId: string, versionId: string) {
      return calls.call(`listing the versions of secret ${secretId}`, secretId, async () => {
        for await (const version of versionsOf(secretId))
          if (version.VersionId === versionId) return version.LastAccessedDate;
        return undefined;
      });
    },

    async updateMetadata(arn, { description, kmsKeyId }) {
      await calls.call(`updating secret ${arn}`, arn, () =>
        client.send(new sdk.UpdateSecretCommand({ SecretId: arn, Description: description, KmsKeyId: kmsKeyId })),
      );
    },

    async tag(arn, tags) {
      await calls.call(`tagging secret ${arn}`, arn, () =>
        client.send(new sdk.TagResourceCommand({ SecretId: arn, Tags: toTags(tags) })),
      );
    },

    async untag(arn, keys) {
      await calls.call(`removing tags from secret ${arn}`, arn, () =>
        client.send(new sdk.UntagResourceCommand({ SecretId: arn, TagKeys: [...keys] })),
      );
    },

    async restore(arn) {
      await calls.call(`restoring secret ${arn}`, arn, () =>
        client.send(new sdk.RestoreSecretCommand({ SecretId: arn })),
      );
    },

    async delete(arn, recoveryWindowInDays) {
      const how =
        recoveryWindowInDays === FORCE
          ? { ForceDeleteWithoutRecovery: true }
          : { RecoveryWindowInDays: recoveryWindowInDays };
      return calls.call(`deleting secret ${arn}`, arn, async () => {
        try {
          return (await client.send(new sdk.DeleteSecretCommand({ SecretId: arn, ...how }))).DeletionDate;
        } catch (error) {
          if (isNamed(error, "ResourceNotFoundException")) return undefined;
          if (!isNamed(error, "InvalidRequestException")) throw error;
          // The answer to our own first attempt may have been lost: then the secret is scheduled, which is what we want
          const scheduled = (await calls.describe(arn))?.scheduledForDeletion;
          if (scheduled === undefined) throw error;
          return scheduled;
        }
      });
    },
  };
}
