import type * as pulumi from "@pulumi/pulumi";
import type * as resources from "../resources";
import type {
  ActivationArgs,
  CertificateArgs,
  EcKeyPairArgs,
  FingerprintForm,
  GenerateApiKeyArgs,
  IssuedApiKeyArgs,
  KeyArgs,
  PartnerProfile,
  ProfileName,
  PublicArtifact,
  RsaKeyPairArgs,
  SigningRequestArgs,
} from "../resources";
import type { KeyPairName, KeyPairType } from "../resources/rules/keyPairs";

/** Arguments that go to a child as they are: what they mean is said there. */
type OfChildren = Pick<KeyArgs, "kmsKeyId" | "tags" | "recoveryWindowInDays" | "region"> &
  Pick<
    RsaKeyPairArgs,
    "issued" | "modulusLength" | "secretFormat" | "secretFields" | "signingRequest" | "rotateAfterDays" | "standby"
  > &
  Pick<
    ActivationArgs,
    | "acknowledgedFingerprint"
    | "acknowledgedKeyId"
    | "acknowledgedStandbyFingerprint"
    | "jwksUrl"
    | "publishedForHours"
    | "retirePreviousAfterHours"
    | "retirePreviousWhenUnreadForDays"
    | "adoptVersionId"
    | "discardVersionId"
    | "compromised"
  >;

/** One kind of key pair, by its name. A kind that is left out here does not compile. */
type OneKind<Sizes extends Record<KeyPairName, object>> = {
  [Name in keyof Sizes]: Readonly<Pick<Sizes, Name>>;
}[keyof Sizes];

/**
 * Everything a stack decides about the credentials for one partner and environment. All of it is plain in state, as
 * inputs of the children; none of it is a secret.
 */
