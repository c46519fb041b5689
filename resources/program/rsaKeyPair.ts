import type * as pulumi from "@pulumi/pulumi";
import type { KeyArgs } from "./keyArgs";
import { KeyResource } from "./keyResource";

/** Inputs of {@link RsaKeyPair}. */
export interface RsaKeyPairArgs extends KeyArgs {
  /** Bits of the modulus: 2048, 3072 or 4096; the public exponent is 65537. @default 2048. On change: **replace**. */
  readonly modulusLength?: pulumi.Input<2048 | 3072 | 4096>;
  /**
   * PEM of the stored private key: `pkcs1` (`BEGIN RSA PRIVATE KEY`) or `pkcs8` (`BEGIN PRIVATE KEY`), unencrypted.
   * @default "pkcs1", the only form Qredo's clients read. On change: **replace**.
   */
  readonly privateKeyFormat?: pulumi.Input<"pkcs1" | "pkcs8">;
  /**
   * What the secret holds: `pem`, the file `private.pem` as it is, or `json` with `privateKeyPem`, `publicKeyPem` and
   * `fingerprint`.
   * @default "pem". On change: **replace**.
   */
  readonly secretFormat?: pulumi.Input<"pem" | "json">;
}

/**
 * An RSA key pair made during `pulumi up`. The private key is stored in AWS Secrets Manager and nowhere else: it is
 * never an input, an output or part of the state. The public half is an output.
 *
 * A key is rotated by replacing the resource: change `keepers`, let `rotateAfterDays` fall due, or run
 * `pulumi up --target-replace <urn>`. The earlier version stays readable as AWSPREVIOUS.
 */
export class RsaKeyPair extends KeyResource {
  /** Public key as SPKI PEM, byte-equal to `openssl rsa -pubout`. In state: plain. */
  declare readonly publicKeyPem: pulumi.Output<string>;

  constructor(name: string, args: RsaKeyPairArgs, opts?: pulumi.CustomResourceOptions) {
    super("RsaKeyPair", ["publicKeyPem"], name, args, opts);
  }
}
