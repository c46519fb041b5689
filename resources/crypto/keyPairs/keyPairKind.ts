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
  /** How messages name a size. */
  readonly named: (size: Size) => string;
  /** Digest of the message that is signed for the self-test; Ed25519 has its own. */
  readonly digest: "sha256" | null;
  /** Makes a pair on a pool thread: the event loop is never blocked. */
  readonly generate: (size: Size) => Promise<{ readonly privateKey: KeyObject; readonly publicKey: KeyObject }>;
  /** Verifies a signature (of EC: r and s, IEEE P1363) with an implementation that is not OpenSSL. */
  readonly verify: (publicKeyPem: string, message: Buffer, signature: Buffer, size: Size) => Promise<boolean>;
}
