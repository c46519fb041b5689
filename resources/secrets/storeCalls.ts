import * as sdk from "@aws-sdk/client-secrets-manager";
import type { OpenClient } from "../aws/client";
import { isNamed } from "../aws/isNamed";
import { explain } from "../aws/reasons";
import type { PartnerKeysError } from "../errors";
import type { SecretDescription } from "./secretStore";

/** How every operation of the store goes to AWS. */
export class StoreCalls {
  readonly client: OpenClient["client"];

  constructor(private readonly open: OpenClient) {
    this.client = open.client;
  }

  /** Credentials of another account are refused before `work`. `value`: the one that the call carries. */
  async call<T>(doing: string, secretId: string, work: () => Promise<T>, value?: string): Promise<T> {
    try {
      await this.open.assertAccount(doing, secretId);
      return await work();
    } catch (cause) {
      throw this.refusal(doing, cause, value);
    }
  }

  /** The refusal of AWS, in our words. */
  refusal(doing: string, cause: unknown, value?: string): PartnerKeysError {
    return explain({ doing, endpoint: this.open.endpoint(), value }, cause);
  }

  async describe(secretId: string): Promise<SecretDescription | undefined> {
    return this.call(`reading the description of secret ${secretId}`, secretId, async () => {
      try {
        return toDescription(await this.client.send(new sdk.DescribeSecretCommand({ SecretId: secretId })));
      } catch (error) {
        if (isNamed(error, "ResourceNotFoundException")) return undefined;
        throw error;
      }
    });
  }
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
