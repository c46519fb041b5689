import { X509Certificate } from "node:crypto";
import { DAY } from "./dueDate";
import type { AtPartner, KnownToHandoff } from "./handoff";

/** From so many days before its end a certificate is spoken of. */
const DAYS_BEFORE = 30;

/** What a person should know of the end of a certificate (RFC 3339); "" where it is far, and where there is none. */
export function certificateEnd(endsAt: unknown, now: Date): string {
  if (typeof endsAt !== "string") return "";
  const left = Date.parse(endsAt) - now.getTime();
  if (left > DAYS_BEFORE * DAY) return "";
  return `its certificate ${left > 0 ? "ends" : "ended"} at ${endsAt}: only a new key has a new one, so rotate it`;
}

/** When a certificate ends (RFC 3339); "" where there is none. Under mocks any text stands for one: then "" too. */
export function endOf(certificatePem: string): string {
  if (!certificatePem.includes("-----BEGIN CERTIFICATE-----")) return "";
  return new Date(new X509Certificate(certificatePem).validTo).toISOString();
}

/** What a hand-off says of the certificates of the keys, a sentence each. A key without one needs none where none is declared. */
export function certificateFacts({ live, pending }: KnownToHandoff, { hasCertificate }: AtPartner): string[] {
  const ends = (role: string, pem = "") => {
    const end = endOf(pem);
    return end === "" ? [] : [`The certificate of the ${role} key ends at ${end}.`];
  };
  const isLost = hasCertificate === true && live !== undefined && live.certificatePem === undefined;
  return [
    ...ends("pending", pending?.certificatePem),
    ...ends("live", live?.certificatePem),
    ...(isLost ? ["No certificate of the live key is known here."] : []),
    ...(isLost && pending == null ? ["To have one here again, rotate."] : []),
  ];
}
