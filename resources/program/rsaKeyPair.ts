import type * as pulumi from "@pulumi/pulumi";
import { typeToken } from "./declaration";
import { KeyPairResource, type KeyPairArgs } from "./keyPair";

/** Inputs of {@link RsaKeyPair}. */
export interface RsaKeyPairArgs extends KeyPairArgs {
  /**
   * Bits of the modulus: 2048, 3072 or 4096; the public exponent is 65537.
   * @default 2048.
   * @onChange **replace**.
   */
  readonly modulusLength?: pulumi.Input<2048 | 3072 | 4096>;
  /**
   * Form of the stored private key, unencrypted: `pkcs1` (`BEGIN RSA PRIVATE KEY`), `pkcs8` (`BEGIN PRIVATE KEY`), or
   * `pkcs8-base64` (the DER of it on one line, for Java).
   * @default "pkcs1", the only form Qredo's clients read.
   * @onChange **replace**.
   */
  readonly privateKeyFormat?: pulumi.Input<"pkcs1" | "pkcs8" | "pkcs8-base64">;
}

/** An RSA {@link KeyPairResource | key pair}. */
export class RsaKeyPair extends KeyPairResource {
  static override readonly __pulumiType = typeToken("RsaKeyPair");

  constructor(name: string, args: RsaKeyPairArgs, opts?: pulumi.CustomResourceOptions) {
    super("RsaKeyPair", name, args, opts);
  }
}
