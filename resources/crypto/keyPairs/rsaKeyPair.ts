import { generateKeyPair as generate } from "node:crypto";
import { availableParallelism } from "node:os";
import { promisify } from "node:util";
import { Gate } from "./gate";
import type { KeyPairKind } from "./keyPairKind";
import { MODULUS_LENGTHS, type ModulusLength } from "./sizes";

const PUBLIC_EXPONENT = 65537;
export type PrivateKeyFormat = "pkcs1" | "pkcs8" | "pkcs8-base64";

// One key in flight per core is the best throughput there is; more only adds latency. Three at most, so that one of
// libuv's four pool threads stays free for DNS look-ups of the AWS client. Other kinds are made in a millisecond.
const gate = new Gate(Math.max(1, Math.min(availableParallelism(), 3)));

/** RSA with the public exponent 65537, verified by node-forge. */
export const rsaKeyPair: KeyPairKind<ModulusLength, PrivateKeyFormat> = {
  label: "RSA key pair",
  types: ["RSA"],
  forms: ["pkcs1", "pkcs8", "pkcs8-base64"],
  sizeOf: ({ asymmetricKeyDetails: { modulusLength, publicExponent } = {} }) => {
    const size = MODULUS_LENGTHS.find((allowed) => allowed === modulusLength);
    if (size === undefined) {
      return { refused: `an RSA key of ${String(modulusLength)} bits, allowed: one of ${MODULUS_LENGTHS.join(", ")}` };
    }
    return publicExponent === BigInt(PUBLIC_EXPONENT)
      ? { size }
      : { refused: `an RSA key with the exponent ${String(publicExponent)}, allowed: ${PUBLIC_EXPONENT}` };
  },
  named: (bits) => `${bits} bits`,
  digest: "sha256",
  generate: (modulusLength) =>
    gate.run(() => promisify(generate)("rsa", { modulusLength, publicExponent: PUBLIC_EXPONENT })),
  verify: async ({ publicKeyPem, message, signature }) => {
    // Loading it takes a third of the plugin's start, and most runs make no key
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const forge = require("node-forge") as typeof import("node-forge");
    const digest = forge.md.sha256.create().update(message.toString("binary"));
    return forge.pki.publicKeyFromPem(publicKeyPem).verify(digest.digest().getBytes(), signature.toString("binary"));
  },
};
