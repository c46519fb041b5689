import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { readStatements } from "../resources/iam/readStatements";
import { refused } from "../resources/program/refused";
import { notAllowed, shown } from "../resources/rules/rule";
import { STAGES, type Stage } from "../resources/secrets/labels";

export interface ReadOptions {
  /**
   * Name of the policy resource.
   * @default "<name of the component>-reader", for a second role "-reader-2" and so on, in the order of the program.
   */
  readonly name?: string;
  /** Labels the role may read by, always naming one. @default - every version, also by its id. */
  readonly stages?: readonly Stage[];
}

export interface ReadGrant {
  /** The role, or its name. */
  readonly role: pulumi.Input<string> | { readonly name: pulumi.Input<string> };
  /** Full ARNs: a wildcard would also grant a secret that is made anew under the same name. */
  readonly secretArns: readonly pulumi.Input<string>[];
  readonly kmsKeyId: pulumi.Input<string> | undefined;
  /** Labels that may be read; absent: every version, also by its id. */
  readonly stages?: readonly Stage[] | undefined;
}

/** The one name that every grant without a name had before: the first of a program is that very resource. */
const FORMER_NAME = "partner-credentials-reader";
/** Programs (an inline one each) whose first unnamed grant was made. */
const granted = new WeakSet<object>();

/** Options of an unnamed grant. */
export function formerNameOfFirst(): pulumi.CustomResourceOptions {
  const program = pulumi.runtime.getStackResource();
  if (program === undefined || granted.has(program)) return {};
  granted.add(program);
  return { aliases: [{ name: FORMER_NAME }] };
}

/** An inline policy that lets a role read exactly these secrets. */
export function grantRead(name: string, grant: ReadGrant, opts: pulumi.CustomResourceOptions): pulumi.Resource {
  const role = typeof grant.role === "object" && "name" in grant.role ? grant.role.name : grant.role;
  const stages = checkedStages(grant.stages);
  const policy = pulumi
    .all([pulumi.all([...grant.secretArns]), grant.kmsKeyId])
    .apply(([arns, kmsKeyId]) =>
      JSON.stringify({ Version: "2012-10-17", Statement: readStatements(arns, kmsKeyId, stages) }),
    );
  return new aws.iam.RolePolicy(name, { role, policy }, opts);
}

/** A label that AWS does not know would lock the reader out without a word: the condition would never match. */
function checkedStages(stages: readonly Stage[] | undefined): readonly Stage[] | undefined {
  const known: readonly string[] = STAGES;
  if (stages === undefined || (stages.length > 0 && stages.every((stage) => known.includes(stage)))) return stages;
  throw refused({
    doing: "granting read access",
    what: notAllowed("stages", shown(stages), `at least one of ${known.join(", ")}`),
  });
}
