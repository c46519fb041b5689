import { generateKeyPairSync, type KeyObject } from "node:crypto";

const pem = ({ publicKey }: { readonly publicKey: KeyObject }) =>
  publicKey.export({ type: "spki", format: "pem" }).toString();
const onCurve = (namedCurve: string) => pem(generateKeyPairSync("ec", { namedCurve }));

/** A public key of each type, under the name that `keyTypes.ts` gives the type; the last one is a type that nobody here makes. */
export const PUBLIC_PEMS = {
  RSA: pem(generateKeyPairSync("rsa", { modulusLength: 2048 })),
  "P-256": onCurve("P-256"),
  "P-384": onCurve("P-384"),
  "P-521": onCurve("P-521"),
  secp256k1: onCurve("secp256k1"),
  Ed25519: pem(generateKeyPairSync("ed25519")),
  ed448: pem(generateKeyPairSync("ed448")),
} as const;
