import type * as pulumi from "@pulumi/pulumi";
import { typeToken } from "./declaration";
import type { KeyArgs } from "./keyArgs";
import type { IssuedKeyArgs } from "./issuedKey";
import { KeyResource } from "./keyResource";
import type { ApiKeySecretFields } from "./secretFieldsArgs";

/** The shape of an API key that is made here, for services that register the caller's key. It is plain in state. */
export interface GenerateApiKeyArgs {
  /**
   * Random bytes before encoding, 16 to 1024.
   * @default 32 (256 bits).
   * @onChange **replace**.
   */
  readonly bytes?: pulumi.Input<number>;
  /**
   * How the bytes are written as text. base64 has padding, base64url has none.
   * @default "base64".
   * @onChange **replace**.
   */
  readonly encoding?: pulumi.Input<"base64" | "base64url" | "hex">;
  /**
   * Text in front of the key: up to 64 printable ASCII characters without blanks.
   * @default "".
   * @onChange **replace**.
   */
  readonly prefix?: pulumi.Input<string>;
}

/** Where the plugin process reads an API key that the partner issued. The place is plain in state. */
export type IssuedApiKeyArgs = IssuedKeyArgs & {
  /**
   * Takes the value although it looks damaged, or like a reference that nobody resolved.
   * @default false.
   * @onChange **update** in state.
   */
  readonly verbatim?: pulumi.Input<boolean>;
};

/** Inputs of {@link ApiKey}. Give exactly one of `generate` and `issued`. */
export interface ApiKeyArgs extends KeyArgs {
  /**
   * Makes a random key of this shape. `bytes` is 16 to 1024 (32 by default). `encoding` is `base64` (the default),
   * `base64url` or `hex`. `prefix` is up to 64 printable ASCII characters in front (none by default). State has the shape,
   * never the key. Give exactly one of `generate` and `issued`.
   * @default - none.
   * @onChange **replace**.
   */
  readonly generate?: pulumi.Input<GenerateApiKeyArgs>;
  /**
   * Takes over the key that the partner issued, from a variable or a file. A path is relative to the folder of the program.
   * The plugin process trims the value, and checks that it is one line of at least 16 printable ASCII characters. State has
   * the name of the variable or file, and the fingerprint of the key. If the value is absent in a later run, nothing
   * changes. If the run has to store the key, an absent value is an error that names the variable or file.
   * `verbatim: true` takes a value that looks damaged, and `allowPrevious: true` takes back a key that was replaced. See
   * docs/issued-values.md.
   * @default - none.
   * @onChange **update** in state. If the value is another one, **replace**.
   */
  readonly issued?: pulumi.Input<IssuedApiKeyArgs>;
  /**
   * The environment that the key is for. With `sandbox` and `production`, a key that names the other one is refused. With
   * another name nothing is checked.
   * @default - not checked.
   * @onChange **update** in state.
   */
  readonly environment?: pulumi.Input<string>;
  /**
   * Makes the secret a JSON whose names somebody else prescribes, `{ api_key: "apiKey" }` for Firehose. It maps each name
   * to `apiKey`, `fingerprint` or `{ constant: "a text" }`. One field has to be the API key. The output `fingerprint` stays
   * that of the API key alone. Names and constants are plain in state. See
   * docs/services.md#an-aws-service-that-reads-the-secret-itself.
   * @default - none: the secret is the API key.
   * @onChange **replace**, also of a constant. An issued key has to be provided then.
   */
  readonly secretFields?: ApiKeySecretFields;
}

/**
 * A partner API key, stored in AWS Secrets Manager. It is made here or taken over from the partner. The value is never an
 * input, an output or part of the state.
 *
 * @example
 * ```ts
 * import { ApiKey } from "pulumi-partner-keys";
 *
 * const apiKey = new ApiKey("partner", {
 *   secretName: "acme/production/apikey",
 *   issued: { env: "PARTNER_API_KEY" },
 * });
 * export const apiKeySecretArn = apiKey.secretArn;
 * ```
 */
export class ApiKey extends KeyResource {
  static override readonly __pulumiType = typeToken("ApiKey");

  /**
   * `key_id` of a value that is Base64 of JSON. Of any other value it is undefined.
   * @inState plain.
   */
  declare readonly keyId: pulumi.Output<string | undefined>;

  constructor(name: string, args: ApiKeyArgs, opts?: pulumi.CustomResourceOptions) {
    super("ApiKey", ["keyId"], name, args, opts);
  }
}