export interface PartnerCredentialsArgs extends OfChildren {
  /**
   * Short name of the partner, which is part of the default secret names.
   * @onChange **replace** of both keys, in secrets of the new name. Refused under `deletionProtection`.
   */
  readonly partner: pulumi.Input<string>;
  /**
   * Environment of the keys, which is part of the default secret names. With every name but `sandbox` a new key waits for
   * an acknowledgement, and the secrets are protected. Another name, for example `staging`, is treated as production is.
   * @onChange as for `partner`. The defaults of `activation` and `deletionProtection` change with it.
   */
  readonly environment: pulumi.Input<string>;
  /**
   * The partner whose rules the keys follow. Give a name of docs/partners/README.md, or an object of the type
   * `PartnerProfile` for another partner. The profile gives these arguments if they are absent: `keyPair`,
   * `privateKeyFormat`, `artifact`, `fingerprintForm`, `validityDays` of `certificate`. If the partner assigns an id
   * to each key, or the API key comes with the key, it gives `activation` too. An argument that contradicts it is refused. `handoff` is in the words of the partner. The
   * profile is expanded in each run, and it is not in state.
   * @default - none: the defaults of each argument.
   * @onChange as for the arguments that it gives. If it gives another key, **replace**.
   */
  readonly profile?: ProfileName | PartnerProfile;
  /**
   * Source of the API key, see {@link ApiKey}. It is `issued` or `generate`. In config it is required, unless the profile
   * has no API key that the partner issues by itself. If it is taken out, the secret of the API key is deleted.
   * @default - none: the partner knows the caller by its key pair alone.
   * @onChange **update** for another variable or file. **replace** for another value or another shape.
   */
  readonly apiKey?:
    | {
        /** Takes over the key that the partner issued. */
        readonly issued: pulumi.Input<IssuedApiKeyArgs>;
      }
    | {
        /** Makes a random key. */
        readonly generate: pulumi.Input<GenerateApiKeyArgs>;
      };
  /**
   * Kind of key pair: {@link RsaKeyPair}, {@link EcKeyPair} or {@link Ed25519KeyPair}. It cannot be given together with
   * `modulusLength`.
   * @default { rsa: {} }.
   * @onChange **replace**: a rotation in the same secret, staged and acknowledged like any.
   */
  readonly keyPair?: OneKind<{
    /** RSA, of `modulusLength` bits. */
    rsa: Pick<RsaKeyPairArgs, "modulusLength">;
    /** EC, on the curve `namedCurve`. */
    ec: {
      /** As in {@link EcKeyPair}. */
      readonly namedCurve: pulumi.Unwrap<EcKeyPairArgs["namedCurve"]>;
    };
    /** Ed25519, which has nothing to choose. */
    ed25519: Readonly<Record<string, never>>;
  }>;
  /**
   * Form of the stored private key. Each kind of key pair has its own forms.
   * @default - that of the kind.
   * @onChange **replace**.
   */
  readonly privateKeyFormat?: pulumi.Input<
    pulumi.Unwrap<NonNullable<ConstructorParameters<(typeof resources)[KeyPairType]>[1]["privateKeyFormat"]>>
  >;
  /**
   * A self-signed X.509 certificate of the key, as of {@link RsaKeyPair}. It is a plain object. With a profile
   * `validityDays` may be absent. See docs/certificates.md.
   * @default - none.
   * @onChange **replace**.
   */
  readonly certificate?: SigningRequestArgs & Partial<Pick<CertificateArgs, "validityDays">>;
  /**
   * Form of the public key that the partner wants, in which `upload` and `pendingUpload` are. The forms `x509-…` need
   * `certificate`, and `csr-pem` needs `signingRequest`. See docs/resources/public-key.md.
   * @default "spki-pem".
   * @onChange other outputs. No key changes.
   */
  readonly artifact?: PublicArtifact;
  /**
   * Fingerprint that the partner shows for an uploaded key. `handoff` asks a person to compare it. The forms `x509-…` need
   * `certificate`. If it is unknown, `handoff` shows the full `SHA256:` fingerprint, and reports that nobody knows what the
   * partner shows. See docs/resources/public-key.md#fingerprints.
   * @default - `qredo` if `partner` is `qredo`. For any other partner it is unknown.
   * @onChange other words in `handoff`. No key changes.
   */
  readonly fingerprintForm?: FingerprintForm;
  /**
   * Name of the secret that holds the private key. Under `deletionProtection` another name is refused. In acknowledged mode
   * the old secret stays live until the new key is acknowledged.
   * @default - `<partner>/<environment>/private.pem`.
   * @onChange **replace**: a new key in the new secret.
   */
  readonly privateKeySecretName?: pulumi.Input<string>;
  /**
   * Name of the secret that holds the API key. Under `deletionProtection` another name is refused.
   * @default - `<partner>/<environment>/apikey`.
   * @onChange **replace**: the key is stored in the new secret.
   */
  readonly apiKeySecretName?: pulumi.Input<string>;
  /**
   * Any other value asks for a new key pair. The API key stays. It is plain in state, so put no secret there.
   * @default - none.
   * @onChange **replace** of the key pair.
   */
  readonly rotation?: pulumi.Input<string>;
  /**
   * When a new key pair goes live: in the same `up`, once its fingerprint is acknowledged, or once it was published.
   * `published` needs `jwksUrl` and `publishedForHours`. See docs/published-keys.md. With the profile of a partner that
   * assigns an id to each key only `acknowledged` is allowed, because the id comes back with the acknowledgement.
   * @default "immediate" for sandbox, otherwise "acknowledged". "acknowledged" if the profile gives it.
   * @onChange **update**.
   */
  readonly activation?: pulumi.Input<"acknowledged" | "immediate" | "published">;
  /**
   * The same as `compromised`, for the API key. A generated key is replaced, and the new one goes live in the same `up`. An issued
   * key is refused until another one is provided.
   * @default - none.
   * @onChange **update** of the Activation, and **replace** of the API key that it names.
   */
  readonly compromisedApiKeys?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /**
   * Keeps both secrets from being deleted or moved, as long as it is true in state. Rotation goes on.
   * @default false for sandbox, otherwise true.
   * @onChange **update** in state.
   */
  readonly deletionProtection?: pulumi.Input<boolean>;
}

/** {@link PartnerCredentialsArgs} without inputs that are not known yet, as a stack's config has them. */
export type PlainCredentialsArgs = {
  readonly [Name in keyof PartnerCredentialsArgs]: pulumi.Unwrap<PartnerCredentialsArgs[Name]>;
};
