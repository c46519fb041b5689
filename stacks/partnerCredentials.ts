import * as pulumi from "@pulumi/pulumi";
import { Activation, type KeyVersion } from "../resources";
import { problemsOfNames, unshown } from "../resources/rules/rule";
import { endOf } from "../resources/words/certificateEnd";
import { uploadOf, type KeyTexts } from "../resources/words/upload";
import { handedTo } from "./arguments";
import { declareApiKey } from "./declareApiKey";
import { declareKeyPair, kindOf } from "./declareKeyPair";
import { defaultName, nameOr } from "./defaultName";
import type { ReadGrant, ReadOptions } from "./grantRead";
import { forPeople } from "./forPeople";
import { judgeArgs, judgedLater } from "./judgeArgs";
import type { PartnerCredentialsArgs } from "./partnerCredentialsArgs";

/**
 * The credentials for one partner and environment: the API key, the key pair and the decisions which key is live.
 * A sandbox is activated immediately; in production a new key goes live only when its fingerprint is acknowledged.
 *
 * Every output is plain in state. Where a key is not made yet (a run with `--target`, a unit test with mocks) it is "".
 */
export class PartnerCredentials extends pulumi.ComponentResource {
  /** Type token, as in URNs. */
  static readonly __pulumiType = "partnerkeys:index:PartnerCredentials";

  /** Whether it is one, made by this copy of the package or by another. */
  static override isInstance(obj: unknown): obj is PartnerCredentials {
    return (
      pulumi.ComponentResource.isInstance(obj) &&
      (obj as { readonly __pulumiType?: unknown }).__pulumiType === PartnerCredentials.__pulumiType
    );
  }

  /** SPKI PEM of the **live** key: what the partner has to know. */
  declare readonly publicKeyPem: pulumi.Output<string>;
  /** `SHA256:` fingerprint of the live key. */
  declare readonly publicKeyFingerprint: pulumi.Output<string>;
  /** SPKI PEM of the key that waits to be acknowledged, or "". */
  declare readonly pendingPublicKeyPem: pulumi.Output<string>;
  /** Fingerprint of the key that waits to be acknowledged, or "". */
  declare readonly pendingFingerprint: pulumi.Output<string>;
  /** SPKI PEM of the key that was live before, or "": acknowledge its fingerprint to roll back. */
  declare readonly previousPublicKeyPem: pulumi.Output<string>;
  /** Fingerprint of the key that was live before, or "". */
  declare readonly previousFingerprint: pulumi.Output<string>;
  /**
   * The live public key in the form of `artifact`: exactly what is pasted or uploaded. "" for a key of an earlier kind that
   * has no such form.
   */
  declare readonly upload: pulumi.Output<string>;
  /** The public key that waits to be acknowledged in the form of `artifact`, as `upload`; "" where none waits. */
  declare readonly pendingUpload: pulumi.Output<string>;
  /** Certificate of the live key as PEM, or "": also where the key is known by the tags of its secret alone. */
  declare readonly certificatePem: pulumi.Output<string>;
  /** When the certificate of the live key ends (RFC 3339), or "". */
  declare readonly certificateEndsAt: pulumi.Output<string>;
  /** Certificate of the key that waits to be acknowledged, or "". */
  declare readonly pendingCertificatePem: pulumi.Output<string>;
  /** Signing request of the newest key, or "". */
  declare readonly signingRequestPem: pulumi.Output<string>;
  /** Secret that holds `private.pem`. */
  declare readonly privateKeySecretArn: pulumi.Output<string>;
  /** Version of that secret that is live: a deployment that depends on it restarts its signers with each new key. */
  declare readonly privateKeyVersionId: pulumi.Output<string>;
  /** Secret that holds `apikey`, or "". */
  declare readonly apiKeySecretArn: pulumi.Output<string>;
  /** Version of that secret that is live, or "". */
  declare readonly apiKeyVersionId: pulumi.Output<string>;
  /** `SHA256:` digest of the live API key, or "". */
  declare readonly apiKeyFingerprint: pulumi.Output<string>;
  /** `key_id` that the API key tells of itself, or "". */
  declare readonly apiKeyId: pulumi.Output<string>;
  /** When the newest key pair falls due (RFC 3339), or "" when it never does. */
  declare readonly rotationDueAt: pulumi.Output<string>;
  /** When the live key was made (RFC 3339); "unknown" where state does not have it. */
  declare readonly liveCreatedAt: pulumi.Output<string>;
  /** When the pending key was made (RFC 3339), or "". */
  declare readonly pendingCreatedAt: pulumi.Output<string>;
  /** When the previous key was made (RFC 3339), or ""; "unknown" where state does not have it. */
  declare readonly previousCreatedAt: pulumi.Output<string>;
  /** All keys with their dates and the due date, a line each, for a person; what is not set says so. */
  declare readonly overview: pulumi.Output<string>;
  /** Fingerprint of the key that somebody has to upload, as `handoff` says: pending, or live and not acknowledged; or "". */
  declare readonly uploadFingerprint: pulumi.Output<string>;
  /** What a person has to do next, ready to be read: the steps, the public key itself and how to see that it worked. */
  declare readonly handoff: pulumi.Output<string>;
  /** The same as JSON, with the dates of the keys: what `partner-keys handoff` makes a page of. "" where `handoff` is. */
  declare readonly handoffData: pulumi.Output<string>;

