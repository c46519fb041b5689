import type * as pulumi from "@pulumi/pulumi";
import { typeToken } from "./declaration";
import { KeyPairResource, type KeyPairArgs } from "./keyPair";

/** Inputs of {@link RsaKeyPair}. */
export interface RsaKeyPairArgs extends KeyPairArgs {
  /**
   * Bits of the modulus. The public exponent is 65537.
   * @default 2048.
   * @onChange **replace**.
   */
  readonly modulusLength?: pulumi.Input<2048 | 3072 | 4096>;
  /**
   * Form of the stored private key, which is never encrypted. `pkcs1` is PEM with `BEGIN RSA PRIVATE KEY`, the only form
   * that Qredo's clients read. `pkcs8` is PEM with `BEGIN PRIVATE KEY`. `pkcs8-base64` is the DER of PKCS#8 in base64 on
   * one line, for Java.
   * @default "pkcs1".
   * @onChange **replace**.
   */
  readonly privateKeyFormat?: pulumi.Input<"pkcs1" | "pkcs8" | "pkcs8-base64">;
}

/**
 * An RSA {@link KeyPairResource | key pair}.
 *
 * @example
 * ```ts
 * import { RsaKeyPair } from "pulumi-partner-keys";
 *
 * const key = new RsaKeyPair("signer", { secretName: "acme/production/private.pem", rotateAfterDays: 90 });
 * export const publicKeyPem = key.publicKeyPem;
 * ```
 */
export class RsaKeyPair extends KeyPairResource {
  static override readonly __pulumiType = typeToken("RsaKeyPair");

  constructor(name: string, args: RsaKeyPairArgs, opts?: pulumi.CustomResourceOptions) {
    super("RsaKeyPair", name, args, opts);
  }
}
