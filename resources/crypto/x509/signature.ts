import { sign, type KeyObject } from "node:crypto";
import { AlgorithmIdentifier } from "@peculiar/asn1-x509";
import { keyTypeOf } from "../publicKey/keyTypes";

/** How a type of key signs: the digest (Ed25519 has its own), and the algorithm of RFC 4055, 5758 and 8410. */
interface Signature {
  readonly digest: string | null;
  readonly oid: string;
  /** RSA has parameters, which are NULL (RFC 4055, 5); the others must have none. */
  readonly parameters?: null;
}

/** By {@link keyTypeOf}. The digest of a curve is as long as the curve (RFC 5480, 4). */
const SIGNATURES: Readonly<Record<string, Signature>> = {
  RSA: { digest: "sha256", oid: "1.2.840.113549.1.1.11", parameters: null },
  "P-256": { digest: "sha256", oid: "1.2.840.10045.4.3.2" },
  "P-384": { digest: "sha384", oid: "1.2.840.10045.4.3.3" },
  "P-521": { digest: "sha512", oid: "1.2.840.10045.4.3.4" },
  secp256k1: { digest: "sha256", oid: "1.2.840.10045.4.3.2" },
  Ed25519: { digest: null, oid: "1.3.101.112" },
};

/** What a private key signs with: its algorithm, and the signature of bytes. */
export function signatureOf(privateKey: KeyObject): {
  readonly algorithm: AlgorithmIdentifier;
  readonly sign: (bytes: ArrayBuffer) => ArrayBuffer;
} {
  const { name } = keyTypeOf(privateKey);
  const signature = SIGNATURES[name];
  if (signature === undefined) throw new Error(`no signature of a certificate by a key of type ${name}`);
  const { digest, oid, parameters } = signature;
  return {
    algorithm: new AlgorithmIdentifier({ algorithm: oid, ...(parameters === undefined ? {} : { parameters }) }),
    sign: (bytes) => Uint8Array.from(sign(digest, new Uint8Array(bytes), privateKey)).buffer,
  };
}
