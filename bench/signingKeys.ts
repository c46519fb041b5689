import { createPublicKey, generateKeyPairSync } from "node:crypto";

export const API_KEY = "an-api-key-of-the-bench";

/** A private key as a stack stores it. */
export const newKey = () =>
  generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs1", format: "pem" }).toString();
export const publicPemOf = (pem: string) => createPublicKey(pem).export({ type: "spki", format: "pem" }).toString();
