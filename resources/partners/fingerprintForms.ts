import { createHash } from "node:crypto";
import { shown } from "../crypto/shown";
import { failure, PartnerKeysError } from "../errors";
import { certificateDer } from "../crypto/publicKey/certificate";
import { publicKeyFingerprint, spkiDer, spkiPem } from "../crypto/publicKey/fingerprint";
import { jwkThumbprint, jwkUse } from "../crypto/publicKey/jwk";
import { keyTypeOfPem, type KeyType } from "../crypto/publicKey/keyTypes";
import { sshBlob, sshTypeOf } from "../crypto/publicKey/openSsh";
import { readPublicKey } from "../crypto/publicKey/publicPem";
import type { PartnerApi } from "./partnerApi";
import { QREDO } from "./qredo";
import { shortFingerprint } from "./shortFingerprint";

interface Form {
  readonly of: (pem: string) => string;
  /** It is that of a certificate, and not of the public key. */
  readonly ofCertificate?: true;
  /** Throws where a type of key has no such fingerprint. Absent: all have it. */
  readonly assertFits?: (type: KeyType) => void;
}

/** What partners show for an uploaded public key. A form is a row. */
const FORMS = {
  /** `SHA256:` and padded base64 over the SPKI DER: our own, Snowflake's, GitHub Apps' (without the prefix). */
  "spki-sha256": { of: publicKeyFingerprint },
  /** 16 pairs of lower-case hex digits with colons, MD5 over the SPKI DER: Oracle Cloud. */
  "spki-md5": { of: (pem) => md5(spkiDer(pem)) },
  /** `SHA256:` and unpadded base64 over the SSH key, as `ssh-keygen -l` prints it: GitHub, SFTP. */
  "openssh-sha256": { of: openSshFingerprint, assertFits: (type) => sshTypeOf(type) },
  /** `MD5:` and 16 pairs over the SSH key, as `ssh-keygen -l -E md5` prints it: SFTP and Git servers of before 2015. */
  "openssh-md5": { of: (pem) => `MD5:${md5(sshBlob(readPublicKey(pem)))}`, assertFits: (type) => sshTypeOf(type) },
  /** RFC 7638, base64url without padding: a `kid` that both sides can compute. */
  "jwk-thumbprint": { of: jwkThumbprint, assertFits: (type) => jwkUse(type) },
  /** 40 upper-case hex digits, SHA-1 over the DER of the certificate: Microsoft Entra's thumbprint. It protects nothing here. */
  "x509-sha1": { ofCertificate: true, of: (pem) => digest("sha1", pem).toString("hex").toUpperCase() },
  /** SHA-256 over the DER of the certificate, base64url without padding: `x5t#S256` of a JWT (RFC 7515, RFC 8705). */
  "x509-sha256": { ofCertificate: true, of: (pem) => digest("sha256", pem).toString("base64url") },
  /** The 4 lower-case hex digits of Qredo's web app. */
  [QREDO.shortFingerprint.form]: { of: (pem) => shortFingerprint(spkiPem(spkiDer(pem))), assertFits: assertTaken },
} as const satisfies Record<string, Form>;

/** What a partner shows for an uploaded key, by name; docs/resources/public-key.md has the table. */
export type FingerprintForm = keyof typeof FORMS;
export const FINGERPRINT_FORMS = Object.keys(FORMS) as FingerprintForm[];

/** Whether a form of fingerprint is that of a certificate. */
export function isOfCertificate(form: FingerprintForm): boolean {
  const row: Form = FORMS[form];
  return row.ofCertificate === true;
}

/**
 * The fingerprint of a public key in one form.
 *
 * @param pem the public key; of the forms `x509-…` the certificate
 * @throws {@link PartnerKeysError} `ERR_INVALID_INPUT` where the key has no such fingerprint, and for MD5 on a machine
 * whose OpenSSL has none (FIPS)
 *
 * @example
 * ```ts
 * import { publicFingerprint } from "pulumi-partner-keys/public-key";
 *
 * publicFingerprint(publicKeyPem, "openssh-sha256"); // SHA256: and 43 characters
 * ```
 */
export function publicFingerprint(pem: string, form: FingerprintForm): string {
  assertIsForm(form);
  if (!isOfCertificate(form)) assertHasFingerprint(keyTypeOfPem(pem), form);
  return FORMS[form].of(pem);
}

/** Throws what {@link publicFingerprint} would, before there is a key. */
export function assertHasFingerprint(type: KeyType, form: FingerprintForm): void {
  assertIsForm(form);
  const row: Form = FORMS[form];
  row.assertFits?.(type);
}

function assertIsForm(form: FingerprintForm): void {
  if (typeof form === "string" && Object.hasOwn(FORMS, form)) return;
  const what = `${shown(form)} is no form of a fingerprint`;
  throw wrong(what, `use ${FINGERPRINT_FORMS.join(", ")}`);
}

/** Whether a public key has a fingerprint of that form, which is none of a certificate; what is no key, as under mocks, has none. */
export function hasFingerprint(publicKeyPem: string, form: FingerprintForm): boolean {
  try {
    assertHasFingerprint(keyTypeOfPem(publicKeyPem), form);
    return true;
  } catch (error) {
    if (error instanceof PartnerKeysError) return false;
    throw error;
  }
}

function digest(algorithm: "sha1" | "sha256", certificatePem: string): Buffer {
  return createHash(algorithm).update(certificateDer(certificatePem)).digest();
}

function openSshFingerprint(pem: string): string {
  return `SHA256:${createHash("sha256")
    .update(sshBlob(readPublicKey(pem)))
    .digest("base64")
    .replace(/=$/, "")}`;
}

function assertTaken({ name }: KeyType): void {
  const { keyTypes, shortFingerprint, name: partner }: PartnerApi = QREDO;
  if (keyTypes.includes(name)) return;
  const whose = `the ${shortFingerprint.digits} digits are ${partner}'s, for ${keyTypes.join(" and ")} keys`;
  throw wrong(`it is a key of type ${name}, and ${whose}`, 'use "spki-sha256"');
}

/** 16 pairs of lower-case hex digits with colons. */
function md5(bytes: Uint8Array): string {
  try {
    return (createHash("md5").update(bytes).digest("hex").match(/../g) ?? []).join(":");
  } catch (cause) {
    throw wrong("the OpenSSL of this machine has no MD5 (a FIPS build)", 'use "spki-sha256"', cause);
  }
}

function wrong(what: string, advice: string, cause?: unknown): PartnerKeysError {
  return failure("ERR_INVALID_INPUT", { doing: "computing fingerprint of public key", what, advice }, { cause });
}
