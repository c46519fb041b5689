import type * as pulumi from "@pulumi/pulumi";
import type { KeyVersion } from "../words/keyVersion";
import { assertArgs, DeclaredResource, typeToken } from "./declaration";

/** The key to activate: a key pair of any kind or an {@link ApiKey} fits as it is. */
export interface ActivationCandidate {
  /** Version of the secret that holds the key. */
  readonly versionId: pulumi.Input<string>;
  /** `SHA256:` fingerprint of the key. */
  readonly fingerprint: pulumi.Input<string>;
  /** SPKI PEM. Default: none, an API key has no public half. */
  readonly publicKeyPem?: pulumi.Input<string>;
  /**
   * When the key was made, RFC 3339.
   * @default - unknown.
   * @onChange nothing, it is a fact of the version.
   */
  readonly createdAt?: pulumi.Input<string>;
  /** Certificate of the key as PEM. Default: none. */
  readonly certificatePem?: pulumi.Input<string | undefined>;
}

/** Inputs of {@link Activation}. All of them are plain in state. */
export interface ActivationArgs {
  /**
   * ARN of the secret, from the same key resource as `candidate`.
   * @onChange **update**; in acknowledged mode only once the new candidate is acknowledged.
   */
  readonly secretArn: pulumi.Input<string>;
  /**
   * The newest key, made with `publishAs: "pending"`.
   * @onChange **update**.
   */
  readonly candidate: ActivationCandidate;
  /**
   * `acknowledged`: a key goes live when its fingerprint is acknowledged. `immediate`: in the same `up` that makes it.
   * @default "acknowledged".
   * @onChange **update**.
   */
  readonly mode?: pulumi.Input<"acknowledged" | "immediate">;
  /**
   * Fingerprint of the key that the partner knows, in any form that the partner shows: `SHA256:...`, MD5, JWK thumbprint,
   * SHA-1 or SHA-256 of its certificate, hex, or the 4 hex digits of Qredo's web app.
   * Names the pending key: it goes live. Names the previous key: roll back. Names the live key, or absent: nothing moves.
   * Names none: an error that lists the known ones.
   * @default - nothing is acknowledged.
   * @onChange **update**.
   */
  readonly acknowledgedFingerprint?: pulumi.Input<string | undefined>;
  /**
   * The id that the partner gave the key that `acknowledgedFingerprint` names: 1 to 200 printable characters. It becomes
   * `live.keyId`, and stands in the tags of the secret before the key goes live, where a signer finds it. One that is on
   * record for another key is refused, and so is a key without an id that would take the place of one with an id. Not in a
   * borrowed secret.
   * @default - the id on record for that key, if there is one.
   * @onChange **update**.
   */
  readonly acknowledgedKeyId?: pulumi.Input<string | undefined>;
  /**
   * Hours (1 to 8760) after which an `up` takes AWSPREVIOUS off the previous version.
   * @default - it stays until the next rotation.
   * @onChange **update**.
   */
  readonly retirePreviousAfterHours?: pulumi.Input<number | undefined>;
  /**
   * Version id of a value that somebody put there by hand, and that is live: it stays, as a key whose public half is not
   * known here. While this names the live version, the key that was live before does not come back.
   * @default - such a version is reported, and `up` stops.
   * @onChange **update**.
   */
  readonly adoptVersionId?: pulumi.Input<string | undefined>;
  /**
   * Version id of such a value that is not to stay: the key that was live before takes its place.
   * @default - as for `adoptVersionId`.
   * @onChange **update**.
   */
  readonly discardVersionId?: pulumi.Input<string | undefined>;
  /**
   * Full `SHA256:` fingerprints (at most 20) of keys that others may have: never live, pending or previous again, whatever is
   * acknowledged. In the `up` that names one all its labels go. In the place of a live one goes the acknowledged key, else the
   * newest one, which no acknowledgement has to name. The key resource gets the same list, and makes a new key where the list
   * names its own. A fingerprint of no key is refused. Taken out again a key stays what it was: it has no label.
   * @default - none.
   * @onChange **update**.
   */
  readonly compromised?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /**
   * AWS region; has to be that of `secretArn`.
   * @default - `aws:region` of the stack config, then the region in state, then AWS_REGION.
   * @onChange **update**.
   */
  readonly region?: pulumi.Input<string>;
}

/**
 * Decides which version of a secret is live (AWSCURRENT), so that the signer never switches to a key that the partner
 * does not know yet. A step of its own: the new public key is in state before the new private key is live.
 */
export class Activation extends DeclaredResource {
  static override readonly __pulumiType = typeToken("Activation");

  /**
   * The secret whose live key this is. Hand this one to whoever reads the key, not that of the key resource: where a
   * renamed secret waits for its acknowledgement, the key resource is in the new secret already. In state: plain.
   */
  declare readonly secretArn: pulumi.Output<string>;
  /** The live key; of an adopted one only its version, with a fingerprint of "". In state: plain. */
  declare readonly live: pulumi.Output<KeyVersion>;
  /** The key that waits for its acknowledgement. In state: plain. */
  declare readonly pending: pulumi.Output<KeyVersion | undefined>;
  /** The key that was live before, to roll back to. In state: plain. */
  declare readonly previous: pulumi.Output<KeyVersion | undefined>;
  /** When the live key went live, RFC 3339. In state: plain. */
  declare readonly promotedAt: pulumi.Output<string>;
  /** "" or one sentence on labels that were moved; the next `pulumi up` puts them back. In state: plain. */
  declare readonly drift: pulumi.Output<string>;
  /**
   * The version that somebody else put live after ours, for `adoptVersionId` or `discardVersionId`; undefined where a
   * refresh found none. In state: plain.
   */
  declare readonly foreignVersionId: pulumi.Output<string | undefined>;
  /**
   * Keys that were named in `compromised`, the newest first; undefined: none was. Whole as long as the list names them, later
   * version and fingerprint. In state: plain.
   */
  declare readonly compromisedKeys: pulumi.Output<readonly KeyVersion[] | undefined>;
  /**
   * `true` where the live key is known by the tags of the secret alone, which prove nothing about who wrote them: compare
   * it with what the partner has. Undefined once it is acknowledged by its fingerprint or another key is live. In state: plain.
   */
  declare readonly knownByTagsAlone: pulumi.Output<boolean | undefined>;

  constructor(name: string, args: ActivationArgs, opts?: pulumi.CustomResourceOptions) {
    assertArgs("Activation", name, args);
    // Absent where the program is not type-checked; `check` then says so
    const candidate = args.candidate as ActivationCandidate | undefined;
    const { versionId, fingerprint, publicKeyPem, certificatePem, createdAt }: Partial<ActivationCandidate> =
      candidate ?? {};
    const declared = { ...args, candidate: { versionId, fingerprint, publicKeyPem, certificatePem, createdAt } };
    super(
      {
        type: "Activation",
        outputs: [
          "live",
          "pending",
          "previous",
          "promotedAt",
          "drift",
          "foreignVersionId",
          "knownByTagsAlone",
          "compromisedKeys",
        ],
        worksWith: args.candidate,
      },
      name,
      declared,
      opts,
    );
  }
}
