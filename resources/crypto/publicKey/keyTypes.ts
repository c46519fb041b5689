import type { KeyObject } from "node:crypto";

const RSA_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"] as const;
const RSA_ENCRYPTION = ["RSA-OAEP", "RSA-OAEP-256", "RSA-OAEP-384", "RSA-OAEP-512"] as const;
const EC_ENCRYPTION = ["ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A192KW", "ECDH-ES+A256KW"] as const;

/** What a type of public key is called, and what it can do, elsewhere. One row a type. */
export interface KeyType {
  /** As messages name it. */
  readonly name: string;
  /** Name of the key type in SSH (RFC 4253, 5656, 8709), where SSH has it. */
  readonly ssh?: string;
  /** Values of `alg` in a JWK that sign with it (RFC 7518 §3.1, RFC 8037, RFC 8812, RFC 9864). */
  readonly signs: readonly string[];
  /** Values of `alg` in a JWK that encrypt to it (RFC 7518 §4.1). */
  readonly encrypts: readonly string[];
}

/** By what `node:crypto` calls the type or, of EC keys, the curve. */
const KEY_TYPES: Readonly<Record<string, KeyType>> = {
  rsa: { name: "RSA", ssh: "ssh-rsa", signs: RSA_ALGORITHMS, encrypts: RSA_ENCRYPTION },
  prime256v1: { name: "P-256", ssh: "ecdsa-sha2-nistp256", signs: ["ES256"], encrypts: EC_ENCRYPTION },
  secp384r1: { name: "P-384", ssh: "ecdsa-sha2-nistp384", signs: ["ES384"], encrypts: EC_ENCRYPTION },
  secp521r1: { name: "P-521", ssh: "ecdsa-sha2-nistp521", signs: ["ES512"], encrypts: EC_ENCRYPTION },
  secp256k1: { name: "secp256k1", signs: ["ES256K"], encrypts: [] },
  ed25519: { name: "Ed25519", ssh: "ssh-ed25519", signs: ["EdDSA", "Ed25519"], encrypts: [] },
};

/** The type of a public key; one that this package does not make can do nothing here, but has a name. */
export function keyTypeOf(key: KeyObject): KeyType {
  const type = key.asymmetricKeyDetails?.namedCurve ?? String(key.asymmetricKeyType);
  return KEY_TYPES[type] ?? { name: type, signs: [], encrypts: [] };
}
