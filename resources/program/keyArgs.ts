import type * as pulumi from "@pulumi/pulumi";

/** Inputs that all kinds of keys share. All of them are plain in state; none of them is a secret. */
export interface KeyArgs {
  /**
   * Name of a secret that this resource owns. The resource creates, tags, restores and deletes this secret. If a secret of
   * that name exists, it is used only if its owner tag names this resource or `adopt` is true. Give exactly one of
   * `secretName` and `secretId`.
   * @default - none.
   * @onChange **replace**: a new key in the new secret. The old secret is scheduled for deletion.
   */
  readonly secretName?: pulumi.Input<string>;
  /**
   * ARN or name of a secret that someone else owns. The resource adds versions to it and moves labels. It changes nothing
   * else.
   * @default - none.
   * @onChange **replace**.
   */
  readonly secretId?: pulumi.Input<string>;
  /**
   * Values of your own: any change of them asks for a new key. They are plain in state, so put no secret there.
   * @default - none.
   * @onChange **replace**.
   */
  readonly keepers?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * Age in days at which the next `pulumi up` replaces the key.
   * @default - never.
   * @onChange **update** in state, and **replace** once due.
   */
  readonly rotateAfterDays?: pulumi.Input<number>;
  /**
   * Full `SHA256:` fingerprints of keys that others may have. A key that is named is replaced by a new one, and an issued value
   * that is named is refused. It needs `publishAs: "pending"`. The {@link Activation} gets the same list, and takes the labels
   * off.
   * @default - none.
   * @onChange **nothing**, or **replace** if it names this key.
   */
  readonly compromised?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /**
   * When a new key goes live: `current` immediately, `pending` when an {@link Activation} decides so. The very first
   * version of a secret is live immediately with either value, because AWS makes it so.
   * @default "current".
   * @onChange **nothing** for the key that exists.
   */
  readonly publishAs?: pulumi.Input<"current" | "pending">;
  /**
   * Description of the owned secret.
   * @default - empty.
   * @onChange **update**.
   */
  readonly description?: pulumi.Input<string>;
  /**
   * KMS key that encrypts the owned secret. An ARN has to be of the secret's region.
   * @default - `aws/secretsmanager`.
   * @onChange **update**.
   */
  readonly kmsKeyId?: pulumi.Input<string>;
  /**
   * Tags of the owned secret, at most 40. A key must not begin with `aws:` or `partner-keys:`. Tags that others add are
   * left alone. CloudTrail logs tags, so put no secret there.
   * @default - none besides `partner-keys:*`.
   * @onChange **update**.
   */
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * Days in which a deleted secret can be restored. 0 deletes the secret immediately and for ever.
   * @default 30.
   * @onChange **update** in state.
   */
  readonly recoveryWindowInDays?: pulumi.Input<number>;
  /**
   * Keeps the owned secret from being deleted, as long as it is true in state. `pulumi destroy` then stops with a message,
   * and another `secretName`, `secretId` or `region` is refused. Rotation goes on.
   * @default false.
   * @onChange **update** in state.
   */
  readonly deletionProtection?: pulumi.Input<boolean>;
  /**
   * Takes over a secret of that name although its owner tag names someone else. Its versions stay, and a new one is added.
   * @default false.
   * @onChange **nothing** for a secret that is owned already.
   */
  readonly adopt?: pulumi.Input<boolean>;
  /**
   * Version id of a live value that somebody put into the secret by hand. That value becomes the key of this resource. Its
   * public half is not known here, so `fingerprint` and `publicKeyPem` are `""`. If an {@link Activation} decides which key
   * is live, give the id to the Activation.
   * @default - none: such a version is reported, and `up` stops.
   * @onChange **update**.
   */
  readonly adoptVersionId?: pulumi.Input<string | undefined>;
  /**
   * Version id of such a value that is not to stay. The key of this resource goes live again. If an {@link Activation}
   * decides which key is live, give the id to the Activation.
   * @default - none: such a version is reported, and `up` stops.
   * @onChange **update**.
   */
  readonly discardVersionId?: pulumi.Input<string | undefined>;
  /**
   * AWS region of the secret. It is kept in state, so `refresh` and `delete` go where the key is on every machine.
   * @default - the order in docs/configuration.md#region.
   * @onChange **replace**.
   */
  readonly region?: pulumi.Input<string>;
}
