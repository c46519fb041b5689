import type { Context } from "../../context";
import type { Rules } from "../../check/rules";
import type { KeyInputs, KeyMaterial, OnChange } from "../keyInputs";

/** What makes an RsaKeyPair differ from an ApiKey; everything else is shared. */
export interface KeyKind<I extends KeyInputs> {
  /** For messages: "RSA key pair" or "API key". */
  readonly label: string;
  /** What is allowed for each input. */
  readonly rules: Rules;
  /** What a change of each input asks for. Inputs that are not in it are unknown ones. */
  readonly onChange: Readonly<Record<string, OnChange>>;
  /** The value with its defaults filled in, so that writing a default down is no change. */
  readonly withDefaults: (input: string, value: unknown) => unknown;
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

const CONTAINER_DEFAULTS: Readonly<Record<string, unknown>> = {
  keepers: {},
  publishAs: "current",
  adopt: false,
  description: "",
  tags: {},
  recoveryWindowInDays: 30,
  deletionProtection: false,
};

/** {@link KeyKind.withDefaults} for inputs that have a plain default. */
export function fillIn(defaults: Readonly<Record<string, unknown>>): KeyKind<KeyInputs>["withDefaults"] {
  return (input, value) => value ?? defaults[input] ?? CONTAINER_DEFAULTS[input];
}
