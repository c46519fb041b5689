// Public types are here, away from the library, which a program that is compiled with ours need not know

/** Names besides the subject, as `@pulumi/tls` calls them. */
export interface AlternativeNames {
  readonly dnsNames?: readonly string[];
  readonly ipAddresses?: readonly string[];
  readonly uris?: readonly string[];
}

/** What an attribute of a distinguished name is in X.509. */
interface Attribute {
  readonly oid: string;
  /** Upper bound of RFC 5280 A.1, in characters. */
  readonly most: number;
  /** Its type of string. RFC 5280 A.1 leaves no choice for those that are no `utf8String`. */
  readonly as: "printableString" | "ia5String" | "utf8String";
}

/**
 * The names that a subject may have, which are those of `@pulumi/tls`, in the order in which they are written where none is
 * given: that of the questions of `openssl req`.
 */
export const ATTRIBUTES = {
  country: { oid: "2.5.4.6", most: 2, as: "printableString" },
  province: { oid: "2.5.4.8", most: 128, as: "utf8String" },
  locality: { oid: "2.5.4.7", most: 128, as: "utf8String" },
  streetAddresses: { oid: "2.5.4.9", most: 128, as: "utf8String" },
  postalCode: { oid: "2.5.4.17", most: 40, as: "utf8String" },
  organization: { oid: "2.5.4.10", most: 64, as: "utf8String" },
  organizationalUnit: { oid: "2.5.4.11", most: 64, as: "utf8String" },
  commonName: { oid: "2.5.4.3", most: 64, as: "utf8String" },
  serialNumber: { oid: "2.5.4.5", most: 64, as: "printableString" },
  emailAddress: { oid: "1.2.840.113549.1.9.1", most: 255, as: "ia5String" },
} as const satisfies Readonly<Record<string, Attribute>>;

export type SubjectName = keyof typeof ATTRIBUTES;
export const SUBJECT_NAMES = Object.keys(ATTRIBUTES) as SubjectName[];

/** Values by name; `streetAddresses` has several. */
export type SubjectNames = Readonly<Partial<Record<Exclude<SubjectName, "streetAddresses">, string>>> & {
  readonly streetAddresses?: readonly string[];
};

/** Whom a certificate names: names in the order of {@link ATTRIBUTES}, or a list of objects in an order of its own. */
export type Subject = SubjectNames | readonly SubjectNames[];

/** The parts of a subject, in the order in which they are written. */
export function partsOf(subject: Subject): readonly (readonly [SubjectName, string])[] {
  const objects = Array.isArray(subject) ? (subject as readonly SubjectNames[]) : [subject as SubjectNames];
  return objects.flatMap((names) =>
    SUBJECT_NAMES.flatMap((name) => [names[name] ?? []].flat().map((value) => [name, value] as const)),
  );
}
