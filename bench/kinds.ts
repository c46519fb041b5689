import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import type { KeyPairName } from "../resources/rules/keyPairs";

const generate = promisify(generateKeyPair);

/** What is measured with `--kind`: the class and its own argument, the same key in Terraform, and how one is made. */
export interface Kind {
  readonly title: string;
  readonly className: string;
  readonly args: string;
  /** Characters of its public PEM, which stands in state. */
  readonly pemLength: number;
  /** Arguments of Terraform's `tls_private_key`. */
  readonly terraform: string;
  make(): Promise<unknown>;
}

const PEM = {
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
} as const;

export const KINDS = {
  rsa: {
    title: "RSA-2048",
    className: "RsaKeyPair",
    args: "",
    pemLength: 451,
    terraform: 'algorithm = "RSA"\n  rsa_bits = 2048',
    make: () => generate("rsa", { modulusLength: 2048, publicExponent: 65537, ...PEM }),
  },
  ec: {
    title: "P-256",
    className: "EcKeyPair",
    args: 'namedCurve: "P-256",',
    pemLength: 178,
    terraform: 'algorithm = "ECDSA"\n  ecdsa_curve = "P256"',
    make: () => generate("ec", { namedCurve: "P-256", ...PEM }),
  },
  ed25519: {
    title: "Ed25519",
    className: "Ed25519KeyPair",
    args: "",
    pemLength: 113,
    terraform: 'algorithm = "ED25519"',
    make: () => generate("ed25519", PEM),
  },
} satisfies Record<KeyPairName, Kind>;

export type KindName = keyof typeof KINDS;
