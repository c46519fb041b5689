import { createHash } from "node:crypto";
import { comesLater } from "../crypto/asked";
import { unshown } from "../crypto/shown";
import { failure } from "../errors";
import { spkiDer, spkiPem } from "../crypto/publicKey/fingerprint";
import { keyTypeOfPem } from "../crypto/publicKey/keyTypes";
import { plainText } from "../crypto/publicKey/publicPem";
import type { PartnerApi } from "./partnerApi";
import { QREDO } from "./qredo";

/** What a short fingerprint looks like, in any case. */
export const SHORT_FINGERPRINT = new RegExp(`^[0-9a-f]{${QREDO.shortFingerprint.digits}}$`, "i");

/** A PEM on lines of its own, of any width. */
const PEM = /^-----BEGIN PUBLIC KEY-----\n(?:[A-Za-z0-9+/=]+\n)+-----END PUBLIC KEY-----$/;

/**
 * What the partner's web app shows for an uploaded PEM: the last 4 hex digits of the SHA-256 over the PEM *text*, with
 * LF line ends and nothing around it. Derived from the one published example (public PEM and screenshot). A PEM that went
 * through Windows (CRLF, byte order mark), a shell or an env file has the same digits.
 *
 * @example
 * ```ts
 * import { shortFingerprint } from "pulumi-partner-keys/public-key";
 *
 * shortFingerprint(publicKeyPem); // 4 hex digits
 * ```
 */
export function shortFingerprint(publicKeyPem: string): string {
  if (typeof publicKeyPem !== "string") {
    const what = comesLater(publicKeyPem) ?? `${unshown(publicKeyPem)} was given`;
    throw failure("ERR_INVALID_INPUT", {
      doing: "computing fingerprint of public key",
      what,
      advice: "give an SPKI PEM",
    });
  }
  const digest = createHash("sha256").update(uploadedText(publicKeyPem)).digest("hex");
  return digest.slice(-QREDO.shortFingerprint.digits);
}

/** The text of a PEM is uploaded as it is; of what became of one on its way, the PEM is. */
function uploadedText(publicKeyPem: string): string {
  const text = plainText(publicKeyPem);
  if (PEM.test(text)) return text;
  try {
    return plainText(spkiPem(spkiDer(publicKeyPem)));
  } catch {
    return text; // no key: the digits of any text, as under mocks
  }
}

/**
 * The short fingerprint of a key that the partner takes, `undefined` for one that it does not. What is no key at all has one:
 * under mocks, in the unit tests of a program, any text stands for a key.
 */
export function shortFingerprintOf(publicKeyPem: string): string | undefined {
  return isTaken(publicKeyPem) ? shortFingerprint(publicKeyPem) : undefined;
}

function isTaken(publicKeyPem: string): boolean {
  const { keyTypes }: PartnerApi = QREDO;
  try {
    return keyTypes.includes(keyTypeOfPem(publicKeyPem).name);
  } catch {
    return true;
  }
}
