import * as pulumi from "@pulumi/pulumi";
import type { KeyFacts } from "../kinds/keyInputs";
import type { KindName, KindOutput } from "../kinds/kinds";
import { DeclaredResource } from "./declaration";
import type { KeyArgs } from "./keyArgs";

/** An output that only a key with a spare has. */
export type SpareOutput = Extract<keyof KeyFacts, "standbyKey" | "dueFrom">;

/** Outputs of every key resource. The value is never an input, an output or part of the state. */
export abstract class KeyResource extends DeclaredResource {
  /**
   * `SHA256:` and the base64 of the SHA-256 of the key. Of a key pair it is over the SPKI DER of the public key, of an API
   * key over the value. It is `""` for a version that was adopted.
   * @inState plain.
   */
  declare readonly fingerprint: pulumi.Output<string>;
  /**
   * Full ARN of the secret that holds the key.
   * @inState plain.
   */
  declare readonly secretArn: pulumi.Output<string>;
  /**
   * Version of the secret that holds this key.
   * @inState plain.
   */
  declare readonly versionId: pulumi.Output<string>;
  /**
   * When the key was stored, RFC 3339.
   * @inState plain.
   */
  declare readonly createdAt: pulumi.Output<string>;
  /**
   * `""`, or one sentence on what `pulumi refresh` found changed. The next `pulumi up` puts it back.
   * @inState plain.
   */
  declare readonly drift: pulumi.Output<string>;
  /**
   * Version that somebody else put live after ours, as `pulumi refresh` found it. Give it to `adoptVersionId` or
   * `discardVersionId`. It is undefined if the refresh found none.
   * @inState plain.
   */
  declare readonly foreignVersionId: pulumi.Output<string | undefined>;
  /**
   * `true` if `adoptVersionId` made the version of somebody else the key. Nothing of that key is known here. It is undefined
   * for a key of ours.
   * @inState plain.
   */
  declare readonly adopted: pulumi.Output<boolean | undefined>;

  /** `more`: the outputs that this kind has besides. */
  protected constructor(
    type: KindName,
    more: readonly (KindOutput | SpareOutput)[],
    name: string,
    args: KeyArgs,
    opts: pulumi.CustomResourceOptions | undefined,
  ) {
    super(
      {
        type,
        outputs: [
          ...more,
          "fingerprint",
          "secretArn",
          "versionId",
          "createdAt",
          "drift",
          "foreignVersionId",
          "adopted",
        ],
      },
      name,
      args,
      opts,
    );
    // Also where the option was given to a component around it
    if ((this as { readonly __protect?: boolean }).__protect === true) {
      void pulumi.log.warn(
        "the option protect makes every rotation fail, because that is a replace: deletionProtection is meant, " +
          "which keeps the secret and lets its key rotate",
        this,
      );
    }
  }
}
