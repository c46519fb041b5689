import { createHash } from "node:crypto";
import { PartnerKeysError } from "../../errors";
import { publicKeyFingerprint, shortFingerprint, spkiDer } from "./fingerprint";
import { jwkThumbprint } from "./jwk";
import { keyTypeOf } from "./keyTypes";
import { sshBlob } from "./openSsh";
import { readPublicKey } from "./publicPem";

/** What partners show for an uploaded public key, form by form. A form is a row. */
const FORMS = {
  /** `SHA256:` and padded base64 over the SPKI DER: our own, Snowflake's, GitHub Apps' (without the prefix). */
  "spki-sha256": publicKeyFingerprint,
  /** 16 pairs of lower-case hex digits with colons, MD5 over the SPKI DER: Oracle Cloud. */
  "spki-md5": (pem: string) => (md5(spkiDer(pem)).match(/../g) ?? []).join(":"),
  /** `SHA256:` and unpadded base64 over the SSH key, as `ssh-keygen -l` prints it: GitHub, SFTP. */
  "openssh-sha256": (pem: string) =>
    "SHA256:" +
    createHash("sha256")
      .update(sshBlob(readPublicKey(pem)))
      .digest("base64")
      .replace(/=$/, ""),
  /** RFC 7638, base64url without padding: a `kid` that both sides can compute. */
  "jwk-thumbprint": jwkThumbprint,
  /** The 4 lower-case hex digits of Qredo's web app. */
  qredo(pem: string) {
    const { name } = keyTypeOf(readPublicKey(pem));
    if (name === "RSA") return shortFingerprint(pem);
    throw wrong(`it is a key of type ${name}, and the 4 digits are Qredo's, for RSA keys; use "spki-sha256"`);
  },
};

export type FingerprintForm = keyof typeof FORMS;
export const FINGERPRINT_FORMS = Object.keys(FORMS) as FingerprintForm[];

/**
 * The fingerprint of a public key in one form.
 *
 * @throws {@link PartnerKeysError} `ERR_INVALID_INPUT` where the key has no such fingerprint, and for MD5 on a machine
 * whose OpenSSL has none (FIPS)
 */
export function publicFingerprint(publicKeyPem: string, form: FingerprintForm): string {
  if (!Object.hasOwn(FORMS, form)) throw wrong(`its form is another text, allowed: ${FINGERPRINT_FORMS.join(", ")}`);
  return FORMS[form](publicKeyPem);
}

function md5(bytes: Uint8Array): string {
  try {
    return createHash("md5").update(bytes).digest("hex");
  } catch (cause) {
    throw wrong('the OpenSSL of this machine has no MD5 (a FIPS build); use "spki-sha256"', cause);
  }
}

function wrong(problem: string, cause?: unknown): PartnerKeysError {
  return new PartnerKeysError("ERR_INVALID_INPUT", `computing fingerprint of a public key: ${problem}`, { cause });
}
