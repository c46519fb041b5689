import * as pulumi from "@pulumi/pulumi";
import type { KindName, KindOutput } from "../kinds/kinds";
import { DeclaredResource } from "./declaration";
import type { KeyArgs } from "./keyArgs";

/** What every key resource tells. The value is never an input, an output or part of the state. */
export abstract class KeyResource extends DeclaredResource {
  /**
   * `SHA256:` and base64 of a SHA-256: of the SPKI DER of a key pair, of the value of an API key. "" for a
   * version that was adopted. In state: plain.
   */
  declare readonly fingerprint: pulumi.Output<string>;
  /** Full ARN of the secret that holds the key. In state: plain. */
  declare readonly secretArn: pulumi.Output<string>;
  /** Version of the secret that holds this key. In state: plain. */
  declare readonly versionId: pulumi.Output<string>;
  /** When the key was stored, RFC 3339. In state: plain. */
  declare readonly createdAt: pulumi.Output<string>;
  /** "" or one sentence on what `pulumi refresh` found changed; the next `pulumi up` puts it back. In state: plain. */
  declare readonly drift: pulumi.Output<string>;
  /**
   * The version that somebody else put live after ours, for `adoptVersionId` or `discardVersionId`; undefined where a
   * refresh found none. In state: plain.
   */
  declare readonly foreignVersionId: pulumi.Output<string | undefined>;
  /** `true` where the key is one that somebody else made, and that was adopted: nothing of it is known. In state: plain. */
  declare readonly adopted: pulumi.Output<boolean | undefined>;

  /** `more`: the outputs that this kind has besides. */
  protected constructor(
    type: KindName,
    more: readonly KindOutput[],
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
