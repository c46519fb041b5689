import { generateKeyPair } from "../crypto/keyPairs/keyPair";
import type { KeyPairKind } from "../crypto/keyPairs/keyPairKind";
import { PRIVATE_FORMS, type PrivateForm } from "../crypto/keyPairs/privateForm";
import { keyTypeOfPem } from "../crypto/publicKey/keyTypes";
import * as rules from "../rules/inputs";
import { oneOf } from "../rules/rule";
import type { InputTable, Props } from "../rules/inputTable";
import { KEY_INPUTS, type KeyInputs, type KeyMaterial } from "./keyInputs";

/** The checked inputs that every kind of key pair has besides those of all keys. */
export interface KeyPairInputs<Form extends PrivateForm> extends KeyInputs {
  readonly privateKeyFormat?: Form;
  readonly secretFormat?: "pem" | "json";
}

/** The rows that every kind of key pair has. */
export function keyPairInputs<Size, Form extends PrivateForm>({ forms }: KeyPairKind<Size, Form>): InputTable {
  return {
    ...KEY_INPUTS,
    privateKeyFormat: { rule: oneOf(...forms), onChange: "replace", default: forms[0] },
    secretFormat: { rule: rules.secretFormat, onChange: "replace", default: "pem" },
  };
}

/** Makes a pair and what its secret holds: the private key alone, or an object with both halves. */
export async function makeKeyPair<Size, Form extends PrivateForm>(
  kind: KeyPairKind<Size, Form>,
  size: Size,
  { privateKeyFormat = kind.forms[0], secretFormat }: KeyPairInputs<Form>,
): Promise<KeyMaterial> {
  const { privateKey, publicKeyPem, fingerprint } = await generateKeyPair(kind, size, privateKeyFormat);
  const { field } = PRIVATE_FORMS[privateKeyFormat];
  const value =
    secretFormat === "json" ? JSON.stringify({ [field]: privateKey, publicKeyPem, fingerprint }) : privateKey;
  return { value, outputs: { fingerprint, publicKeyPem } };
}

/** Whether a key in state is of this kind. A state that tells no public key is of the kind its resource has. */
export function isOfKind<Size, Form extends PrivateForm>({ types }: KeyPairKind<Size, Form>, state: Props): boolean {
  const { publicKeyPem } = state;
  return typeof publicKeyPem !== "string" || types.includes(keyTypeOfPem(publicKeyPem).name);
}
