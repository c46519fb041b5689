import * as pulumi from "@pulumi/pulumi";
import { KEY_PAIRS, type KeyPairType } from "../rules/keyPairs";
import type { CertificateArgs, SigningRequestArgs } from "./certificateArgs";
import type { KeyVersion } from "../words/keyVersion";
import { assertArgs, typeToken } from "./declaration";
import type { IssuedKeyArgs } from "./issuedKey";
import type { KeyArgs } from "./keyArgs";
import { KeyResource } from "./keyResource";
import type { KeyPairSecretFields } from "./secretFieldsArgs";

/** Outputs that only a key with a certificate or a signing request has. */
const SIGNED = ["certificatePem", "certificateEndsAt", "signingRequestPem"] as const;

/** Outputs that only a key with a spare has. */
const OF_SPARE = ["standbyKey", "dueFrom"] as const;

/** A spare, and what the partner gets of it. */
export type SpareKey = KeyVersion & { readonly signingRequestPem?: string };

/** Inputs that all kinds of key pairs share. */
export interface KeyPairArgs extends KeyArgs {
  /**
   * What the secret holds: the private key alone (`pem`), or a JSON (`json`). The private key has the form that
   * `privateKeyFormat` names. The JSON has the names `privateKeyPem`, `publicKeyPem` and `fingerprint`, and those of what
   * `certificate` and `signingRequest` make. With `pkcs8-base64` the first name is `privateKeyBase64`.
   * @default "pem".
   * @onChange **replace**.
   */
  readonly secretFormat?: pulumi.Input<"pem" | "json">;
  /**
   * Makes the secret a JSON whose names somebody else prescribes, for example AWS Transfer, Firehose or Snowflake. It maps
   * each name to a value of `secretFormat: "json"` or to `{ constant: "a text" }`, each value at most once. One field has to
   * be the private key: `privateKeyPem`, or `privateKeyBase64` with `pkcs8-base64`. It cannot be given together with
   * `secretFormat`. A name has 1 to 128 characters. Names and constants have at most 8192 bytes together, as JSON. They are
   * plain in state, so a constant that looks like a key is refused. See docs/services.md#an-aws-service-that-reads-the-secret-itself.
   * @default - none: the secret holds what `secretFormat` names.
   * @onChange **replace**, also of a constant, because nobody here can read the key to write it again.
   */
  readonly secretFields?: KeyPairSecretFields;
  /**
   * Takes over a private key that exists already, from a variable or a file. The key is unencrypted PKCS#1, PKCS#8, SEC1 or
   * OpenSSH, of the kind that is declared. It is stored in the form of `privateKeyFormat`, and its public half becomes the
   * output. If `modulusLength` or `namedCurve` is absent, it is that of the key.
   *
   * If the variable or file is absent later, nothing changes. If the argument is taken out, the key stays, and the next
   * rotation makes one. A rotation is refused while the source still holds the key that is stored. See docs/take-over.md.
   * @default - a key is made.
   * @onChange **update** in state; another key there is a **replace**.
   */
  readonly issued?: pulumi.Input<IssuedKeyPairArgs>;
  /**
   * A self-signed X.509 certificate of the key, for a partner that takes no bare public key. It is made with the key, so a
   * change of it needs a new key. `validityDays` is 1 to 7300, and at least 30 more than `rotateAfterDays`. When the
   * certificate ends, nothing is replaced: `preview` reports the end from 30 days before. See docs/certificates.md.
   * @default - none.
   * @onChange **replace**.
   */
  readonly certificate?: CertificateArgs;
  /**
   * A PKCS#10 signing request (CSR) of the key, for a partner or a CA that issues the certificate. See
   * docs/certificates.md.
   * @default - none.
   * @onChange **replace**.
   */
  readonly signingRequest?: SigningRequestArgs;
  /**
   * Keeps a spare, which is the next key in the same secret. Its label `partner-keys-standby` is one that no reader has. You
   * hand the spare over in calm, and the next rotation takes it. Each rotation makes another one. `standby` needs
   * `publishAs: "pending"` and `secretName`, and is rejected with `issued`. With it `certificate.validityDays` is at least
   * twice `rotateAfterDays` plus 30. See docs/incident.md#a-spare.
   * @default false.
   * @onChange **update**: the spare is made, or loses its label. The key itself stays.
   */
  readonly standby?: pulumi.Input<boolean | undefined>;
}

