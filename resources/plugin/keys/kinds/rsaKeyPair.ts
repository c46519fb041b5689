import { generateRsaKeyPair, type ModulusLength, type PrivateKeyFormat } from "../../../crypto/keyPairs/rsaKeyPair";
import { CONTAINER_RULES, oneOf } from "../../check/rules";
import type { KeyInputs } from "../keyInputs";
import { CONTAINER_CHANGES, fillIn, type KeyKind } from "./keyKind";

export interface RsaKeyPairInputs extends KeyInputs {
  readonly modulusLength?: ModulusLength;
  readonly privateKeyFormat?: PrivateKeyFormat;
  readonly secretFormat?: "pem" | "json";
}

const DEFAULTS = { modulusLength: 2048, privateKeyFormat: "pkcs1", secretFormat: "pem" } as const;

export const rsaKeyPairKind: KeyKind<RsaKeyPairInputs> = {
  label: "RSA key pair",
  rules: {
    ...CONTAINER_RULES,
    modulusLength: oneOf(2048, 3072, 4096),
    privateKeyFormat: oneOf("pkcs1", "pkcs8"),
    secretFormat: oneOf("pem", "json"),
  },
  onChange: { ...CONTAINER_CHANGES, modulusLength: "replace", privateKeyFormat: "replace", secretFormat: "replace" },
  withDefaults: fillIn(DEFAULTS),

  async make(inputs) {
    const { modulusLength, privateKeyFormat, secretFormat } = { ...DEFAULTS, ...inputs };
    const { privateKeyPem, publicKeyPem, fingerprint } = await generateRsaKeyPair(modulusLength, privateKeyFormat);
    const value = secretFormat === "pem" ? privateKeyPem : JSON.stringify({ privateKeyPem, publicKeyPem, fingerprint });
    return { value, outputs: { fingerprint, publicKeyPem } };
  },
};
