import * as pulumi from "@pulumi/pulumi";

/** The outputs of the component. */
export abstract class CredentialOutputs extends pulumi.ComponentResource {
  /** The partner, as given. A policy sees a component by its outputs alone. */
  declare readonly partner: pulumi.Output<string>;
  /** The environment, as given. */
  declare readonly environment: pulumi.Output<string>;
  /** Name of the profile, or `""` without one. */
  declare readonly profile: pulumi.Output<string>;
  /**
   * SPKI PEM of the **live** key, which the partner has to know. It is `""` for a live version that this stack did not
   * make.
   */
  declare readonly publicKeyPem: pulumi.Output<string>;
  /** `SHA256:` fingerprint of the live key. */
  declare readonly publicKeyFingerprint: pulumi.Output<string>;
  /** SPKI PEM of the key that waits to be acknowledged, or `""`. */
  declare readonly pendingPublicKeyPem: pulumi.Output<string>;
  /** Fingerprint of the key that waits to be acknowledged, or `""`. */
  declare readonly pendingFingerprint: pulumi.Output<string>;
  /** SPKI PEM of the key that was live before, or `""`. */
  declare readonly previousPublicKeyPem: pulumi.Output<string>;
  /** Fingerprint of the key that was live before, or `""`. Acknowledge it to roll back. */
  declare readonly previousFingerprint: pulumi.Output<string>;
  /** SPKI PEM of the spare (`standby`), or `""`. */
  declare readonly standbyPublicKeyPem: pulumi.Output<string>;
  /** `SHA256:` fingerprint of the spare, or `""`. Once the partner has it, it is `acknowledgedStandbyFingerprint`. */
  declare readonly standbyFingerprint: pulumi.Output<string>;
  /** The spare in the form of `artifact`, as `upload`. It is `""` if there is none. */
  declare readonly standbyUpload: pulumi.Output<string>;
  /**
   * The live public key in the form of `artifact`, exactly as it is pasted or uploaded. It is `""` for a key of an
   * earlier kind that has no such form.
   */
  declare readonly upload: pulumi.Output<string>;
  /** The key that waits to be acknowledged, in the form of `artifact`. It is `""` if none waits. */
  declare readonly pendingUpload: pulumi.Output<string>;
  /**
   * JWKS of the pending, the live and the previous key, which you publish at `jwksUrl`. It is `""` without `jwksUrl`.
   * If `artifact` is a JWK or a JWKS, its `alg` is in each key that it fits. The `kid` is the thumbprint of the key.
   */
  declare readonly jwks: pulumi.Output<string>;
  /**
   * SPKI PEM of the newest key, pending or live. The outputs `newest…` wait for the key alone and not for what makes it live.
   * A resource that uploads the key may depend on them, and `acknowledgedFingerprint` on that resource. See docs/rotate.md.
   */
  declare readonly newestPublicKeyPem: pulumi.Output<string>;
  /** The newest key in the form of `artifact`, as `upload`. */
  declare readonly newestUpload: pulumi.Output<string>;
  /** Version of the secret that holds the newest key. */
  declare readonly newestVersionId: pulumi.Output<string>;
  /** `SHA256:` fingerprint of the newest key. */
  declare readonly newestFingerprint: pulumi.Output<string>;
  /** The id that the partner assigned to the live key (`acknowledgedKeyId`), or `""`. */
  declare readonly keyId: pulumi.Output<string>;
  /**
   * Certificate of the live key as PEM, or `""`. It is `""` too if the key is known by the tags of its secret alone.
   */
  declare readonly certificatePem: pulumi.Output<string>;
  /** When the certificate of the live key ends (RFC 3339), or `""`. */
  declare readonly certificateEndsAt: pulumi.Output<string>;
  /** Certificate of the key that waits to be acknowledged, or `""`. */
  declare readonly pendingCertificatePem: pulumi.Output<string>;
  /** Signing request of the newest key, or `""`. */
  declare readonly signingRequestPem: pulumi.Output<string>;
  /**
   * ARN of the secret that holds the private key. After a rename it is the old secret until the new key is
   * acknowledged.
   */
  declare readonly privateKeySecretArn: pulumi.Output<string>;
  /** Live version of that secret. A deployment that depends on it restarts its signers with each new key. */
  declare readonly privateKeyVersionId: pulumi.Output<string>;
  /** ARN of the secret that holds the API key, or `""`. */
  declare readonly apiKeySecretArn: pulumi.Output<string>;
  /** Live version of that secret, or `""`. */
  declare readonly apiKeyVersionId: pulumi.Output<string>;
  /** `SHA256:` digest of the live API key, or `""`. */
  declare readonly apiKeyFingerprint: pulumi.Output<string>;
  /** `key_id` that the API key holds, or `""`. */
  declare readonly apiKeyId: pulumi.Output<string>;
  /** When the newest key pair falls due (RFC 3339), or `""` if it never does. */
  declare readonly rotationDueAt: pulumi.Output<string>;
  /**
   * When the live key was made (RFC 3339). It is "unknown" if state does not have it: an earlier version of this
   * package replaced the key, or this stack did not make it.
   */
  declare readonly liveCreatedAt: pulumi.Output<string>;
  /** When the pending key was made (RFC 3339), or `""`. */
  declare readonly pendingCreatedAt: pulumi.Output<string>;
  /** When the previous key was made (RFC 3339), or `""`. It is "unknown" if state does not have it. */
  declare readonly previousCreatedAt: pulumi.Output<string>;
  /**
   * All keys with their dates and the due date, one line each, for a person. What is not set has its line too, and so has
   * an API key that was generated.
   */
  declare readonly overview: pulumi.Output<string>;
  /**
   * Fingerprint of the key that somebody has to upload, or `""`. It is the pending key, or a live key that is not
   * acknowledged, as in `handoff`.
   */
  declare readonly uploadFingerprint: pulumi.Output<string>;
  /**
   * What a person has to do next: the steps, the public key itself, and how to see that it worked. The key is in the
   * form of `artifact`. It names a command only if `readConfig` made the arguments. If the live key is known by tags
   * alone, the text reports that, and offers the key that this stack made first.
   */
  declare readonly handoff: pulumi.Output<string>;
  /**
   * The content of `handoff` and the dates of the keys, as JSON. `partner-keys handoff` makes a page of it, and finds it in
   * the state. If the program exports it, `pulumi up` prints each of its fields on a line. It is `""` if `handoff` is.
   */
  declare readonly handoffData: pulumi.Output<string>;
}

/** All of them, so that none is forgotten. */
export type Outputs = {
  [Name in Exclude<keyof CredentialOutputs, keyof pulumi.ComponentResource>]: CredentialOutputs[Name];
};
