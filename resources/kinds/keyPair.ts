import { generateKeyPair, takenKeyPair } from "../crypto/keyPairs/keyPair";
import type { KeyPairKind } from "../crypto/keyPairs/keyPairKind";
import { PRIVATE_FORMS, type PrivateForm } from "../crypto/keyPairs/privateForm";
import { issuedPairRule } from "../rules/issued";
import * as rules from "../rules/inputs";
import type { InputRow, InputTable, Props } from "../rules/inputTable";
import type { Size as SizeInput } from "../rules/keyPairs";
import { boolean, listOf, oneOf } from "../rules/rule";
import { KEY_PAIR_VALUES, secretFieldsOf, type SecretFields } from "../rules/secretFields";
import { checkIssuedPair } from "./issuedKeyPair";
import type { IssuedSource } from "./issuedSource";
import { KEY_INPUTS, type KeyInputs, type KeyMaterial } from "./keyInputs";
import type { KeyKind, KindContext } from "./keyKind";
import { REPLACED_KEPT } from "./replacedKeys";
import { checkSecretFields, secretJson } from "./secretFields";
import { checkStandby } from "./standby";
import { readTakenKey } from "./takenKey";
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
  readonly secretFields?: SecretFields<(typeof KEY_PAIR_VALUES)[number]>;
  readonly issued?: IssuedSource;
  /** Set by `check`: fingerprint of the issued key. It stays as long as that key does. */
  readonly issuedFingerprint?: string;
  /** Set by `check`: fingerprints of the issued keys that were replaced, the newest first. */
  readonly replacedFingerprints?: readonly string[];
}

type SizeInputs = Readonly<Record<string, SizeInput>>;
type KeyPairOutput = "publicKeyPem" | SignedOutput;

/** A kind of key pair: how its keys are made, and what it is asked for besides what all kinds are. */
export function keyPairKind<Size, Form extends PrivateForm>(
  pair: KeyPairKind<Size, Form>,
  { sizes }: { readonly sizes: SizeInputs },
): KeyKind<KeyPairInputs<Form>, KeyPairOutput> {
  const table = keyPairInputs(pair, sizes);
  const issuedPair = { kind: pair, table, sizeInput: Object.keys(sizes)[0] };
  return {
    label: pair.label,
    holds: "key-pair",
    inputs: table,
    outputs: ["publicKeyPem", ...SIGNED_OUTPUTS],
    publicTypes: pair.types,
    check: async (state, inputs, context) => {
      const issued = await checkIssuedPair(issuedPair, state, inputs, context);
      const others = [checkSigned(inputs), checkSecretFields(pair.forms, inputs), checkStandby(inputs)];
      return { inputs: issued.inputs, failures: [issued, ...others].flatMap(({ failures }) => failures) };
    },
    isAnother: ({ fingerprint }, { issued, issuedFingerprint }) =>
      issued !== undefined && issuedFingerprint !== undefined && issuedFingerprint !== fingerprint,
    make: (inputs, context) => makeKeyPair(pair, sizeIn(inputs as object as Props, sizes) as Size, inputs, context),
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
    secretFields: { rule: secretFieldsOf(KEY_PAIR_VALUES), onChange: "replace" },
    standby: { rule: boolean, onChange: "update", default: false, ownedOnly: true, shown: true },
    // Where the private key is read from; the key itself is watched through its fingerprint
    issued: { rule: issuedPairRule, onChange: "update" },
    issuedFingerprint: { rule: rules.fingerprint, onChange: "update", hidden: true },
    replacedFingerprints: { rule: listOf(rules.fingerprint, REPLACED_KEPT), onChange: "nothing", hidden: true },
    ...SIGNED_INPUTS,
    ...Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, rowOf(size)])),
  };
}

function rowOf(size: SizeInput): InputRow {
  return {
    ...size,
    onChange: "replace",
    shown: true,
    ...(size.default === undefined ? { requiredWithout: "issued" } : {}),
  };
}

/** `undefined` for a kind that has one size. */
function sizeIn(inputs: Props, sizes: SizeInputs): unknown {
  const [given] = Object.entries(sizes).map(([name, size]) => inputs[name] ?? size.default);
  return given;
}

/** Makes a pair, or takes the issued one over, and what its secret holds: the private key alone, or an object with all that belongs to it. */
async function makeKeyPair<Size, Form extends PrivateForm>(
  pair: KeyPairKind<Size, Form>,
  size: Size,
  {
    privateKeyFormat = pair.forms[0],
    secretFormat,
    secretFields,
    issued,
    issuedFingerprint,
    ...inputs
  }: KeyPairInputs<Form>,
  context: KindContext,
): Promise<KeyMaterial<KeyPairOutput>> {
  const taken = issued && (await readTakenKey(pair, issued, issuedFingerprint, context));
  const { privateKey, publicKeyPem, fingerprint } = await (taken === undefined
    ? generateKeyPair(pair, size, privateKeyFormat)
    : takenKeyPair(pair, taken.size, taken.key, privateKeyFormat));
  const { field, read } = PRIVATE_FORMS[privateKeyFormat];
  const outputs = { publicKeyPem, fingerprint, ...signWithKey(read(privateKey), inputs, context) };
  const all = { [field]: privateKey, ...outputs };
  if (secretFields !== undefined) return { value: secretJson(secretFields, all), outputs };
  return { value: secretFormat === "json" ? JSON.stringify(all) : privateKey, outputs };
}
