import { ecKeyPair } from "../../resources/crypto/keyPairs/ecKeyPair";
import { ed25519KeyPair } from "../../resources/crypto/keyPairs/ed25519KeyPair";
import type { KeyPairKind } from "../../resources/crypto/keyPairs/keyPairKind";
import type { PrivateForm } from "../../resources/crypto/keyPairs/privateForm";
import { rsaKeyPair } from "../../resources/crypto/keyPairs/rsaKeyPair";
import { NAMED_CURVES } from "../../resources/crypto/keyPairs/sizes";

/** Any row. Its sizes and forms go with it only: never mixed here. */
export type AnyKind = KeyPairKind<unknown, PrivateForm>;

export interface KindUnderTest {
  readonly name: string;
  readonly kind: AnyKind;
  readonly size: unknown;
}

/** Every kind of key pair, every curve; RSA in its smallest size, which says as much as the others here. */
export const KINDS: readonly KindUnderTest[] = [
  { name: "RSA", kind: rsaKeyPair as unknown as AnyKind, size: 2048 },
  ...NAMED_CURVES.map((size) => ({ name: size, kind: ecKeyPair as unknown as AnyKind, size: size })),
  { name: "Ed25519", kind: ed25519KeyPair as unknown as AnyKind, size: undefined },
];
