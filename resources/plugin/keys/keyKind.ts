import type { Context } from "../context";
import type { Rules } from "../check/rules";
import type { KeyInputs, KeyMaterial, OnChange } from "./keyInputs";

/** What makes an RsaKeyPair differ from an ApiKey; everything else is shared. */
export interface KeyKind<I extends KeyInputs> {
  /** For messages: "RSA key pair" or "API key". */
  readonly label: string;
  /** What is allowed for each input. */
  readonly rules: Rules;
  /** What a change of each input asks for. Inputs that are not in it are unknown ones. */
  readonly onChange: Readonly<Record<string, OnChange>>;
  /** Values that an absent input stands for, so that writing a default down is no change. */
  readonly defaults: Readonly<Record<string, unknown>>;
  make(inputs: I, context: Context): Promise<KeyMaterial>;
}

/** The part of {@link KeyKind.onChange} that both kinds share. */
export const CONTAINER_CHANGES = {
  secretName: "replace",
  secretId: "replace",
  region: "replace",
  keepers: "replace",
  rotateAfterDays: "update",
  publishAs: "nothing",
  adopt: "nothing",
  description: "update",
  kmsKeyId: "update",
  tags: "update",
  recoveryWindowInDays: "update",
  deletionProtection: "update",
  owner: "update",
} as const satisfies Record<string, OnChange>;

export const CONTAINER_DEFAULTS = {
  keepers: {},
  publishAs: "current",
  adopt: false,
  description: "",
  tags: {},
  recoveryWindowInDays: 30,
  deletionProtection: false,
} as const;
