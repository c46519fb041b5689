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
    "issued" | "modulusLength" | "secretFormat" | "secretFields" | "signingRequest" | "rotateAfterDays"
  > &
  Pick<
    ActivationArgs,
    | "acknowledgedFingerprint"
    | "acknowledgedKeyId"
    | "retirePreviousAfterHours"
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
   * Short name of the partner, part of the default secret names; in config 1 to 63 of `a-z 0-9 -`.
   * @onChange **replace** of both keys, in secrets of the new name (refused under `deletionProtection`).
   */
  readonly partner: pulumi.Input<string>;
  /**
   * Whose keys these are, part of the default secret names: `sandbox`, `production` or another name of 1 to 63 of `a-z
   * 0-9 -`
   * (`staging`). Every name but `sandbox` waits for an acknowledgement and is protected, as production is.
   * @onChange as for `partner`, and the defaults of `activation` and `deletionProtection` change with it.
   */
  readonly environment: pulumi.Input<string>;
  /**
   * The partner whose rules the keys follow: the name of one that is known, or an object that says the same of another. It
   * gives what is absent here of `keyPair`, `privateKeyFormat`, `artifact`, `fingerprintForm`, `validityDays` of
   * `certificate` and, where the API key comes with the key, `activation`. What contradicts it is refused. `handoff` is in
   * the words of the partner then. It is expanded in each run and is not in state.
   * @default - no rules of a partner: the defaults of each argument.
   * @onChange what a change of the arguments that it gives does: **replace** where it gives another key.
   */
  readonly profile?: ProfileName | PartnerProfile;
  /**
   * Where the API key comes from, see {@link ApiKey}: exactly one of `issued` and `generate`.
   * @default - there is none: the partner knows the caller by its key pair alone.
   * @onChange another variable or file is an **update**; another value, or another shape, is a **replace**; taken out,
   * its secret is deleted.
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
   * Kind of key pair that the partner prescribes, see {@link RsaKeyPair}, {@link EcKeyPair} and {@link Ed25519KeyPair}.
   * Not
   * together with `modulusLength`.
   * @default { rsa: {} }.
   * @onChange **replace**, a rotation in the same secret, staged and acknowledged like any.
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
   * Form of the stored private key; which forms there are depends on the kind.
   * @default - that of the kind.
   * @onChange **replace**.
   */
  readonly privateKeyFormat?: pulumi.Input<
    pulumi.Unwrap<NonNullable<ConstructorParameters<(typeof resources)[KeyPairType]>[1]["privateKeyFormat"]>>
  >;
  /**
   * A self-signed X.509 certificate of the key, as of {@link RsaKeyPair}. With a profile `validityDays` may be absent.
   * @default - none.
   * @onChange **replace**.
   */
  readonly certificate?: SigningRequestArgs & Partial<Pick<CertificateArgs, "validityDays">>;
  /**
   * Form of the public key that the partner wants, as in `publicArtifact`: what `upload` and `pendingUpload` are. The
   * forms `x509-…` want `certificate`, and `csr-pem` wants `signingRequest`.
   * @default "spki-pem".
   * @onChange other outputs, nothing else.
   */
  readonly artifact?: PublicArtifact;
  /**
   * Fingerprint that the partner shows for an uploaded public key, as in `publicFingerprint`: what `handoff` tells to
   * compare.
   * The forms `x509-…` want `certificate`.
   * @default - that of a partner that is known by its name ("qredo" for `qredo`), else unknown: `handoff` shows the full
   * `SHA256:` fingerprint and that nobody knows what the partner shows.
   * @onChange other words, nothing else.
   */
  readonly fingerprintForm?: FingerprintForm;
  /**
   * Name of the secret that holds the private key, as `secretName` of {@link RsaKeyPair}.
   * @default "<partner>/<environment>/private.pem".
   * @onChange **replace**, a new key in the new secret; in acknowledged mode the old secret stays live until the new key
   * is acknowledged. Refused under `deletionProtection`.
   */
  readonly privateKeySecretName?: pulumi.Input<string>;
  /**
   * Name of the secret that holds the API key: as `privateKeySecretName`.
   * @default "<partner>/<environment>/apikey".
   * @onChange **replace**. Refused under `deletionProtection`.
   */
  readonly apiKeySecretName?: pulumi.Input<string>;
  /**
   * Any other value asks for a new key pair; in config one line of at most 200 characters. Not for secrets.
   * @default - none.
   * @onChange **replace** of the key pair.
   */
  readonly rotation?: pulumi.Input<string>;
  /**
   * How a new key pair goes live: in the same `up`, or once its fingerprint is acknowledged.
   * @default "immediate" for sandbox, else "acknowledged".
   * @onChange **update**.
   */
  readonly activation?: pulumi.Input<"acknowledged" | "immediate">;
  /**
   * As `compromised`, of the API key: a generated one is replaced, and goes live in the same `up`; an issued one is refused
   * until another one is provided.
   * @default - none.
   * @onChange **update** of the Activation, and **replace** of the API key that it names.
   */
  readonly compromisedApiKeys?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /**
   * While true (in state), neither secret is deleted or moved to another name. Rotation goes on.
   * @default false for sandbox, else true.
   * @onChange **update** in state.
   */
  readonly deletionProtection?: pulumi.Input<boolean>;
}

/** {@link PartnerCredentialsArgs} without inputs that are not known yet: what a stack's config says. */
export type PlainCredentialsArgs = {
  readonly [Name in keyof PartnerCredentialsArgs]: pulumi.Unwrap<PartnerCredentialsArgs[Name]>;
};
