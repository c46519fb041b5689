import { generateRsaKeyPair, type ModulusLength, type PrivateKeyFormat } from "../../../crypto/keyPairs/rsaKeyPair";
import * as rules from "../../../rules/inputs";
import { KEY_INPUTS, type KeyInputs } from "../keyInputs";
import type { KeyKind } from "./keyKind";

export interface RsaKeyPairInputs extends KeyInputs {
  readonly modulusLength?: ModulusLength;
  readonly privateKeyFormat?: PrivateKeyFormat;
  readonly secretFormat?: "pem" | "json";
}

const DEFAULTS = { modulusLength: 2048, privateKeyFormat: "pkcs1", secretFormat: "pem" } as const;

export const rsaKeyPairKind: KeyKind<RsaKeyPairInputs> = {
  label: "RSA key pair",
  holds: "key-pair",
  inputs: {
    ...KEY_INPUTS,
    modulusLength: { rule: rules.modulusLength, onChange: "replace", default: DEFAULTS.modulusLength },
    privateKeyFormat: { rule: rules.privateKeyFormat, onChange: "replace", default: DEFAULTS.privateKeyFormat },
    secretFormat: { rule: rules.secretFormat, onChange: "replace", default: DEFAULTS.secretFormat },
  },

  async make(inputs) {
    const { modulusLength, privateKeyFormat, secretFormat } = { ...DEFAULTS, ...inputs };
    const { privateKeyPem, publicKeyPem, fingerprint } = await generateRsaKeyPair(modulusLength, privateKeyFormat);
    const value = secretFormat === "pem" ? privateKeyPem : JSON.stringify({ privateKeyPem, publicKeyPem, fingerprint });
    return { value, outputs: { fingerprint, publicKeyPem } };
  },
};
