import * as pulumi from "@pulumi/pulumi";

/** What the component tells. */
export abstract class CredentialOutputs extends pulumi.ComponentResource {
  /** Whose keys they are, as given: a policy sees a component by its outputs alone. */
  declare readonly partner: pulumi.Output<string>;
  /** The environment, as given. */
  declare readonly environment: pulumi.Output<string>;
  /** Name of the profile, or "" without one. */
  declare readonly profile: pulumi.Output<string>;
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
  /**
   * Version of the newest key, pending or live, and what `newest…` tells of that key. These outputs wait for the key alone and
   * not for what makes it live: a resource that uploads it may depend on them, and `acknowledgedFingerprint` on that resource.
   */
  declare readonly newestVersionId: pulumi.Output<string>;
  /** Fingerprint of the newest key. */
  declare readonly newestFingerprint: pulumi.Output<string>;
  /** SPKI PEM of the newest key. */
  declare readonly newestPublicKeyPem: pulumi.Output<string>;
  /** The newest public key in the form of `artifact`, as `upload`. */
  declare readonly newestUpload: pulumi.Output<string>;
  /** The id that the partner assigned to the live key (`acknowledgedKeyId`), or "". */
  declare readonly keyId: pulumi.Output<string>;
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
}

/** All that the component tells, so that none is forgotten. */
export type Outputs = {
  [Name in Exclude<keyof CredentialOutputs, keyof pulumi.ComponentResource>]: CredentialOutputs[Name];
};
