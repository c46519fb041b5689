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

/** What {@link readerPolicy} depends on. */
export interface ReaderPolicyArgs {
  /** Full ARN of the secret of the private key: a wildcard would also grant a secret that is made anew under the same name. */
  readonly privateKeySecretArn: string;
  /** Full ARN of the secret of the API key. Default, and "": there is none. */
  readonly apiKeySecretArn?: string;
  /** The KMS key of the secrets: id, ARN or alias. Default, and "": AWS's own key, which needs no permission. */
  readonly kmsKeyId?: string;
  /**
   * Labels that the private key may be read by; the API key is read by `AWSCURRENT`. Default: all three, which the signer
   * and the agent use. `probe` needs `AWSCURRENT` and `AWSPENDING`, and `probe --live` only `AWSCURRENT`.
   */
  readonly stages?: readonly Stage[];
}

/**
 * The least IAM policy for what reads the keys of one stack: `partner-keys probe`, the signer, the agent. It reads these
 * secrets by these labels, and lists, describes and changes nothing. A pure function of its arguments.
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