/** A private key that exists already. The plugin process reads it, and state keeps its fingerprint. Give exactly one source. */
export type IssuedKeyPairArgs = IssuedKeyArgs;

/**
 * A key pair made during `pulumi up`. The private key is stored in AWS Secrets Manager and nowhere else. It is never an
 * input, an output or part of the state. The public half is an output.
 *
 * A rotation replaces the resource. To rotate, change `keepers`, let `rotateAfterDays` fall due, or run
 * `pulumi up --target-replace <urn>`. The earlier version stays readable as AWSPREVIOUS.
 */
export abstract class KeyPairResource extends KeyResource {
  /**
   * Public key as SPKI PEM, byte-equal to `openssl pkey -pubout`. It is `""` for an adopted version.
   * @inState plain.
   */
  declare readonly publicKeyPem: pulumi.Output<string>;
  /**
   * Self-signed certificate as PEM. It is undefined without `certificate`.
   * @inState plain.
   */
  declare readonly certificatePem: pulumi.Output<string | undefined>;
  /**
   * When the certificate ends, RFC 3339. It is undefined without `certificate`.
   * @inState plain.
   */
  declare readonly certificateEndsAt: pulumi.Output<string | undefined>;
  /**
   * Signing request as PEM. It is undefined without `signingRequest`.
   * @inState plain.
   */
  declare readonly signingRequestPem: pulumi.Output<string | undefined>;
  /**
   * The spare. It is an object with `versionId`, `fingerprint`, `publicKeyPem`, `createdAt`, and `certificatePem` and
   * `signingRequestPem` if they are asked for. It is undefined without `standby`.
   * @inState plain.
   */
  declare readonly standbyKey: pulumi.Output<SpareKey | undefined>;
  /**
   * From when the age of the key counts for `rotateAfterDays`, RFC 3339. For a key that was a spare, this is when it took
   * the place of the one before. It is undefined without `standby`, and the age counts from `createdAt`.
   * @inState plain.
   */
  declare readonly dueFrom: pulumi.Output<string | undefined>;

  protected constructor(
    type: KeyPairType,
    name: string,
    args: KeyPairArgs,
    opts: pulumi.CustomResourceOptions | undefined,
  ) {
    assertArgs(type, name, args);
    const { certificate, signingRequest } = args;
    const by = { certificatePem: certificate, certificateEndsAt: certificate, signingRequestPem: signingRequest };
    const isMade = (output: keyof typeof by) => by[output] !== undefined;
    const hasSpare = args.standby !== undefined && args.standby !== false;
    super(type, ["publicKeyPem", ...SIGNED.filter(isMade), ...(hasSpare ? OF_SPARE : [])], name, args, opts);
    // A registered output that state does not have is not known in a preview, and what depends on it would show a change
    for (const output of SIGNED) if (!isMade(output)) Object.assign(this, { [output]: pulumi.output(undefined) });
    if (!hasSpare) for (const output of OF_SPARE) Object.assign(this, { [output]: pulumi.output(undefined) });
  }
}

/**
 * Aliases that let a key pair of one kind take the place of one of another kind, with the same name and parent. The new key
 * is then a rotation in the same secret, staged and acknowledged like any other. They are for a component that declares one
 * key pair whose kind may change.
 *
 * @example
 * ```ts
 * import { EcKeyPair, keyPairAliases } from "pulumi-partner-keys";
 *
 * const args = { secretName: "acme/production/private.pem", namedCurve: "P-256" } as const;
 * const key = new EcKeyPair("signer", args, { aliases: keyPairAliases });
 * ```
 */
export const keyPairAliases: pulumi.Alias[] = Object.values(KEY_PAIRS).map(({ type }) => ({ type: typeToken(type) }));