  private readonly kmsKeyId: pulumi.Input<string> | undefined;
  private readonly hasApiKey: boolean;
  private unnamedGrants = 0;

  constructor(
    private readonly name: string,
    args: PartnerCredentialsArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super(PartnerCredentials.__pulumiType, name, {}, opts);
    // Whatever is no sandbox waits for its acknowledgement and is protected
    const isGuarded = judgeArgs(name, args).apply((environment) => environment !== "sandbox");
    const deletionProtection = args.deletionProtection ?? isGuarded;
    this.kmsKeyId = args.kmsKeyId;
    this.hasApiKey = args.apiKey !== undefined;

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

    const { live, pending, previous, secretArn, promotedAt, knownByTagsAlone } = activation;
    // The request of the newest key alone is known, and nothing asks for the others where there is none
    const withRequest = (key: pulumi.Output<KeyVersion | undefined>) =>
      args.signingRequest === undefined
        ? key
        : pulumi
            .all([key, keyPair.versionId, keyPair.signingRequestPem])
            .apply(([known, newest, signingRequestPem]) =>
              known?.versionId === newest ? { ...known, signingRequestPem } : known,
            );
    const [liveKey, pendingKey] = [withRequest(live), withRequest(pending)];
    const uploaded = (key: typeof liveKey) =>
      key.apply((known: KeyTexts | undefined) => uploadOf(known ?? {}, args.artifact));
    const certificatePem = factOf(live, "certificatePem");
    const outputs: Outputs = {
      publicKeyPem: factOf(live, "publicKeyPem"),
      publicKeyFingerprint: factOf(live, "fingerprint"),
      pendingPublicKeyPem: factOf(pending, "publicKeyPem"),
      pendingFingerprint: factOf(pending, "fingerprint"),
      upload: uploaded(liveKey),
      pendingUpload: uploaded(pendingKey),
      certificatePem,
      certificateEndsAt: certificatePem.apply(endOf),
      pendingCertificatePem: factOf(pending, "certificatePem"),
      signingRequestPem: orEmpty(keyPair.signingRequestPem),
      previousPublicKeyPem: factOf(previous, "publicKeyPem"),
      previousFingerprint: factOf(previous, "fingerprint"),
      // Not those of the keys: what depends on them must not move to a secret whose key is not acknowledged
      privateKeySecretArn: orEmpty(secretArn),
      privateKeyVersionId: factOf(live, "versionId"),
      apiKeySecretArn: orEmpty(apiKey?.activation.secretArn),
      apiKeyVersionId: factOf(apiKey?.activation.live, "versionId"),
      apiKeyFingerprint: factOf(apiKey?.activation.live, "fingerprint"),
      apiKeyId: orEmpty(apiKey?.key.keyId),
      ...forPeople(args, {
        component: name,
        keyPair,
        activation: {
          secretArn,
          live: liveKey,
          pending: pendingKey,
          previous,
          promotedAt,
          knownByTagsAlone,
        },
        mode,
      }),
    };
    Object.assign(this, outputs);
    this.registerOutputs(outputs);
  }

  /**
   * Lets a role read both secrets (and decrypt them, where a KMS key is set), and nothing else: one inline policy on the
   * exact ARNs. Needs `@pulumi/aws`.
   *
   * @param role the role, or its name
   * @param options the name of the policy resource; or `name` and `stages`: labels the role may read by, and then only by
   *   naming one of them (as the signer of this package does). Without `stages` it may read every version, also by its id.
   */
  grantRead(role: ReadGrant["role"], options: string | ReadOptions = {}): pulumi.Resource {
    const { name, stages } = readOptions(role, options);
    // Importing @pulumi/aws costs about a second, so only a program that grants pays for it
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { formerNameOfFirst, grantRead } = require("./grantRead") as typeof import("./grantRead");
    const secretArns = [this.privateKeySecretArn, ...(this.hasApiKey ? [this.apiKeySecretArn] : [])];
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
    problems.push(`role: ${unshown(role)} is not allowed, allowed: a role or its name`);
  if (problems.length > 0) throw new pulumi.RunError(`granting read access: ${problems.join("; ")}`);
  return typeof options === "string" ? { name: options } : options;
}

/** A fact of a key; "" where there is no such key, or none yet. */
function factOf(key: pulumi.Output<KeyVersion | undefined> | undefined, fact: keyof KeyVersion): pulumi.Output<string> {
  return orEmpty(key?.apply((version) => version?.[fact]));
}

function orEmpty(text: pulumi.Output<string | undefined> | undefined): pulumi.Output<string> {
  return pulumi.output(text).apply((value) => value ?? "");
}

/** All that the component tells, so that none is forgotten. */
type Outputs = {
  [
    Name in Exclude<keyof PartnerCredentials, "urn"> as PartnerCredentials[Name] extends pulumi.Output<string>
      ? Name
      : never
  ]: pulumi.Output<string>;
};
