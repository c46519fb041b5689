import type * as pulumi from "@pulumi/pulumi";
import { KEY_PAIRS, type KeyPairType } from "../rules/keyPairs";
import { typeToken } from "./declaration";
import type { KeyArgs } from "./keyArgs";
import { KeyResource } from "./keyResource";

/** Inputs that all kinds of key pairs share. */
export interface KeyPairArgs extends KeyArgs {
  /**
   * What the secret holds: `pem`, the private key alone as `privateKeyFormat` says, or `json` with `privateKeyPem` (with
   * `pkcs8-base64`: `privateKeyBase64`), `publicKeyPem` and `fingerprint`.
   * @default "pem". On change: **replace**.
   */
  readonly secretFormat?: pulumi.Input<"pem" | "json">;
}

/**
 * A key pair made during `pulumi up`. The private key is stored in AWS Secrets Manager and nowhere else: it is never an
 * input, an output or part of the state. The public half is an output.
 *
 * A key is rotated by replacing the resource: change `keepers`, let `rotateAfterDays` fall due, or run
 * `pulumi up --target-replace <urn>`. The earlier version stays readable as AWSPREVIOUS.
 */
export abstract class KeyPairResource extends KeyResource {
  /** Public key as SPKI PEM, byte-equal to `openssl pkey -pubout`; "" for an adopted version. In state: plain. */
  declare readonly publicKeyPem: pulumi.Output<string>;

  protected constructor(
    type: KeyPairType,
    name: string,
    args: KeyPairArgs,
    opts: pulumi.CustomResourceOptions | undefined,
  ) {
    super(type, ["publicKeyPem"], name, args, opts);
  }
}

/**
 * Aliases that let a key pair of one kind take the place of one of another, of the same name and parent: the new key is then
 * a rotation in the same secret, staged and acknowledged like any. For a component that declares one key pair of a kind that
 * may change.
 */
export const keyPairAliases: pulumi.Alias[] = Object.values(KEY_PAIRS).map(({ type }) => ({ type: typeToken(type) }));
