import * as pulumi from "@pulumi/pulumi";
import { Activation, ApiKey, RsaKeyPair } from "../resources";
import { rotationDueAt } from "../resources/words/dueDate";
import { handoffSheet } from "../resources/words/handoff";
import type { ReadGrant } from "./grantRead";
import type { PartnerCredentialsArgs } from "./partnerCredentialsArgs";

/**
 * The credentials for one partner and environment: the API key, the RSA key pair and the decisions which key is live.
 * A sandbox is activated immediately; in production a new key goes live only when its fingerprint is acknowledged.
 */
export class PartnerCredentials extends pulumi.ComponentResource {
  /** SPKI PEM of the **live** key: what the partner has to know. */
  readonly publicKeyPem: pulumi.Output<string>;
  /** `SHA256:` fingerprint of the live key. */
  readonly publicKeyFingerprint: pulumi.Output<string>;
  /** SPKI PEM of the key that waits to be acknowledged, or "". */
  readonly pendingPublicKeyPem: pulumi.Output<string>;
  /** Fingerprint of the key that waits to be acknowledged, or "". */
  readonly pendingFingerprint: pulumi.Output<string>;
  /** Secret that holds `private.pem`. */
  readonly privateKeySecretArn: pulumi.Output<string>;
  /** Secret that holds `apikey`. */
  readonly apiKeySecretArn: pulumi.Output<string>;
  /** When the newest RSA key falls due (RFC 3339), or "" when it never does. */
  readonly rotationDueAt: pulumi.Output<string>;
  /** What a person has to do next, ready to be read. */
  readonly handoff: pulumi.Output<string>;

  private readonly kmsKeyId: pulumi.Input<string> | undefined;

  constructor(name: string, args: PartnerCredentialsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("partnerkeys:index:PartnerCredentials", name, {}, opts);
    const { partner, environment } = args;
    const isProduction = environment === "production";
    const secret = {
      ...given(args, "kmsKeyId", "tags", "recoveryWindowInDays"),
      deletionProtection: args.deletionProtection ?? isProduction,
    };
    this.kmsKeyId = args.kmsKeyId;

    const apiKey = new ApiKey(
      `${name}-api-key`,
      {
        ...secret,
        ...args.apiKey,
        environment,
        publishAs: "pending",
        secretName: args.apiKeySecretName ?? `${partner}/${environment}/apikey`,
        description: `API key for ${partner} (${environment})`,
      },
      { parent: this },
    );
    const keyPair = new RsaKeyPair(
      `${name}-key-pair`,
      {
        ...secret,
        ...given(args, "modulusLength", "rotateAfterDays"),
        ...(args.rotation === undefined ? {} : { keepers: { rotation: args.rotation } }),
        secretName: args.privateKeySecretName ?? `${partner}/${environment}/private.pem`,
        description: `RSA private key that signs requests to ${partner} (${environment})`,
        publishAs: "pending",
      },
      // An API key that is refused (of the other environment, say) stops the run before a key pair is made
      { parent: this, dependsOn: apiKey },
    );
    const activation = new Activation(
      `${name}-activation`,
      {
        ...given(args, "acknowledgedFingerprint", "retirePreviousAfterHours"),
        secretArn: keyPair.secretArn,
        candidate: keyPair,
        mode: args.activation ?? (isProduction ? "acknowledged" : "immediate"),
      },
      { parent: this },
    );

    // The partner knows an issued key, so it is live at once. A step of its own all the same: killed before it, no key is
    // live that the state does not know, and it brings the secret back when a destroy was killed half-way
    const apiKeyActivation = new Activation(
      `${name}-api-key-activation`,
      { secretArn: apiKey.secretArn, candidate: apiKey, mode: "immediate" },
      { parent: this },
    );

    this.publicKeyPem = activation.live.apply((live) => live.publicKeyPem ?? "");
    this.publicKeyFingerprint = activation.live.apply((live) => live.fingerprint);
    this.pendingPublicKeyPem = activation.pending.apply((pending) => pending?.publicKeyPem ?? "");
    this.pendingFingerprint = activation.pending.apply((pending) => pending?.fingerprint ?? "");
    // Not those of the keys: what depends on them must not move to a secret whose key is not acknowledged
    this.privateKeySecretArn = activation.secretArn;
    this.apiKeySecretArn = apiKeyActivation.secretArn;
    this.rotationDueAt = pulumi
      .all([keyPair.createdAt, args.rotateAfterDays])
      .apply(([createdAt, days]) => rotationDueAt(createdAt, days));
    this.handoff = pulumi
      .all([activation.live, activation.pending])
      .apply(([live, pending]) => handoffSheet(partner, environment, live, pending));
    this.registerOutputs({
      publicKeyPem: this.publicKeyPem,
      publicKeyFingerprint: this.publicKeyFingerprint,
      pendingPublicKeyPem: this.pendingPublicKeyPem,
      pendingFingerprint: this.pendingFingerprint,
      privateKeySecretArn: this.privateKeySecretArn,
      apiKeySecretArn: this.apiKeySecretArn,
      rotationDueAt: this.rotationDueAt,
      handoff: this.handoff,
    });
  }

  /**
   * Lets a role read both secrets (and decrypt them, where a KMS key is set), and nothing else: one inline policy on the
   * exact ARNs. Needs `@pulumi/aws`.
   *
   * @param role the role, or its name
   */
  grantRead(role: ReadGrant["role"], name = "partner-credentials-reader"): pulumi.Resource {
    // Importing @pulumi/aws costs about a second, so only a program that grants pays for it
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { grantRead } = require("./grantRead") as typeof import("./grantRead");
    const secretArns = [this.privateKeySecretArn, this.apiKeySecretArn];
    return grantRead(name, { role, secretArns, kmsKeyId: this.kmsKeyId }, { parent: this });
  }
}

/** The named properties that are given: an absent one must stay absent, it means "the default". */
function given<T extends object, K extends keyof T>(
  args: T,
  ...names: readonly K[]
): { [P in K]?: Exclude<T[P], undefined> } {
  return Object.fromEntries(names.filter((name) => args[name] !== undefined).map((name) => [name, args[name]])) as {
    [P in K]?: Exclude<T[P], undefined>;
  };
}
