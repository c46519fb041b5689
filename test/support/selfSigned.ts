import { randomBytes, type KeyObject } from "node:crypto";
import { makeCertificate } from "../../resources/crypto/x509/certificate";

/** A certificate of a key, of no importance but for its key. */
export function selfSigned(privateKey: KeyObject, now = new Date(), validityDays = 365): string {
  return makeCertificate(privateKey, { subject: { commonName: "test" }, validityDays }, { now: () => now, randomBytes })
    .pem;
}
