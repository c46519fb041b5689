import type * as pulumi from "@pulumi/pulumi";
import { typeToken } from "./declaration";
import { KeyPairResource, type KeyPairArgs } from "./keyPair";

/** Inputs of {@link Ed25519KeyPair}. */
export interface Ed25519KeyPairArgs extends KeyPairArgs {
  /**
   * Form of the stored private key, unencrypted: `pkcs8` (`BEGIN PRIVATE KEY`), `openssh` (`BEGIN OPENSSH PRIVATE KEY`,
   * the only form that OpenSSH reads), or `pkcs8-base64` (the DER of PKCS#8 on one line, for Java).
   * @default "pkcs8".
   * @onChange **replace**.
   */
  readonly privateKeyFormat?: pulumi.Input<"pkcs8" | "openssh" | "pkcs8-base64">;
}

/** An Ed25519 {@link KeyPairResource | key pair}. */
export class Ed25519KeyPair extends KeyPairResource {
  static override readonly __pulumiType = typeToken("Ed25519KeyPair");

  constructor(name: string, args: Ed25519KeyPairArgs, opts?: pulumi.CustomResourceOptions) {
    super("Ed25519KeyPair", name, args, opts);
  }
}
