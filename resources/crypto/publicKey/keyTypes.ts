import type { KeyObject } from "node:crypto";
import { readPublicKey } from "./publicPem";

const RSA_SIGNATURES = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"];
const RSA_ENCRYPTION = ["RSA-OAEP", "RSA-OAEP-256", "RSA-OAEP-384", "RSA-OAEP-512"];
const EC_ENCRYPTION = ["ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A192KW", "ECDH-ES+A256KW"];

/** What a type of public key is called, and what it can do, elsewhere. One row a type. */
export interface KeyType {
  /** As messages name it. */
  readonly name: string;
  /** Name of the key type in SSH (RFC 4253, 5656, 8709), where SSH has it. */
  readonly ssh?: string;
  /** Whether the key has bare bytes: coordinates, not two numbers as RSA. */
  readonly hasRaw: boolean;
  /** Values of `alg` in a JWK that sign with it (RFC 7518 §3.1, RFC 8037, RFC 8812, RFC 9864). */
  readonly signs: readonly string[];
  /** Values of `alg` in a JWK that encrypt to it (RFC 7518 §4.1). */
  readonly encrypts: readonly string[];
}

const curve = (name: string, ssh: string, signs: string): KeyType => {
  return { name, ssh, hasRaw: true, signs: [signs], encrypts: EC_ENCRYPTION };
};

// Marked as pure, so that a bundle that asks for no type leaves the table out
/** By what `node:crypto` calls the type or, of EC keys, the curve. */
const BY_NODE_NAME: Readonly<Record<string, KeyType>> = {
  rsa: { name: "RSA", ssh: "ssh-rsa", hasRaw: false, signs: RSA_SIGNATURES, encrypts: RSA_ENCRYPTION },
  prime256v1: /* @__PURE__ */ curve("P-256", "ecdsa-sha2-nistp256", "ES256"),
  secp384r1: /* @__PURE__ */ curve("P-384", "ecdsa-sha2-nistp384", "ES384"),
  secp521r1: /* @__PURE__ */ curve("P-521", "ecdsa-sha2-nistp521", "ES512"),
  secp256k1: { name: "secp256k1", hasRaw: true, signs: ["ES256K"], encrypts: [] },
  ed25519: { name: "Ed25519", ssh: "ssh-ed25519", hasRaw: true, signs: ["EdDSA", "Ed25519"], encrypts: [] },
};

/** The types of key that this package makes. */
export const KEY_TYPES: readonly KeyType[] = /* @__PURE__ */ Object.values(BY_NODE_NAME);

/** The type of a public key; one that this package does not make can do nothing here, but has a name. */
export function keyTypeOf(key: KeyObject): KeyType {
  const type = key.asymmetricKeyDetails?.namedCurve ?? String(key.asymmetricKeyType);
  return BY_NODE_NAME[type] ?? { name: type, hasRaw: false, signs: [], encrypts: [] };
}

/** The type of the public key in a PEM, as {@link keyTypeOf} tells it. */
export function keyTypeOfPem(publicKeyPem: string): KeyType {
  return keyTypeOf(readPublicKey(publicKeyPem));
}
