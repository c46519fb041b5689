import { generateKeyPairSync, type KeyObject } from "node:crypto";

export const CURVES = ["P-256", "P-384", "P-521", "secp256k1"];
export const ec = (namedCurve: string) => generateKeyPairSync("ec", { namedCurve });
export const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
export const ed25519 = generateKeyPairSync("ed25519");

export type Type = "pkcs1" | "sec1" | "pkcs8";
export const KEYS: readonly (readonly [string, KeyObject, readonly Type[]])[] = [
  ["RSA", rsa.privateKey, ["pkcs1", "pkcs8"]],
  ["Ed25519", ed25519.privateKey, ["pkcs8"]],
  ...CURVES.map((curve) => [curve, ec(curve).privateKey, ["sec1", "pkcs8"]] as const),
];

/** How a key gets into a value by mistake: as it is stored, and as CI systems and tools carry it. */
export function formsOf(key: KeyObject, type: Type): Readonly<Record<string, unknown>> {
  const pem = key.export({ type, format: "pem" }).toString();
  const der = key.export({ type, format: "der" });
  return {
    PEM: pem,
    "PEM on one line": pem.replaceAll("\n", "\\n"),
    "base64 of the PEM": Buffer.from(pem).toString("base64"),
    "base64 of the PEM after a comment": Buffer.from(`# of production\n${pem}`).toString("base64"),
    "base64 of the base64": Buffer.from(der.toString("base64")).toString("base64"),
    "DER in hex with colons": der.toString("hex").replace(/(..)(?=.)/g, "$1:"),
    "DER in hex on several lines": der.toString("hex").replace(/(.{32})/g, "$1\n    "),
    "DER in base64": der.toString("base64"),
    "DER in base64url": der.toString("base64url"),
    "DER in hex": der.toString("hex"),
    "DER in upper-case hex": der.toString("hex").toUpperCase(),
    "a field of an object": { key: der.toString("base64") },
    "JSON of a secret": JSON.stringify({ privateKeyPem: pem }),
  };
}

/** A private JWK, as an object and as the texts it is written in. */
export function jwksOf(key: KeyObject): Readonly<Record<string, unknown>> {
  const jwk = key.export({ format: "jwk" });
  const text = JSON.stringify(jwk, null, 2);
  return {
    object: jwk,
    text,
    "one member a line": text.replaceAll("\n  ", "\n"),
    JavaScript: text.replace(/"(\w+)":/g, "$1:").replaceAll('"', "'"),
    base64: Buffer.from(text).toString("base64"),
  };
}
