import { createHash } from "node:crypto";
import { keyTypeOfPem } from "../crypto/publicKey/keyTypes";
import { plainText } from "../crypto/publicKey/publicPem";
import type { PartnerProfile } from "./profile";
import { QREDO } from "./qredo";

/** What a short fingerprint looks like, in any case. */
export const SHORT_FINGERPRINT = new RegExp(`^[0-9a-f]{${QREDO.shortFingerprint.digits}}$`, "i");

/**
 * What the partner's web app shows for an uploaded PEM: the last 4 hex digits of the SHA-256 over the PEM *text*, with
 * LF line ends and nothing around it. Derived from the one published example (public PEM and screenshot). A PEM that went
 * through Windows (CRLF, byte order mark) has the same digits.
 */
export function shortFingerprint(publicKeyPem: string): string {
  const digest = createHash("sha256").update(plainText(publicKeyPem)).digest("hex");
  return digest.slice(-QREDO.shortFingerprint.digits);
}

/**
 * The short fingerprint of a key that the partner takes, `undefined` for one that it does not. What is no key at all has one:
 * under mocks, in the unit tests of a program, any text stands for a key.
 */
export function shortFingerprintOf(publicKeyPem: string): string | undefined {
  return isTaken(publicKeyPem) ? shortFingerprint(publicKeyPem) : undefined;
}

function isTaken(publicKeyPem: string): boolean {
  const { keyTypes }: PartnerProfile = QREDO;
  try {
    return keyTypes.includes(keyTypeOfPem(publicKeyPem).name);
  } catch {
    return true;
  }
}
