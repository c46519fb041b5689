import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface ReadGrant {
  /** The role, or its name. */
  readonly role: pulumi.Input<string> | { readonly name: pulumi.Input<string> };
  /** Full ARNs: a wildcard would also grant a secret that is made anew under the same name. */
  readonly secretArns: readonly pulumi.Input<string>[];
  readonly kmsKeyId: string | undefined;
}

/** An inline policy that lets a role read exactly these secrets. */
export function grantRead(name: string, grant: ReadGrant, opts?: pulumi.ComponentResourceOptions): pulumi.Resource {
  const role = typeof grant.role === "object" && "name" in grant.role ? grant.role.name : grant.role;
  const policy = pulumi
    .all([...grant.secretArns])
    .apply((arns) => JSON.stringify({ Version: "2012-10-17", Statement: statements(arns, grant.kmsKeyId) }));
  return new aws.iam.RolePolicy(name, { role, policy }, { ...(opts?.parent ? { parent: opts.parent } : {}) });
}

function statements(secretArns: readonly string[], kmsKeyId: string | undefined): object[] {
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
