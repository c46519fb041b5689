import { constants, type KeyObject, sign } from "node:crypto";

/** How an algorithm of JWS signs (RFC 7518 §3.1, RFC 8037 §3.1): a row by the letters of its name. */
const FORMS = {
  RS: { padding: constants.RSA_PKCS1_PADDING },
  PS: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
  ES: { dsaEncoding: "ieee-p1363" },
} as const;

/** The signature over `ASCII(header.payload)`, base64url without padding. */
export function jwsSignature(alg: string, privateKey: KeyObject, input: string): string {
  const form = FORMS[alg.slice(0, 2) as keyof typeof FORMS];
  const digest = `sha${alg.slice(2, 5)}`;
  return sign(digest, Buffer.from(input), { key: privateKey, ...form }).toString("base64url");
}

/** A JWT in compact form (RFC 7519, RFC 7515 §7.1). */
export function signedJwt(alg: string, privateKey: KeyObject, header: object, claims: object): string {
  const input = [{ alg, typ: "JWT", ...header }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${input}.${jwsSignature(alg, privateKey, input)}`;
}
