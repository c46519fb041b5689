import type { PartnerKeysError } from "../errors";

/** What Secrets Manager tells about a secret without showing a value. */
export interface SecretDescription {
  readonly arn: string;
  readonly name: string;
  readonly scheduledForDeletion?: Date;
  readonly description: string;
  readonly kmsKeyId?: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Version id -> its labels. Versions without a label are not in it. */
  readonly stages: Readonly<Record<string, readonly string[]>>;
}

export interface WrittenVersion {
  readonly arn: string;
  readonly versionId: string;
}

export interface NewSecret {
  readonly name: string;
  readonly value: string;
  /** ClientRequestToken: becomes the version id, and makes a repeated call harmless. */
  readonly token: string;
  readonly description?: string;
  readonly kmsKeyId?: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface NewVersion {
  readonly secretId: string;
  readonly value: string;
  readonly token: string;
  readonly stages: readonly string[];
}

export interface StageMove {
  readonly arn: string;
  readonly stage: string;
  /** Version that gets the label; absent takes the label off. */
  readonly to?: string;
  /** Version that has to hold the label now; absent when no version holds it. */
  readonly from?: string;
}

/**
 * The operations on Secrets Manager that this package needs: none of them reads a value. Every method throws
 * {@link PartnerKeysError} only.
 */
export interface SecretStore {
  /** One call: the secret with its first version. A name that is taken (also by a secret scheduled for deletion) is an
   *  answer, not an error: `refused` says why. */
  create(secret: NewSecret): Promise<WrittenVersion | { readonly refused: PartnerKeysError }>;
  put(version: NewVersion): Promise<WrittenVersion>;
  describe(secretId: string): Promise<SecretDescription | undefined>;
  /** Whether the version exists, with or without labels. */
  hasVersion(secretId: string, versionId: string): Promise<boolean>;
  /** The JSON text of the secret's resource policy; `undefined`: it has none. */
  resourcePolicy(arn: string): Promise<string | undefined>;
  /** When each version was made, those without a label too. */
  versionDates(secretId: string): Promise<ReadonlyMap<string, Date>>;
  /** The day on which GetSecretValue last read a version; `undefined`: it never did. */
  lastRead(secretId: string, versionId: string): Promise<Date | undefined>;
  /**
   * Compare-and-swap of one label. What may only be AWS's being late (it does not know the version, or shows the label
   * where it says that it is not) is an answer, not an error.
   *
   * @throws `ERR_LABEL_MOVED` when `from` does not hold it any more
   */
  moveStage(move: StageMove): Promise<{ readonly notYet: PartnerKeysError } | undefined>;
  /** Changes what is given; an empty `kmsKeyId` means the key `aws/secretsmanager`. */
  updateMetadata(arn: string, change: { readonly description?: string; readonly kmsKeyId?: string }): Promise<void>;
  tag(arn: string, tags: Readonly<Record<string, string>>): Promise<void>;
  untag(arn: string, keys: readonly string[]): Promise<void>;
  restore(arn: string): Promise<void>;
  /**
   * Schedules the deletion and tells its date; 0 days deletes at once and for ever. A secret that is scheduled already
   * is success, and so is a missing one (`undefined`).
   */
  delete(arn: string, recoveryWindowInDays: number): Promise<Date | undefined>;
  /** The time by AWS; `undefined` before its first answer. */
  time(): Date | undefined;
}
