import { sign } from "node:crypto";
import type { SigningScheme } from "./scheme";

/**
 * RSASSA-PKCS1-v1_5 with SHA-256 over timestamp, URL and body joined without separators; base64url without padding. The HTTP
 * method is not part of what is signed.
 */
export const rsaOverTimestamp = {
  keyType: "rsa",
  sign: (privateKey, { timestamp, url, body }) =>
    sign("sha256", Buffer.concat([Buffer.from(timestamp + url), Buffer.from(body)]), privateKey).toString("base64url"),
} as const satisfies SigningScheme;
