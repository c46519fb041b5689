import { createHash, type KeyObject } from "node:crypto";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import {
  BasicConstraints,
  Certificate,
  Extensions,
  id_ce_basicConstraints,
  id_ce_keyUsage,
  id_ce_subjectKeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  SubjectKeyIdentifier,
  TBSCertificate,
  Validity,
  Version,
} from "@peculiar/asn1-x509";
import { alternativeNames, extension } from "./alternativeNames";
import { distinguishedName } from "./name";
import { pemOf } from "./pem";
import { publicHalfOf } from "./publicHalf";
import { signatureOf } from "./signature";
import type { AlternativeNames, Subject } from "./subject";

/** What a certificate says. */
export interface CertificateFields extends AlternativeNames {
  readonly subject: Subject;
  readonly validityDays: number;
}

/** What a certificate takes from outside. */
export interface CertificateContext {
  readonly now: () => Date;
  readonly randomBytes: (size: number) => Buffer;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** So that a partner whose clock is behind takes it at once. */
const BEFORE = 5 * MINUTE;

/** A certificate and the second in which it ends. */
export interface MadeCertificate {
  readonly pem: string;
  readonly endsAt: Date;
}

/** A self-signed X.509 v3 certificate (RFC 5280) for signatures, of no CA. */
export function makeCertificate(
  privateKey: KeyObject,
  { subject, validityDays, ...names }: CertificateFields,
  { now, randomBytes }: CertificateContext,
): MadeCertificate {
  const { algorithm, sign } = signatureOf(privateKey);
  const half = publicHalfOf(privateKey);
  const name = distinguishedName(subject);
  const start = wholeSecond(now());
  const endsAt = new Date(start.getTime() + validityDays * DAY);
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: serialNumber(randomBytes),
    signature: algorithm,
    issuer: name,
    validity: new Validity({ notBefore: new Date(start.getTime() - BEFORE), notAfter: endsAt }),
    subject: name,
    subjectPublicKeyInfo: half,
    extensions: new Extensions([
      extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.digitalSignature), true),
      extension(id_ce_basicConstraints, new BasicConstraints({ cA: false }), true),
      extension(id_ce_subjectKeyIdentifier, keyIdentifierOf(half.subjectPublicKey)),
      ...alternativeNames(names),
    ]),
  });
  const signatureValue = sign(AsnConvert.serialize(tbsCertificate));
  const certificate = new Certificate({ tbsCertificate, signatureAlgorithm: algorithm, signatureValue });
  return { pem: pemOf("CERTIFICATE", new Uint8Array(AsnConvert.serialize(certificate))), endsAt };
}

function wholeSecond(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1000) * 1000);
}

/** 16 random bytes, of which the first makes the number positive and not zero (RFC 5280, 4.1.2.2). */
function serialNumber(randomBytes: (size: number) => Buffer): ArrayBuffer {
  const bytes = Uint8Array.from(randomBytes(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.buffer;
}

/** SHA-1 of the bits of the key: method 1 of RFC 5280, 4.2.1.2, a name and no protection. */
function keyIdentifierOf(subjectPublicKey: ArrayBuffer): SubjectKeyIdentifier {
  const digest = createHash("sha1").update(new Uint8Array(subjectPublicKey)).digest();
  return new SubjectKeyIdentifier(new OctetString(digest));
}
