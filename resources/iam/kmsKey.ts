import { parseArn } from "../aws/arn";
import { serviceHost } from "../aws/partitions";

/** Where a secret is; its key too, unless an ARN says otherwise. */
interface KmsPlace {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** What a statement says of a KMS key that Secrets Manager uses for its caller: id, ARN or alias, as `kmsKeyId` takes it. */
export function kmsKeyStatement(kmsKeyId: string, { partition, region, account }: KmsPlace) {
  const place = parseArn(kmsKeyId) ?? { partition, region, account };
  const keys = `arn:${place.partition}:kms:${place.region}:${place.account}:key/`;
  const viaSecretsManager = { "kms:ViaService": serviceHost("secretsmanager", region) };
  // An alias is no resource of a KMS statement: it is named by a condition on the keys of the account
  const alias = /(alias\/[A-Za-z0-9/_-]+)$/.exec(kmsKeyId)?.[1];
  return alias === undefined
    ? {
        Resource: kmsKeyId.startsWith("arn:") ? kmsKeyId : keys + kmsKeyId,
        Condition: { StringEquals: viaSecretsManager },
      }
    : {
        Resource: `${keys}*`,
        Condition: { StringEquals: viaSecretsManager, "ForAnyValue:StringEquals": { "kms:ResourceAliases": alias } },
      };
}
