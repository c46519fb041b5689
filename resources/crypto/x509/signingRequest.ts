import type { KeyObject } from "node:crypto";
import { Attributes, CertificationRequest, CertificationRequestInfo } from "@peculiar/asn1-csr";
import { AsnConvert } from "@peculiar/asn1-schema";
import { Attribute, Extensions } from "@peculiar/asn1-x509";
import { alternativeNames } from "./alternativeNames";
import { distinguishedName } from "./name";
import { pemOf } from "./pem";
import { publicHalfOf } from "./publicHalf";
import { signatureOf } from "./signature";
import type { AlternativeNames, Subject } from "./subject";

/** What a signing request asks for. */
export interface SigningRequestFields extends AlternativeNames {
  readonly subject: Subject;
}

/** PKCS#9 extensionRequest (RFC 2985, 5.4.2). */
const EXTENSION_REQUEST = "1.2.840.113549.1.9.14";

/** A PKCS#10 certificate signing request (RFC 2986) as PEM: of the same key and names the bytes of `openssl req -new`. */
export function makeSigningRequest(privateKey: KeyObject, { subject, ...names }: SigningRequestFields): string {
  const { algorithm, sign } = signatureOf(privateKey);
  const certificationRequestInfo = new CertificationRequestInfo({
    subject: distinguishedName(subject),
    subjectPKInfo: publicHalfOf(privateKey),
    attributes: new Attributes(requestedExtensions(names)),
  });
  const signature = sign(AsnConvert.serialize(certificationRequestInfo));
  const request = new CertificationRequest({ certificationRequestInfo, signatureAlgorithm: algorithm, signature });
  return pemOf("CERTIFICATE REQUEST", new Uint8Array(AsnConvert.serialize(request)));
}

function requestedExtensions(names: AlternativeNames): Attribute[] {
  const extensions = alternativeNames(names);
  if (extensions.length === 0) return [];
  const values = [AsnConvert.serialize(new Extensions(extensions))];
  return [new Attribute({ type: EXTENSION_REQUEST, values })];
}
