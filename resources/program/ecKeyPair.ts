import type * as pulumi from "@pulumi/pulumi";
import { typeToken } from "./declaration";
import { KeyPairResource, type KeyPairArgs } from "./keyPair";

/** Inputs of {@link EcKeyPair}. With `issued` the curve is that of the key. */
export type EcKeyPairArgs = EcKeyPairShape &
  (Required<Pick<EcKeyPairShape, "namedCurve">> | Required<Pick<EcKeyPairShape, "issued">>);

interface EcKeyPairShape extends KeyPairArgs {
  /**
   * The curve, which the partner prescribes: `P-256` (ES256), `P-384` (ES384), `P-521` (ES512) or `secp256k1` (ES256K).
   * @default - with `issued` that of the key; else it has to be given.
   * @onChange **replace**.
   */
  readonly namedCurve?: pulumi.Input<"P-256" | "P-384" | "P-521" | "secp256k1">;
  /**
   * Form of the stored private key, unencrypted: `pkcs8` (`BEGIN PRIVATE KEY`), `sec1` (`BEGIN EC PRIVATE KEY`), or
   * `pkcs8-base64` (the DER of PKCS#8 on one line, for Java).
   * @default "pkcs8".
   * @onChange **replace**.
   */
  readonly privateKeyFormat?: pulumi.Input<"pkcs8" | "sec1" | "pkcs8-base64">;
}

/** An elliptic-curve {@link KeyPairResource | key pair}, for ECDSA. */
export class EcKeyPair extends KeyPairResource {
  static override readonly __pulumiType = typeToken("EcKeyPair");

  constructor(name: string, args: EcKeyPairArgs, opts?: pulumi.CustomResourceOptions) {
    super("EcKeyPair", name, args, opts);
  }
}
