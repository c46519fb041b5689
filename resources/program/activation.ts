import * as pulumi from "@pulumi/pulumi";
import type { KeyVersion } from "../words/keyVersion";
import { assertArgs, DeclaredResource, typeToken } from "./declaration";

/** The key to activate: a key pair of any kind or an {@link ApiKey} fits as it is. */
export interface ActivationCandidate {
  /** Version of the secret that holds the key. */
  readonly versionId: pulumi.Input<string>;
  /** `SHA256:` fingerprint of the key. */
  readonly fingerprint: pulumi.Input<string>;
  /** SPKI PEM. Default: none, because an API key has no public half. */
  readonly publicKeyPem?: pulumi.Input<string>;
  /**
   * When the key was made, RFC 3339.
   * @default - unknown.
   * @onChange nothing, it is a fact of the version.
   */
  readonly createdAt?: pulumi.Input<string>;
  /** Certificate of the key as PEM. Default: none. */
  readonly certificatePem?: pulumi.Input<string | undefined>;
  /** The spare that the key resource keeps (`standby`). Default: none. */
  readonly standbyKey?: pulumi.Input<KeyVersion | undefined>;
}

/** Of a key resource, which has more. */
function factsOf<Key extends object>(key: Key): Pick<Key & Partial<ActivationCandidate>, keyof ActivationCandidate> {
  const { versionId, fingerprint, publicKeyPem, certificatePem, createdAt } = key as Key & Partial<ActivationCandidate>;
  return { versionId, fingerprint, publicKeyPem, certificatePem, createdAt } as never;
}

