import { generateKeyPair } from "../crypto/keyPairs/keyPair";
import type { KeyPairKind } from "../crypto/keyPairs/keyPairKind";
import { PRIVATE_FORMS, type PrivateForm } from "../crypto/keyPairs/privateForm";
import * as rules from "../rules/inputs";
import type { InputRow, InputTable, Props } from "../rules/inputTable";
import type { Size as SizeInput } from "../rules/keyPairs";
import { oneOf } from "../rules/rule";
import { KEY_INPUTS, type KeyInputs, type KeyMaterial } from "./keyInputs";
import type { KeyKind, KindContext } from "./keyKind";
import {
  checkSigned,
  SIGNED_INPUTS,
  SIGNED_OUTPUTS,
  signWithKey,
  type SignedInputs,
  type SignedOutput,
} from "./signedWithKey";

/** The checked inputs that every kind of key pair has besides those of all keys. */
export interface KeyPairInputs<Form extends PrivateForm> extends KeyInputs, SignedInputs {
  readonly privateKeyFormat?: Form;
  readonly secretFormat?: "pem" | "json";
}

type SizeInputs = Readonly<Record<string, SizeInput>>;
type KeyPairOutput = "publicKeyPem" | SignedOutput;

/** A kind of key pair: how its keys are made, and what it is asked for besides what all kinds are. */
export function keyPairKind<Size, Form extends PrivateForm>(
  pair: KeyPairKind<Size, Form>,
  { sizes }: { readonly sizes: SizeInputs },
): KeyKind<KeyPairInputs<Form>, KeyPairOutput> {
  return {
    label: pair.label,
    holds: "key-pair",
    inputs: keyPairInputs(pair, sizes),
    outputs: ["publicKeyPem", ...SIGNED_OUTPUTS],
    publicTypes: pair.types,
    check: (_state, inputs) => Promise.resolve(checkSigned(inputs)),
    make: (inputs, context) => makeKeyPair(pair, sizeIn(inputs as object as Props, sizes) as Size, inputs, context),
  };
}

function keyPairInputs<Size, Form extends PrivateForm>(
  { forms }: KeyPairKind<Size, Form>,
  sizes: SizeInputs,
): InputTable {
  return {
    ...KEY_INPUTS,
    privateKeyFormat: { rule: oneOf(...forms), onChange: "replace", default: forms[0] },
    secretFormat: { rule: rules.secretFormat, onChange: "replace", default: "pem" },
    ...SIGNED_INPUTS,
    ...Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, rowOf(size)])),
  };
}

function rowOf(size: SizeInput): InputRow {
  return { ...size, onChange: "replace", ...(size.default === undefined ? { required: true } : {}) };
}

/** `undefined` for a kind that has one size. */
function sizeIn(inputs: Props, sizes: SizeInputs): unknown {
  const [given] = Object.entries(sizes).map(([name, size]) => inputs[name] ?? size.default);
  return given;
}

/** Makes a pair and what its secret holds: the private key alone, or an object with all that belongs to it. */
async function makeKeyPair<Size, Form extends PrivateForm>(
  pair: KeyPairKind<Size, Form>,
  size: Size,
  { privateKeyFormat = pair.forms[0], secretFormat, ...inputs }: KeyPairInputs<Form>,
  context: KindContext,
): Promise<KeyMaterial<KeyPairOutput>> {
  const { privateKey, publicKeyPem, fingerprint } = await generateKeyPair(pair, size, privateKeyFormat);
  const { field, read } = PRIVATE_FORMS[privateKeyFormat];
  const outputs = { publicKeyPem, fingerprint, ...signWithKey(read(privateKey), inputs, context) };
  const value = secretFormat === "json" ? JSON.stringify({ [field]: privateKey, ...outputs }) : privateKey;
  return { value, outputs };
}
