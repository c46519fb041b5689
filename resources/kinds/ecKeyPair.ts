import { ecKeyPair, type NamedCurve } from "../crypto/keyPairs/ecKeyPair";
import { namedCurve } from "../rules/inputs";
import type { KeyKind } from "./keyKind";
import { isOfKind, keyPairInputs, makeKeyPair, type KeyPairInputs } from "./keyPair";

export interface EcKeyPairInputs extends KeyPairInputs<"pkcs8" | "sec1" | "pkcs8-base64"> {
  readonly namedCurve: NamedCurve;
}

export const ecKeyPairKind: KeyKind<EcKeyPairInputs> = {
  label: ecKeyPair.label,
  holds: "key-pair",
  inputs: { ...keyPairInputs(ecKeyPair), namedCurve: { rule: namedCurve, onChange: "replace", required: true } },
  isOfKind: (state) => isOfKind(ecKeyPair, state),
  make: (inputs) => makeKeyPair(ecKeyPair, inputs.namedCurve, inputs),
};
