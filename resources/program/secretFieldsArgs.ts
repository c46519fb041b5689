import type * as pulumi from "@pulumi/pulumi";
import type { API_KEY_VALUES, KEY_PAIR_VALUES } from "../rules/secretFields";

/** A text of 1 or more characters that is in the secret beside the key. It is plain in state, so put no password or key there. */
interface Constant {
  /** The text, as it is. */
  readonly constant: pulumi.Input<string>;
}

type Fields<Value extends string> = pulumi.Input<Readonly<Record<string, pulumi.Input<Value | Constant>>>>;

/** The JSON of the secret of a key pair: its names, and what each of them holds. */
export type KeyPairSecretFields = Fields<(typeof KEY_PAIR_VALUES)[number]>;
/** The JSON of the secret of an API key: its names, and what each of them holds. */
export type ApiKeySecretFields = Fields<(typeof API_KEY_VALUES)[number]>;
