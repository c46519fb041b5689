import type * as pulumi from "@pulumi/pulumi";
import { typeToken } from "./declaration";
import type { KeyArgs } from "./keyArgs";
import type { IssuedKeyArgs } from "./issuedKey";
import { KeyResource } from "./keyResource";
import type { ApiKeySecretFields } from "./secretFieldsArgs";

/** How an API key of our own making looks; for services that register the caller's key. Plain in state. */
export interface GenerateApiKeyArgs {
  /**
   * Random bytes before encoding, 16 to 1024.
   * @default 32 (256 bits).
   * @onChange **replace**.
   */
  readonly bytes?: pulumi.Input<number>;
  /**
   * How the bytes are written as text; base64 with padding, base64url without.
   * @default "base64".
   * @onChange **replace**.
   */
  readonly encoding?: pulumi.Input<"base64" | "base64url" | "hex">;
  /**
   * Put in front, up to 64 printable ASCII characters without blanks.
   * @default "".
   * @onChange **replace**.
   */
  readonly prefix?: pulumi.Input<string>;
}

/** Where an API key that the partner handed out is read from, in the plugin process. The place is plain in state. */
export type IssuedApiKeyArgs = IssuedKeyArgs & {
  /**
   * True: the value is taken although it looks damaged or like a reference that nobody resolved.
   * @default false.
   * @onChange **update** in state.
   */
  readonly verbatim?: pulumi.Input<boolean>;
};

/** Inputs of {@link ApiKey}: exactly one of `generate` and `issued`. */
export interface ApiKeyArgs extends KeyArgs {
  /**
   * Make a random key of this shape.
   * @onChange **replace**. In state: the shape, plain; never the key.
   */
  readonly generate?: pulumi.Input<GenerateApiKeyArgs>;
  /**
   * Take over the key the partner issued: trimmed, checked (one line of at least 16 printable ASCII characters) and
   * stored; state keeps only its fingerprint. Absent in a later run: no change.
   * Absent when the key has to be stored: an error that names the variable or file. In state: its name, plain.
   * @onChange **update** in state; a value that is another one is a **replace**.
   */
  readonly issued?: pulumi.Input<IssuedApiKeyArgs>;
  /**
   * The environment the key is for, 1 to 63 of `a-z 0-9 -`. With `sandbox` and `production` a key that says of itself
   * that
   * it belongs to the other one is refused; with another name nothing is checked.
   * @default - not checked.
   * @onChange **update** in state.
   */
  readonly environment?: pulumi.Input<string>;
  /**
   * Makes the secret a JSON whose names somebody else prescribes (`{ api_key: "apiKey" }` for Firehose): a map from each name
   * to `apiKey`, `fingerprint` or `{ constant: "a text" }`, as of a key pair. One field is the API key. `fingerprint` stays
   * that of the API key alone. Names and constants are plain in state.
   * @default - none: the secret is the API key.
   * @onChange **replace**, a constant too. An issued key has to be at hand then.
   */
  readonly secretFields?: ApiKeySecretFields;
}

/**
 * A partner API key, stored in AWS Secrets Manager: made here or taken over from the partner. The value is never an
 * input, an output or part of the state.
 */
export class ApiKey extends KeyResource {
  static override readonly __pulumiType = typeToken("ApiKey");

  /** `key_id` of a value that is Base64 of JSON, else undefined. In state: plain. */
  declare readonly keyId: pulumi.Output<string | undefined>;

  constructor(name: string, args: ApiKeyArgs, opts?: pulumi.CustomResourceOptions) {
    super("ApiKey", ["keyId"], name, args, opts);
  }
}
