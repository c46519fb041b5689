import * as pulumi from "@pulumi/pulumi";
import { Activation } from "../resources";
import { refused } from "../resources/program/refused";
import { notAllowed, problemsOfNames, unshown } from "../resources/rules/rule";
import { handedTo } from "./arguments";
import { CredentialOutputs } from "./credentialOutputs";
import { declareApiKey } from "./declareApiKey";
import { declareKeyPair, kindOf } from "./declareKeyPair";
import { defaultName, nameOr } from "./defaultName";
import type { ReadGrant, ReadOptions } from "./grantRead";
import { judgeArgs, judgedLater } from "./judgeArgs";
import { outputsOf } from "./outputsOf";
import type { PartnerCredentialsArgs } from "./partnerCredentialsArgs";

/**
 * The credentials for one partner and environment: the API key, the key pair and the decisions which key is live.
 * In a sandbox a new key goes live immediately. In production it goes live only when its fingerprint is acknowledged.
 *
 * Every output is plain in state. If a key is not made yet (a run with `--target`, a unit test with mocks), it is "".
 *
 * @example
 * ```ts
 * import { PartnerCredentials } from "pulumi-partner-keys/stacks";
 *
 * const acme = new PartnerCredentials("acme", {
 *   partner: "acme",
 *   environment: "production",
 *   apiKey: { issued: { env: "PARTNER_API_KEY" } },
 *   rotateAfterDays: 90,
 * });
 * export const handoff = acme.handoff;
 * ```
 */
export class PartnerCredentials extends CredentialOutputs {
  /** Type token, as in URNs. */
  static readonly __pulumiType = "partnerkeys:index:PartnerCredentials";

  /** Whether it is one, made by this copy of the package or by another. */
  static override isInstance(obj: unknown): obj is PartnerCredentials {
    return (
      pulumi.ComponentResource.isInstance(obj) &&
      (obj as { readonly __pulumiType?: unknown }).__pulumiType === PartnerCredentials.__pulumiType
    );
  }

  private readonly kmsKeyId: pulumi.Input<string> | undefined;
  private readonly hasApiKey: boolean;
  private readonly hasSpare: boolean;
  private unnamedGrants = 0;

  constructor(
    private readonly name: string,
    given: PartnerCredentialsArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super(PartnerCredentials.__pulumiType, name, {}, opts);
    const { args, environment } = judgeArgs(name, given);
    // Whatever is no sandbox waits for its acknowledgement and is protected
    const isGuarded = environment.apply((known) => known !== "sandbox");
    const deletionProtection = args.deletionProtection ?? isGuarded;
    this.kmsKeyId = args.kmsKeyId;
    this.hasApiKey = args.apiKey !== undefined;
    this.hasSpare = args.standby !== undefined && args.standby !== false;

    const apiKey = args.apiKey && declareApiKey(name, args, args.apiKey, deletionProtection, { parent: this });
    const keyPair = declareKeyPair(
      `${name}-key-pair`,
      args,
      {
        ...handedTo("keyPair", args),
        deletionProtection,
        ...(args.rotation === undefined ? {} : { keepers: { rotation: judgedLater(name, "rotation", args.rotation) } }),
        secretName: nameOr(args.privateKeySecretName, defaultName(args, "private.pem")),
        description: pulumi.interpolate`${kindOf(args)} private key that signs requests to ${args.partner} (${args.environment})`,
        publishAs: "pending",
      },
      // An API key that is refused (of the other environment, say) stops the run before a key pair is made
      { parent: this, ...(apiKey === undefined ? {} : { dependsOn: apiKey.key }) },
    );
    const mode = pulumi.output(
      args.activation ?? isGuarded.apply((is) => (is ? ("acknowledged" as const) : ("immediate" as const))),
    );
    const activation = new Activation(
      `${name}-activation`,
      {
        ...handedTo("keyPairActivation", args),
        secretArn: keyPair.secretArn,
        candidate: keyPair,
        mode,
      },
      { parent: this },
    );

    const outputs = outputsOf(args, { component: name, apiKey, keyPair, activation, mode });
    Object.assign(this, outputs);
    this.registerOutputs(outputs);
  }

  /**
   * Lets a role read both secrets and nothing else, by one inline policy on the exact ARNs. If a KMS key is set, the role may
   * decrypt them too. It needs `@pulumi/aws`.
   *
   * @param role the role, or its name
   * @param options the name of the policy resource, or `name` and `stages`. With `stages` the role may read only by naming one
   *   of these labels, as the signer of this package does. Without `stages` it may read every version, also by its id, and
   *   so the spare of `standby`.
   */
  grantRead(role: ReadGrant["role"], options: string | ReadOptions = {}): pulumi.Resource {
    const { name, stages } = readOptions(role, options);
    // Importing @pulumi/aws costs about a second, so only a program that grants pays for it
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { formerNameOfFirst, grantRead } = require("./grantRead") as typeof import("./grantRead");
    const secretArns = [this.privateKeySecretArn, ...(this.hasApiKey ? [this.apiKeySecretArn] : [])];
    if (this.hasSpare && stages === undefined) {
      void pulumi.log.warn(
        "a role that is granted without stages may read the spare key by its version id: give stages, as in " +
          'grantRead(role, { stages: ["AWSCURRENT", "AWSPENDING", "AWSPREVIOUS"] })',
        this,
      );
    }
    const grant = { role, secretArns, kmsKeyId: this.kmsKeyId, stages };
    if (name !== undefined) return grantRead(name, grant, { parent: this });
    const ownName = `${this.name}-reader${this.unnamedGrants++ === 0 ? "" : `-${this.unnamedGrants}`}`;
    return grantRead(ownName, grant, { parent: this, ...formerNameOfFirst() });
  }
}

/** A misspelt label would let the role read every version. */
function readOptions(role: unknown, options: string | ReadOptions): ReadOptions {
  const problems = typeof options === "string" ? [] : problemsOfNames(options, "option", ["name", "stages"]);
  if (role === undefined || role === null || role === "")
    problems.push(notAllowed("role", unshown(role), "a role or its name"));
  if (problems.length > 0) throw refused({ doing: "granting read access", what: problems.join("; ") });
  return typeof options === "string" ? { name: options } : options;
}
