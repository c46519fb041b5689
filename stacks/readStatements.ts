/** Statements of a policy that lets its holder read exactly these secrets, and decrypt them with this key. Pure. */
export function readStatements(secretArns: readonly string[], kmsKeyId: string | undefined): object[] {
  const read = {
    Sid: "ReadPartnerCredentials",
    Effect: "Allow",
    Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
    Resource: secretArns,
  };
  const [arn] = secretArns;
  if (kmsKeyId === undefined || arn === undefined) return [read];
  // arn:aws:secretsmanager:<region>:<account>:secret:<name>
  const [, partition, , region, account] = arn.split(":");
  const keys = `arn:${partition}:kms:${region}:${account}:key/`;
  const viaSecretsManager = { "kms:ViaService": `secretsmanager.${region}.amazonaws.com` };
  // An alias is no resource of a KMS statement: it is named by a condition on the keys of the account
  const alias = /(alias\/[A-Za-z0-9/_-]+)$/.exec(kmsKeyId)?.[1];
  const decrypt =
    alias === undefined
      ? {
          Resource: kmsKeyId.startsWith("arn:") ? kmsKeyId : keys + kmsKeyId,
          Condition: { StringEquals: viaSecretsManager },
        }
      : {
          Resource: `${keys}*`,
          Condition: { StringEquals: viaSecretsManager, "ForAnyValue:StringEquals": { "kms:ResourceAliases": alias } },
        };
  return [read, { Sid: "DecryptPartnerCredentials", Effect: "Allow", Action: "kms:Decrypt", ...decrypt }];
}
