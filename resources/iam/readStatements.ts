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
  const allow = { Effect: "Allow", Resource: secretArns };
  const read =
    stages === undefined
      ? [{ Sid: SID, Effect: "Allow", Action: [GET, DESCRIBE], Resource: secretArns }]
      : [
          // Matches only where the call names the label: a read by version id alone is denied (docs of IAM, ForAnyValue)
          { Sid: SID, ...allow, Action: GET, Condition: { "ForAnyValue:StringEquals": { [STAGE_KEY]: stages } } },
          { Sid: "DescribePartnerCredentials", ...allow, Action: DESCRIBE },
        ];
  const [arn] = secretArns;
  if (kmsKeyId === undefined || kmsKeyId === "" || arn === undefined) return read;
  const { partition = "", region = "", account = "" } = parseArn(arn) ?? {};
  const decrypt = kmsKeyStatement(kmsKeyId, { partition, region, account });
  return [...read, { Sid: "DecryptPartnerCredentials", Effect: "Allow", Action: "kms:Decrypt", ...decrypt }];
}
