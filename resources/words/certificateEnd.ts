import { X509Certificate } from "node:crypto";

const DAY = 24 * 60 * 60 * 1000;
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
