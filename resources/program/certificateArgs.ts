import type * as pulumi from "@pulumi/pulumi";

/** Names of the subject of a certificate, as in `@pulumi/tls`, at least one. They are public, because everybody who gets the certificate reads them. */
export interface SubjectArgs {
  /** Two capital letters (ISO 3166). */
  readonly country?: pulumi.Input<string>;
  /** State or province, at most 128 characters. */
  readonly province?: pulumi.Input<string>;
  /** Town, at most 128 characters. */
  readonly locality?: pulumi.Input<string>;
  /** At most 4 lines, each of at most 128 characters. */
  readonly streetAddresses?: pulumi.Input<pulumi.Input<string>[]>;
  /** At most 40 characters. */
  readonly postalCode?: pulumi.Input<string>;
  /** At most 64 characters. */
  readonly organization?: pulumi.Input<string>;
  /** At most 64 characters. */
  readonly organizationalUnit?: pulumi.Input<string>;
  /** At most 64 characters. */
  readonly commonName?: pulumi.Input<string>;
  /** A number of the subject, not that of the certificate. It has 1 to 64 of `A-Z a-z 0-9 ' ( ) + , - . / : = ?`. */
  readonly serialNumber?: pulumi.Input<string>;
  /** At most 255 ASCII characters. */
  readonly emailAddress?: pulumi.Input<string>;
}

/** The subject of a certificate, and its other names. */
export interface SigningRequestArgs {
  /**
   * An object with the names of the subject. They are written in the order country, province, locality, streetAddresses,
   * postalCode, organization, organizationalUnit, commonName, serialNumber, emailAddress. If you need another order, or a
   * name twice, give a list of at most 16 objects with one name each.
   * @onChange **replace**.
   */
  readonly subject: pulumi.Input<SubjectArgs> | pulumi.Input<pulumi.Input<SubjectArgs>[]>;
  /**
   * At most 20 DNS names, also with `*.`.
   * @default - none.
   * @onChange **replace**.
   */
  readonly dnsNames?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * At most 20 IPv4 or IPv6 addresses.
   * @default - none.
   * @onChange **replace**.
   */
  readonly ipAddresses?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * At most 20 absolute URIs.
   * @default - none.
   * @onChange **replace**.
   */
  readonly uris?: pulumi.Input<pulumi.Input<string>[]>;
}

/** The content of the self-signed certificate of a key pair. */
export interface CertificateArgs extends SigningRequestArgs {
  /**
   * Days from the creation of the key to the end of the certificate, 1 to 7300. With `rotateAfterDays` it has to be at least
   * 30 more than that.
   * @onChange **replace**.
   */
  readonly validityDays: pulumi.Input<number>;
}
