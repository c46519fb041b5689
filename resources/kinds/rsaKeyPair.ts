import { rsaKeyPair, type ModulusLength } from "../crypto/keyPairs/rsaKeyPair";
import { modulusLength } from "../rules/inputs";
import type { KeyKind } from "./keyKind";
import { isOfKind, keyPairInputs, makeKeyPair, type KeyPairInputs } from "./keyPair";

export interface RsaKeyPairInputs extends KeyPairInputs<"pkcs1" | "pkcs8" | "pkcs8-base64"> {
  readonly modulusLength?: ModulusLength;
}

const DEFAULT_MODULUS_LENGTH = 2048;

export const rsaKeyPairKind: KeyKind<RsaKeyPairInputs> = {
  label: rsaKeyPair.label,
  holds: "key-pair",
  inputs: {
    ...keyPairInputs(rsaKeyPair),
    modulusLength: { rule: modulusLength, onChange: "replace", default: DEFAULT_MODULUS_LENGTH },
  },
  isOfKind: (state) => isOfKind(rsaKeyPair, state),
  make: (inputs) => makeKeyPair(rsaKeyPair, inputs.modulusLength ?? DEFAULT_MODULUS_LENGTH, inputs),
};
