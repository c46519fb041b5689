import { ed25519KeyPair } from "../crypto/keyPairs/ed25519KeyPair";
import type { KeyKind } from "./keyKind";
import { isOfKind, keyPairInputs, makeKeyPair, type KeyPairInputs } from "./keyPair";

export type Ed25519KeyPairInputs = KeyPairInputs<"pkcs8" | "openssh" | "pkcs8-base64">;

export const ed25519KeyPairKind: KeyKind<Ed25519KeyPairInputs> = {
  label: ed25519KeyPair.label,
  holds: "key-pair",
  inputs: keyPairInputs(ed25519KeyPair),
  isOfKind: (state) => isOfKind(ed25519KeyPair, state),
  make: (inputs) => makeKeyPair(ed25519KeyPair, undefined, inputs),
};
