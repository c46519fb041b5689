import { partitionOf } from "../aws/partitions";
import { policyAccount, region, secretNamePrefix } from "../rules/inputs";
import { listOf } from "../rules/rule";
import { assertPolicyArgs, type PolicyArgument } from "./policyArgs";
import { NEVER_READ, type Statement } from "./statement";

/** More than AWS has. */
const MOST_REGIONS = 64;
const ARGUMENTS = {
  account: { rule: policyAccount, shown: true },
  regions: { rule: listOf(region, MOST_REGIONS) },
  secretNamePrefix: { rule: secretNamePrefix },
} as const satisfies Record<keyof StatusPolicyArgs, PolicyArgument>;

/** Arguments of {@link statusPolicy}. */
export interface StatusPolicyArgs {
  /** Account of the secrets, 12 digits. */
  readonly account: string;
  /** Regions that `--region` may name. All are of one partition. */
  readonly regions: readonly string[];
  /** What the names of the secrets begin with, for example "acme/". "" allows every secret of the account. */
  readonly secretNamePrefix: string;
}

/**
 * The least IAM policy for `partner-keys status`. It may list secrets and their versions, and never read one. `ListSecrets`
 * accepts no resource (service authorization reference of Secrets Manager), so it lists every secret of the account. For a
 * secret outside the prefix, `status` prints no dates. `sts:GetCallerIdentity` needs no permission.
 *
 * @throws PartnerKeysError `ERR_INVALID_INPUT` with everything that is wrong with the arguments
 *
 * @example
 * ```ts
 * import { statusPolicy } from "pulumi-partner-keys";
 *
 * JSON.stringify(statusPolicy({ account: "123456789012", regions: ["eu-west-1"], secretNamePrefix: "acme/" }));
 * ```
 */
export function statusPolicy(args: StatusPolicyArgs) {
  assertPolicyArgs("policy of status", args, ARGUMENTS);
  const { account, regions, secretNamePrefix } = args;
  const statements: Statement[] = [
    { Sid: "ListSecrets", Effect: "Allow", Action: "secretsmanager:ListSecrets", Resource: "*" },
    {
      Sid: "LookAtPartnerKeys",
      Effect: "Allow",
      Action: ["secretsmanager:ListSecretVersionIds", "secretsmanager:DescribeSecret"],
      Resource: regions.map(
        (region) => `arn:${partitionOf(region)}:secretsmanager:${region}:${account}:secret:${secretNamePrefix}*`,
      ),
    },
    NEVER_READ,
  ];
  return { Version: "2012-10-17", Statement: statements };
}
