import { partitionOf } from "../aws/partitions";
import { failure } from "../errors";
import { policyAccount, policyRoles, kmsKeyId, region, secretNamePrefix } from "../rules/inputs";
import { problemsOfNames, shown, unshown, type Rules } from "../rules/rule";
import { kmsKeyStatement } from "./kmsKey";
import { NEVER_READ, type Statement } from "./statement";

/** What {@link deployerPolicy} depends on. */
export interface DeployerPolicyArgs {
  /** Account of the secrets, 12 digits. */
  readonly account: string;
  /** Region of the secrets; it tells the partition too. */
  readonly region: string;
  /** What the names of the secrets begin with, for example "acme/". "" allows every secret of the account. */
  readonly secretNamePrefix: string;
  /** Id, ARN or alias of the KMS key, where `kmsKeyId` is set. @default - AWS's own key, which needs no statement. */
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

const RULES: Rules = { account: policyAccount, region, secretNamePrefix, kmsKeyId, assumeRoles: policyRoles };
const OPTIONAL: readonly string[] = ["kmsKeyId", "assumeRoles"];
const SHOWN: readonly string[] = ["account", "region"];

/** A policy that names no account, or another secret than was meant, is taken by IAM and found out by whoever deploys. */
function assertArgs(args: unknown): void {
  const problems = problemsOfNames(args, "argument", Object.keys(RULES));
  if (problems.length === 0)
    for (const [name, rule] of Object.entries(RULES)) {
      const value = (args as Readonly<Record<string, unknown>>)[name];
      const allowed = OPTIONAL.includes(name) && (value === undefined || value === "") ? undefined : rule(value);
      const given = SHOWN.includes(name) ? shown(value) : unshown(value);
      if (allowed !== undefined) problems.push(`${name}: ${given} is not allowed, allowed: ${allowed}`);
    }
  if (problems.length === 0) return;
  throw failure("ERR_INVALID_INPUT", { doing: "writing policy of the deployer", what: problems.join("; ") });
}

/**
 * The least IAM policy for whoever runs `pulumi up`: writes the secrets of a prefix, and never reads one. A pure
 * function of its arguments; `JSON.stringify` it for `aws.iam.Policy`. `sts:GetCallerIdentity` needs no permission.
 *
 * @throws PartnerKeysError `ERR_INVALID_INPUT` with everything that is wrong with the arguments
 */
export function deployerPolicy(args: DeployerPolicyArgs) {
  assertArgs(args);
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
