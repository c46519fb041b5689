import { partitionOf } from "../aws/partitions";
import { policyAccount, policyRoles, kmsKeyId, region, secretNamePrefix } from "../rules/inputs";
import { kmsKeyStatement } from "./kmsKey";
import { assertPolicyArgs, type PolicyArgument } from "./policyArgs";
import { NEVER_READ, type Statement } from "./statement";

/** Arguments of {@link deployerPolicy}. */
export interface DeployerPolicyArgs {
  /** Account of the secrets, 12 digits. */
  readonly account: string;
  /** Region of the secrets. The partition follows from it. */
  readonly region: string;
  /** What the names of the secrets begin with, for example "acme/". "" allows every secret of the account. */
  readonly secretNamePrefix: string;
  /** Id, ARN or alias of the KMS key, if `kmsKeyId` is set. @default - AWS's own key, which needs no statement. */
  readonly kmsKeyId?: string | undefined;
  /** Roles that the deployer assumes (`assumeRoles`). @default - none. */
  readonly assumeRoles?: readonly string[];
}

const WRITE = [
  "CreateSecret",
  "PutSecretValue",
  "UpdateSecret",
  "UpdateSecretVersionStage",
  "DescribeSecret",
  "ListSecretVersionIds",
  "GetResourcePolicy",
  "DeleteSecret",
  "RestoreSecret",
  "TagResource",
  "UntagResource",
];

const ARGUMENTS = {
  account: { rule: policyAccount, shown: true },
  region: { rule: region, shown: true },
  secretNamePrefix: { rule: secretNamePrefix },
  kmsKeyId: { rule: kmsKeyId, isOptional: true },
  assumeRoles: { rule: policyRoles, isOptional: true },
} as const satisfies Record<keyof DeployerPolicyArgs, PolicyArgument>;

/**
 * The least IAM policy for the identity that runs `pulumi up`. It may write the secrets of a prefix, and never read one. For
 * `aws.iam.Policy`, pass the result to `JSON.stringify`. `sts:GetCallerIdentity` needs no permission.
 *
 * @throws PartnerKeysError `ERR_INVALID_INPUT` with everything that is wrong with the arguments
 *
 * @example
 * ```ts
 * import { deployerPolicy } from "pulumi-partner-keys";
 *
 * JSON.stringify(deployerPolicy({ account: "123456789012", region: "eu-west-1", secretNamePrefix: "acme/" }));
 * ```
 */
export function deployerPolicy(args: DeployerPolicyArgs) {
  assertPolicyArgs("policy of the deployer", args, ARGUMENTS);
  const { account, region, secretNamePrefix, kmsKeyId, assumeRoles = [] } = args;
  const partition = partitionOf(region);
  const statements: Statement[] = [
    {
      Sid: "WritePartnerKeys",
      Effect: "Allow",
      Action: WRITE.map((action) => `secretsmanager:${action}`),
      Resource: `arn:${partition}:secretsmanager:${region}:${account}:secret:${secretNamePrefix}*`,
    },
    NEVER_READ,
  ];
  // "" is a config value that is not set
  if (kmsKeyId !== undefined && kmsKeyId !== "") {
    statements.push({
      Sid: "OnlyWhereKmsKeyIdIsSet",
      Effect: "Allow",
      Action: ["kms:GenerateDataKey", "kms:Decrypt", "kms:Encrypt"],
      ...kmsKeyStatement(kmsKeyId, { partition, region, account }),
    });
  }
  if (assumeRoles.length > 0) {
    statements.push({ Sid: "AssumeDeployRoles", Effect: "Allow", Action: "sts:AssumeRole", Resource: assumeRoles });
  }
  return { Version: "2012-10-17", Statement: statements };
}
