import { FULL_ARN, regionOfSecret } from "../aws/arn";
import { kmsKeyId } from "../rules/inputs";
import { judgedBy, listOf, oneOf, type Rule } from "../rules/rule";
import { STAGES, type Stage } from "../secrets/labels";
import { assertPolicyArgs, type PolicyArgument } from "./policyArgs";
import { decryptStatements, readByLabel } from "./readStatements";

const secretArn = judgedBy((value) => (regionOfSecret(value) === undefined ? FULL_ARN : undefined));
const labels = listOf(oneOf(...STAGES), STAGES.length);
const someStages: Rule = (value) =>
  Array.isArray(value) && value.length === 0 ? { allowed: "at least one label" } : labels(value);

const ARGUMENTS = {
  privateKeySecretArn: { rule: secretArn },
  apiKeySecretArn: { rule: secretArn, isOptional: true },
  kmsKeyId: { rule: kmsKeyId, isOptional: true },
  stages: { rule: someStages, isOptional: true, shown: true },
} as const satisfies Record<keyof ReaderPolicyArgs, PolicyArgument>;

/** Arguments of {@link readerPolicy}. */
export interface ReaderPolicyArgs {
  /** Full ARN of the secret of the private key. A wildcard would also grant a secret that is made anew under the same name. */
  readonly privateKeySecretArn: string;
  /** Full ARN of the secret of the API key. By default, and with "", there is none. */
  readonly apiKeySecretArn?: string;
  /** Id, ARN or alias of the KMS key of the secrets. By default, and with "", it is AWS's own key, which needs no permission. */
  readonly kmsKeyId?: string;
  /**
   * Labels by which the private key may be read. The API key is read by `AWSCURRENT`. Default: all three, which the signer
   * and the agent use. `probe` needs `AWSCURRENT` and `AWSPENDING`, and `probe --live` only `AWSCURRENT`.
   */
  readonly stages?: readonly Stage[];
}

/**
 * The least IAM policy for what reads the keys of one stack, such as `partner-keys probe`, the signer and the agent. It may
 * read these secrets by these labels. It may not list, describe or change anything.
 *
 * @throws PartnerKeysError `ERR_INVALID_INPUT` with everything that is wrong with the arguments
 *
 * @example
 * ```ts
 * import { readerPolicy } from "pulumi-partner-keys";
 *
 * JSON.stringify(readerPolicy({ privateKeySecretArn, apiKeySecretArn, stages: ["AWSCURRENT"] }));
 * ```
 */
export function readerPolicy(args: ReaderPolicyArgs) {
  assertPolicyArgs("policy of a reader", args, ARGUMENTS);
  const { privateKeySecretArn, apiKeySecretArn, kmsKeyId, stages = STAGES } = args;
  const others = apiKeySecretArn === undefined || apiKeySecretArn === "" ? [] : [apiKeySecretArn];
  return {
    Version: "2012-10-17",
    Statement: [
      readByLabel([privateKeySecretArn], stages),
      ...others.map((arn) => ({ ...readByLabel([arn], ["AWSCURRENT"]), Sid: "ReadApiKey" })),
      ...decryptStatements([privateKeySecretArn], kmsKeyId),
    ],
  };
}