/** Inputs of {@link Activation}. All of them are plain in state. */
export interface ActivationArgs {
  /**
   * ARN of the secret, from the same key resource as `candidate`.
   * @onChange **update**, in acknowledged mode only once the new candidate is acknowledged.
   */
  readonly secretArn: pulumi.Input<string>;
  /**
   * The newest key, made with `publishAs: "pending"`. A key pair of any kind or an {@link ApiKey} fits as it is.
   * @onChange **update**.
   */
  readonly candidate: ActivationCandidate;
  /**
   * When a new key goes live: when its fingerprint is acknowledged, immediately, or once it was published.
   * With `immediate` it goes live in the `up` that makes it. With `published` it goes live when `jwksUrl` has held it for
   * `publishedForHours`. See docs/published-keys.md.
   * @default "acknowledged".
   * @onChange **update**.
   */
  readonly mode?: pulumi.Input<"acknowledged" | "immediate" | "published">;
  /**
   * Fingerprint of the key that the partner knows, in any form that a partner shows. If it names the pending key, that key
   * goes live. If it names the previous key, that is a roll back. If it names the live key, nothing moves. If it names
   * none, the run stops and lists the keys that it knows. It is not allowed with `immediate`. See
   * docs/resources/public-key.md#fingerprints-as-they-are-written.
   * @default - nothing is acknowledged.
   * @onChange **update**.
   */
  readonly acknowledgedFingerprint?: pulumi.Input<string | undefined>;
  /**
   * The id that the partner gave the key that `acknowledgedFingerprint` names. It becomes `live.keyId`. It is in the tags
   * of the secret before the key goes live, where a signer finds it. An id that is on record for another key is refused. So
   * is a key without an id, if it would take the place of a key with an id. It is not allowed with `immediate`, nor in a
   * borrowed secret. See docs/resources/activation.md#ids-that-the-partner-assigns.
   * @default - the id on record for that key, if there is one.
   * @onChange **update**.
   */
  readonly acknowledgedKeyId?: pulumi.Input<string | undefined>;
  /**
   * Fingerprint of the spare that the partner has (`standby` of the key resource), in any form that a partner shows. Nothing
   * moves for it now. Once that spare becomes the candidate, it counts as its acknowledgement, so a rotation is one `up`. The
   * `acknowledgedFingerprint` that stands there then moves nothing until it is changed. A new value that names no key is
   * refused. It is not allowed with `immediate`. An id that the partner assigned to the spare is given as `acknowledgedKeyId`,
   * with `acknowledgedFingerprint`, in the run that makes it live.
   * @default - the spare is not acknowledged: after a rotation it is pending.
   * @onChange **update**.
   */
  readonly acknowledgedStandbyFingerprint?: pulumi.Input<string | undefined>;
  /**
   * Hours after which an `up` takes `AWSPREVIOUS` off the previous version. There is no way back to that key then.
   * @default - it stays until the next rotation.
   * @onChange **update**.
   */
  readonly retirePreviousAfterHours?: pulumi.Input<number | undefined>;
  /**
   * Days for which nobody has read the previous version when an `up` takes `AWSPREVIOUS` off it. The days begin when the
   * version becomes the previous one, or at the end of the day of its last read. `LastAccessedDate` of AWS tells that day,
   * not the time, and counts `GetSecretValue` alone. An `up` asks for it only if the days may be over. If
   * `retirePreviousAfterHours` is given too, the later of the two ends counts. See docs/rotate.md#retire-when-nobody-reads.
   * @default - nobody asks who reads the previous version.
   * @onChange **update**.
   */
  readonly retirePreviousWhenUnreadForDays?: pulumi.Input<number | undefined>;
  /**
   * Where the JWKS is published that the partner fetches. `published` needs it, and no other mode takes it. An `up` asks it
   * only where the answer can change something. It follows no redirect, and waits for 5 seconds and 64 kB at most. Of the
   * answer nothing is printed but which keys it holds. See docs/published-keys.md.
   * @default - none: no JWKS is asked.
   * @onChange **update**. The hours begin anew at another URL.
   */
  readonly jwksUrl?: pulumi.Input<string | undefined>;
  /**
   * Hours for which the JWKS has to hold the pending key beside the live one. Give more than the partner keeps a JWKS. Two
   * runs see both keys, so many hours apart. What happens between the two is not seen. It proves that the keys were
   * published, not that the partner fetched them.
   * @default - none: `published` needs it, and no other mode takes it.
   * @onChange **update**.
   */
  readonly publishedForHours?: pulumi.Input<number | undefined>;
  /**
   * Version id of a live value that somebody put there by hand. The value stays, as a key whose public half is not known
   * here. While this names the live version, the key that was live before does not come back.
   * @default - none: such a version is reported, and `up` stops.
   * @onChange **update**.
   */
  readonly adoptVersionId?: pulumi.Input<string | undefined>;
  /**
   * Version id of such a value that is not to stay. The key that was live before takes its place.
   * @default - none: such a version is reported, and `up` stops.
   * @onChange **update**.
   */
  readonly discardVersionId?: pulumi.Input<string | undefined>;
  /**
   * Full `SHA256:` fingerprints of keys that others may have. They are never live, pending or previous again, whatever is
   * acknowledged. The `up` that names a key takes all its labels off. If the live key is named, the acknowledged key goes live,
   * or the newest one, which no acknowledgement has to name. The key resource gets the same list, and makes a new key if the
   * list names its own. A fingerprint that names no key is refused. A key that is taken out of the list stays dead.
   * @default - none.
   * @onChange **update**.
   */
  readonly compromised?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /**
   * AWS region. It has to be that of `secretArn`.
   * @default - the order in docs/configuration.md#region.
   * @onChange **update**.
   */
  readonly region?: pulumi.Input<string>;
}

/**
 * Decides which version of a secret is live (AWSCURRENT), so that the signer never switches to a key that the partner
 * does not know yet. It is a resource of its own, so the new public key is in state before the new private key is live.
 *
 * @example
 * ```ts
 * import { Activation, RsaKeyPair } from "pulumi-partner-keys";
 *
 * const key = new RsaKeyPair("signer", { secretName: "acme/production/private.pem", publishAs: "pending" });
 * const activation = new Activation("signer", { secretArn: key.secretArn, candidate: key });
 * export const pendingPublicKeyPem = activation.pending.apply((pending) => pending?.publicKeyPem);
 * ```
 */
