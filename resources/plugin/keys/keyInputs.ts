/** The checked inputs that every key resource has. Absent means: the default applies. */
export interface KeyInputs {
  readonly secretName?: string;
  readonly secretId?: string;
  readonly keepers?: Readonly<Record<string, string>>;
  readonly rotateAfterDays?: number;
  readonly publishAs?: "current" | "pending";
  readonly description?: string;
  readonly kmsKeyId?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly recoveryWindowInDays?: number;
  readonly deletionProtection?: boolean;
  readonly adopt?: boolean;
  readonly region: string;
  /** `<project>/<stack>/<resource name>`: value of the owner tag. */
  readonly owner: string;
}

export const DEFAULT_RECOVERY_WINDOW_IN_DAYS = 30;

/** The outputs that every key resource has. */
export interface KeyOutputs {
  readonly fingerprint: string;
  readonly secretArn: string;
  readonly versionId: string;
  /** RFC 3339. */
  readonly createdAt: string;
  /** "" or one sentence on what differs from the declared state. */
  readonly drift: string;
}

/** What `read`, `update` and `delete` are given: the inputs are echoed in the outputs, the engine passes nothing else. */
export type KeyState<I extends KeyInputs> = I & KeyOutputs;

/** What a change of an input asks for. */
export type OnChange = "replace" | "update" | "nothing";

/** A freshly made value and what may be told about it. */
export interface KeyMaterial {
  /** The secret value. It goes into Secrets Manager and nowhere else. */
  readonly value: string;
  readonly outputs: { readonly fingerprint: string; readonly publicKeyPem?: string; readonly keyId?: string };
}
