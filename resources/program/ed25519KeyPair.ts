import type * as pulumi from "@pulumi/pulumi";
import { typeToken } from "./declaration";
import { KeyPairResource, type KeyPairArgs } from "./keyPair";

/** Inputs of {@link Ed25519KeyPair}. */
export interface Ed25519KeyPairArgs extends KeyPairArgs {
  /**
   * Form of the stored private key, which is never encrypted. `pkcs8` is PEM with `BEGIN PRIVATE KEY`. `openssh` has
   * `BEGIN OPENSSH PRIVATE KEY`, and OpenSSH reads no other form of such a key. `pkcs8-base64` is the DER of PKCS#8 in
   * base64 on one line, for Java.
   * @default "pkcs8".
   * @onChange **replace**.
   */
  readonly privateKeyFormat?: pulumi.Input<"pkcs8" | "openssh" | "pkcs8-base64">;
}

/**
 * An Ed25519 {@link KeyPairResource | key pair}.
 *
 * @example
 * ```ts
 * import { Ed25519KeyPair } from "pulumi-partner-keys";
 *
 * const key = new Ed25519KeyPair("sftp", { secretName: "acme/sftp", privateKeyFormat: "openssh" });
 * export const publicKeyPem = key.publicKeyPem;
 * ```
 */
export class Ed25519KeyPair extends KeyPairResource {
  static override readonly __pulumiType = typeToken("Ed25519KeyPair");

  constructor(name: string, args: Ed25519KeyPairArgs, opts?: pulumi.CustomResourceOptions) {
    super("Ed25519KeyPair", name, args, opts);
  }
}