export class Activation extends DeclaredResource {
  static override readonly __pulumiType = typeToken("Activation");

  /**
   * ARN of the secret whose live key this is. Give this ARN to what reads the key, not that of the key resource. While a
   * renamed secret waits for its acknowledgement, the key resource is in the new secret already.
   * @inState plain.
   */
  declare readonly secretArn: pulumi.Output<string>;
  /**
   * The live key: `{ versionId, fingerprint, publicKeyPem?, createdAt?, keyId? }`. Of an adopted version only the id is
   * known, and `fingerprint` is `""`.
   * @inState plain.
   */
  declare readonly live: pulumi.Output<KeyVersion>;
  /**
   * The key that waits for its acknowledgement. It is undefined if none waits.
   * @inState plain.
   */
  declare readonly pending: pulumi.Output<KeyVersion | undefined>;
  /**
   * The key that was live before, to roll back to. It is undefined if there is none.
   * @inState plain.
   */
  declare readonly previous: pulumi.Output<KeyVersion | undefined>;
  /**
   * When the live key went live, RFC 3339.
   * @inState plain.
   */
  declare readonly promotedAt: pulumi.Output<string>;
  /**
   * `""`, or one sentence on labels or tags that `pulumi refresh` found changed. The next `pulumi up` puts them back.
   * @inState plain.
   */
  declare readonly drift: pulumi.Output<string>;
  /**
   * When a run first saw the pending key beside the live one in the JWKS, RFC 3339. It is undefined if none did.
   * @inState plain.
   */
  declare readonly publishedSince: pulumi.Output<string | undefined>;
  /**
   * The day on which the previous version was last read, RFC 3339, as the last run that asked AWS found it. It is undefined
   * if none asked, or nobody read the version.
   * @inState plain.
   */
  declare readonly previousReadAt: pulumi.Output<string | undefined>;
  /**
   * Version that somebody else put live after ours, as `pulumi refresh` found it. Give it to `adoptVersionId` or
   * `discardVersionId`. It is undefined if the refresh found none.
   * @inState plain.
   */
  declare readonly foreignVersionId: pulumi.Output<string | undefined>;
  /**
   * The keys that `compromised` has named, the newest first. It is undefined if there is none. A key is whole as long as the
   * list names it, and has its version and fingerprint later.
   * @inState plain.
   */
  declare readonly compromisedKeys: pulumi.Output<readonly KeyVersion[] | undefined>;
  /**
   * The key that went live because it was acknowledged as a spare, as `{ fingerprint, over? }`. `over` is the
   * `acknowledgedFingerprint` that was given then, which moves nothing until it is changed. It is undefined if no spare went
   * live so, or another acknowledgement was given since.
   * @inState plain.
   */
  declare readonly standbyAcknowledged: pulumi.Output<
    { readonly fingerprint: string; readonly over?: string } | undefined
  >;
  /**
   * `true` if the live key is known by the tags of the secret alone. State knew nothing of that key, and anybody who may
   * tag the secret can have written them, so compare it with what the partner has. It is undefined once the key is
   * acknowledged by its fingerprint, or another key is live.
   * @inState plain.
   */
  declare readonly knownByTagsAlone: pulumi.Output<boolean | undefined>;

  constructor(name: string, args: ActivationArgs, opts?: pulumi.CustomResourceOptions) {
    assertArgs("Activation", name, args);
    // Absent where the program is not type-checked; `check` then says so
    const candidate = args.candidate as ActivationCandidate | undefined;
    const { standbyKey, ...key }: Partial<ActivationCandidate> = candidate ?? {};
    const declared = {
      ...args,
      candidate: factsOf(key),
      // Where the key has none, the input is absent, as it was before there were any
      standbyKey: pulumi.output(standbyKey).apply((spare: KeyVersion | undefined) => spare && factsOf(spare)),
    };
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
          "publishedSince",
          "standbyAcknowledged",
          "previousReadAt",
        ],
        worksWith: args.candidate,
      },
      name,
      declared,
      opts,
    );
  }
}
