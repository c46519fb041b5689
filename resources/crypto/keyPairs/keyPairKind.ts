import type { KeyObject } from "node:crypto";
import type { PrivateForm } from "./privateForm";

/** What makes one kind of key pair differ from another; everything else is shared. `Size`: modulus length or curve. */
export interface KeyPairKind<Size, Form extends PrivateForm> {
  /** For messages. */
  readonly label: string;
  /** The types of public key it makes, as `keyTypes.ts` names them. */
  readonly types: readonly string[];
  /** The forms that a private key of this kind has. The first one is the default. */
  readonly forms: readonly [Form, ...Form[]];
  /** The size of a key of one of these types that was made elsewhere, or what keeps us from taking it. */
  readonly sizeOf: (publicKey: KeyObject) => { readonly size: Size } | { readonly refused: string };
  /** How messages name a size. */
  readonly named: (size: Size) => string;
  /** Digest of the message that is signed for the self-test; Ed25519 has its own. */
  readonly digest: "sha256" | null;
  /** Makes a pair on a pool thread: the event loop is never blocked. */
  readonly generate: (size: Size) => Promise<{ readonly privateKey: KeyObject; readonly publicKey: KeyObject }>;
  /**
   * Verifies with an implementation that is not OpenSSL that the two belong together: of RSA by the signature, of EC and
   * Ed25519 by making the public key out of the private one, which says as much and takes a tenth of the time.
   */
  readonly verify: (pair: SignedPair, size: Size) => Promise<boolean>;
}

/** A pair as it was read again from what will be stored and published, and a signature that OpenSSL made with it. */
export interface SignedPair {
  readonly privateKey: KeyObject;
  readonly publicKeyPem: string;
  readonly message: Buffer;
  readonly signature: Buffer;
}
