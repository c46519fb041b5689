import { generateKeyPair } from "../crypto/keyPairs/keyPair";
import type { KeyPairKind } from "../crypto/keyPairs/keyPairKind";
import { PRIVATE_FORMS, type PrivateForm } from "../crypto/keyPairs/privateForm";
import * as rules from "../rules/inputs";
import type { InputRow, InputTable, Props } from "../rules/inputTable";
import type { Size as SizeInput } from "../rules/keyPairs";
import { oneOf } from "../rules/rule";
import { KEY_INPUTS, type KeyInputs, type KeyMaterial } from "./keyInputs";
import type { KeyKind } from "./keyKind";

/** The checked inputs that every kind of key pair has besides those of all keys. */
export interface KeyPairInputs<Form extends PrivateForm> extends KeyInputs {
  readonly privateKeyFormat?: Form;
  readonly secretFormat?: "pem" | "json";
}

type SizeInputs = Readonly<Record<string, SizeInput>>;
type KeyPairOutput = "publicKeyPem";

/** A kind of key pair: how its keys are made, and what it is asked for besides what all kinds are. */
export function keyPairKind<Size, Form extends PrivateForm>(
  pair: KeyPairKind<Size, Form>,
  { sizes }: { readonly sizes: SizeInputs },
): KeyKind<KeyPairInputs<Form>, KeyPairOutput> {
  return {
    label: pair.label,
    holds: "key-pair",
    inputs: keyPairInputs(pair, sizes),
    outputs: ["publicKeyPem"],
    publicTypes: pair.types,
    make: (inputs) => makeKeyPair(pair, sizeIn(inputs as object as Props, sizes) as Size, inputs),
  };
}

function keyPairInputs<Size, Form extends PrivateForm>(
  { forms }: KeyPairKind<Size, Form>,
  sizes: SizeInputs,
): InputTable {
  return {
    ...KEY_INPUTS,
    privateKeyFormat: { rule: oneOf(...forms), onChange: "replace", default: forms[0], shown: true },
    secretFormat: { rule: rules.secretFormat, onChange: "replace", default: "pem", shown: true },
    ...Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, rowOf(size)])),
  };
}

function rowOf(size: SizeInput): InputRow {
  return { ...size, onChange: "replace", shown: true, ...(size.default === undefined ? { required: true } : {}) };
}

/** `undefined` for a kind that has one size. */
function sizeIn(inputs: Props, sizes: SizeInputs): unknown {
  const [given] = Object.entries(sizes).map(([name, size]) => inputs[name] ?? size.default);
  return given;
}

/** Makes a pair and what its secret holds: the private key alone, or an object with both halves. */
async function makeKeyPair<Size, Form extends PrivateForm>(
  pair: KeyPairKind<Size, Form>,
  size: Size,
  { privateKeyFormat = pair.forms[0], secretFormat }: KeyPairInputs<Form>,
): Promise<KeyMaterial<KeyPairOutput>> {
  const { privateKey, publicKeyPem, fingerprint } = await generateKeyPair(pair, size, privateKeyFormat);
  const { field } = PRIVATE_FORMS[privateKeyFormat];
  const value =
    secretFormat === "json" ? JSON.stringify({ [field]: privateKey, publicKeyPem, fingerprint }) : privateKey;
  return { value, outputs: { fingerprint, publicKeyPem } };
}
