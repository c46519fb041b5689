import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import { Extension, GeneralName, id_ce_subjectAltName, SubjectAlternativeName } from "@peculiar/asn1-x509";
import type { AlternativeNames } from "./subject";

/** The extension subjectAltName (RFC 5280, 4.2.1.6); none where there are no such names. */
export function alternativeNames({ dnsNames = [], ipAddresses = [], uris = [] }: AlternativeNames): Extension[] {
  const names = [
    ...dnsNames.map((dNSName) => new GeneralName({ dNSName })),
    ...ipAddresses.map((iPAddress) => new GeneralName({ iPAddress })),
    ...uris.map((uniformResourceIdentifier) => new GeneralName({ uniformResourceIdentifier })),
  ];
  return names.length === 0 ? [] : [extension(id_ce_subjectAltName, new SubjectAlternativeName(names))];
}

/** An extension with the value that its type has. */
export function extension(extnID: string, value: unknown, critical = false): Extension {
  return new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
}
