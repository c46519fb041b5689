import type * as pulumi from "@pulumi/pulumi";

/** Inputs that all kinds of keys share. All of them are plain in state; none of them is a secret. */
export interface KeyArgs {
  /**
   * Name of a secret that this resource owns: it creates, tags, restores and deletes it. Exactly one of `secretName` and
   * `secretId`. 1 to 512 of `A-Z a-z 0-9 / _ + = . @ -`.
   *
   * A name that exists is used only if its owner tag names this resource (or `adopt` is true).
   * @onChange **replace** (a new key in the new secret; the old secret is scheduled for deletion).
   */
  readonly secretName?: pulumi.Input<string>;
  /**
   * ARN or name of a secret that someone else owns: versions are added and labels moved, nothing else is touched.
   * @onChange **replace**.
   */
  readonly secretId?: pulumi.Input<string>;
  /**
   * Any change of this map of strings asks for a new key. Not for secrets: it is plain in state.
   * @default - none.
   * @onChange **replace**.
   */
  readonly keepers?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * Age in days (1 to 3650) at which the next `pulumi up` replaces the key.
   * @default - never.
   * @onChange **update** in state, and **replace** once due.
   */
  readonly rotateAfterDays?: pulumi.Input<number>;
  /**
   * Full `SHA256:` fingerprints (at most 20) of keys that others may have. A key that is named here is replaced by a new one; an
   * issued value that is named is refused. Only with `publishAs: "pending"`: the {@link Activation} gets the same list, and
   * takes the labels off.
   * @default - none.
   * @onChange **nothing**, and **replace** where it names this key.
   */
  readonly compromised?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /**
   * How a new key is published: `current` is live at once, `pending` waits for an {@link Activation}. The very first
   * version of a secret is live at once either way (AWS makes it so).
   * @default "current".
   * @onChange **nothing** for the key that exists.
   */
  readonly publishAs?: pulumi.Input<"current" | "pending">;
  /**
   * Description of the owned secret, up to 2048 characters.
   * @default - empty.
   * @onChange **update**.
   */
  readonly description?: pulumi.Input<string>;
  /**
   * Id, ARN or alias of the KMS key of the owned secret; an ARN has to be of the secret's region.
   * @default - `aws/secretsmanager`.
   * @onChange **update**.
   */
  readonly kmsKeyId?: pulumi.Input<string>;
  /**
   * Tags of the owned secret, at most 40. Tags that others add are left alone. Not for secrets: CloudTrail logs them.
   * @default - none besides `partner-keys:*`.
   * @onChange **update**.
   */
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * Days (7 to 30) an owned secret can be restored after it was deleted; 0 deletes it at once and for ever.
   * @default 30.
   * @onChange **update** in state.
   */
  readonly recoveryWindowInDays?: pulumi.Input<number>;
  /**
   * While true (in state), the owned secret is not deleted: `destroy` stops with a message, and another `secretName`,
   * `secretId` or `region` is refused. Rotation goes on.
   * @default false.
   * @onChange **update** in state.
   */
  readonly deletionProtection?: pulumi.Input<boolean>;
  /**
   * Take over a secret of that name although its owner tag names someone else. Its versions stay, a new one is added.
   * @default false.
   * @onChange **nothing** for the secret that is owned already.
   */
  readonly adopt?: pulumi.Input<boolean>;
  /**
   * Version id of a value that somebody put into the secret by hand, and that is live: it becomes the key of this
   * resource.
   * Its public half is not known here, so `fingerprint` and `publicKeyPem` are "". With an {@link Activation}: there.
   * @default - such a version is reported, and `up` stops.
   * @onChange **update**.
   */
  readonly adoptVersionId?: pulumi.Input<string | undefined>;
  /**
   * Version id of such a value that is not to stay: the key of this resource goes live again. With an Activation: there.
   * @default - as for `adoptVersionId`.
   * @onChange **update**.
   */
  readonly discardVersionId?: pulumi.Input<string | undefined>;
  /**
   * AWS region. Kept in state, so that refresh and delete go where the key is, whatever the machine's environment says.
   * @default - `aws:region` of the stack config, then the region in state, then AWS_REGION.
   * @onChange **replace**.
   */
  readonly region?: pulumi.Input<string>;
}
