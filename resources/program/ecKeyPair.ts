import type * as pulumi from "@pulumi/pulumi";
import { typeToken } from "./declaration";
import { KeyPairResource, type KeyPairArgs } from "./keyPair";

/** Inputs of {@link EcKeyPair}. With `issued` the curve is that of the key. */
export type EcKeyPairArgs = EcKeyPairShape &
  (Required<Pick<EcKeyPairShape, "namedCurve">> | Required<Pick<EcKeyPairShape, "issued">>);

interface EcKeyPairShape extends KeyPairArgs {
  /**
   * The curve that the partner prescribes. `P-256` signs as ES256, `P-384` as ES384, `P-521` as ES512, and `secp256k1` as
   * ES256K. With `issued` it may be absent.
   * @default - with `issued` that of the key. Without `issued` it is required.
   * @onChange **replace**.
   */
  readonly namedCurve?: pulumi.Input<"P-256" | "P-384" | "P-521" | "secp256k1">;
  /**
   * Form of the stored private key, which is never encrypted. `pkcs8` is PEM with `BEGIN PRIVATE KEY`, and `sec1` is PEM
   * with `BEGIN EC PRIVATE KEY`. `pkcs8-base64` is the DER of PKCS#8 in base64 on one line, for Java.
   * @default "pkcs8".
   * @onChange **replace**.
   */
  readonly privateKeyFormat?: pulumi.Input<"pkcs8" | "sec1" | "pkcs8-base64">;
}

/**
 * An elliptic-curve {@link KeyPairResource | key pair}, for ECDSA.
 *
 * @example
 * ```ts
 * import { EcKeyPair } from "pulumi-partner-keys";
 *
 * const key = new EcKeyPair("signer", { secretName: "acme/production/private.pem", namedCurve: "P-256" });
 * export const publicKeyPem = key.publicKeyPem;
 * ```
 */
export class EcKeyPair extends KeyPairResource {
  static override readonly __pulumiType = typeToken("EcKeyPair");

  constructor(name: string, args: EcKeyPairArgs, opts?: pulumi.CustomResourceOptions) {
    super("EcKeyPair", name, args, opts);
  }
}
