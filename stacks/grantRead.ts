import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { readStatements } from "./readStatements";

export interface ReadGrant {
  /** The role, or its name. */
  readonly role: pulumi.Input<string> | { readonly name: pulumi.Input<string> };
  /** Full ARNs: a wildcard would also grant a secret that is made anew under the same name. */
  readonly secretArns: readonly pulumi.Input<string>[];
  readonly kmsKeyId: pulumi.Input<string> | undefined;
}

/** An inline policy that lets a role read exactly these secrets. */
export function grantRead(name: string, grant: ReadGrant, opts?: pulumi.ComponentResourceOptions): pulumi.Resource {
  const role = typeof grant.role === "object" && "name" in grant.role ? grant.role.name : grant.role;
  const policy = pulumi
    .all([pulumi.all([...grant.secretArns]), grant.kmsKeyId])
    .apply(([arns, kmsKeyId]) => JSON.stringify({ Version: "2012-10-17", Statement: readStatements(arns, kmsKeyId) }));
  return new aws.iam.RolePolicy(name, { role, policy }, { ...(opts?.parent ? { parent: opts.parent } : {}) });
}
