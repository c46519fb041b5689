import { parseArn } from "../aws/arn";
import type { Stage } from "../secrets/labels";
import { kmsKeyStatement } from "./kmsKey";

const SID = "ReadPartnerCredentials";
const GET = "secretsmanager:GetSecretValue";
const STAGE_KEY = "secretsmanager:VersionStage";
const DESCRIBE = "secretsmanager:DescribeSecret";

/**
 * Statements of a policy that lets its holder read exactly these secrets, by these labels where any are given, and decrypt
 * them with this key. Pure.
 */
export function readStatements(
  secretArns: readonly string[],
  kmsKeyId: string | undefined,
  stages?: readonly Stage[],
): object[] {
  const read =
    stages === undefined
      ? [{ Sid: SID, Effect: "Allow", Action: [GET, DESCRIBE], Resource: secretArns }]
      : [
          readByLabel(secretArns, stages),
          { Sid: "DescribePartnerCredentials", Effect: "Allow", Resource: secretArns, Action: DESCRIBE },
        ];
  return [...read, ...decryptStatements(secretArns, kmsKeyId)];
}

/** Matches only where the call names the label: a read by version id alone is denied (docs of IAM, ForAnyValue). */
export function readByLabel(secretArns: readonly string[], stages: readonly Stage[]): object {
  const condition = { "ForAnyValue:StringEquals": { [STAGE_KEY]: stages } };
  return { Sid: SID, Effect: "Allow", Resource: secretArns, Action: GET, Condition: condition };
}

/** None without a key of one's own: AWS's own key needs no permission. */
export function decryptStatements(secretArns: readonly string[], kmsKeyId: string | undefined): object[] {
  const [arn] = secretArns;
  if (kmsKeyId === undefined || kmsKeyId === "" || arn === undefined) return [];
  const { partition = "", region = "", account = "" } = parseArn(arn) ?? {};
  const decrypt = kmsKeyStatement(kmsKeyId, { partition, region, account });
  return [{ Sid: "DecryptPartnerCredentials", Effect: "Allow", Action: "kms:Decrypt", ...decrypt }];
}
