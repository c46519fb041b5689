import { generateApiKey, type ApiKeyEncoding } from "../../../crypto/apiKey";
import { fingerprintOf } from "../../../crypto/publicKey/fingerprint";
import { issuedKeyFacts, type PartnerEnvironment } from "../../../crypto/issued/issuedKey";
import { PartnerKeysError } from "../../../errors";
import { generateRule, issuedRule } from "../../check/apiKeyRules";
import { CONTAINER_RULES, fingerprint, oneOf } from "../../check/rules";
import { readIssuedKey, sourceOf, type IssuedSource } from "../issuedSource";
import type { KeyInputs } from "../keyInputs";
import { CONTAINER_CHANGES, fillIn, type KeyKind } from "./keyKind";

export interface ApiKeyInputs extends KeyInputs {
  readonly generate?: { readonly bytes?: number; readonly encoding?: ApiKeyEncoding; readonly prefix?: string };
  readonly issued?: IssuedSource;
  readonly environment?: PartnerEnvironment;
  /** Set by `check`: fingerprint of the issued value. The value itself never enters state. */
  readonly issuedFingerprint?: string;
}

const GENERATE_DEFAULTS = { bytes: 32, encoding: "base64", prefix: "" } as const;

export const apiKeyKind: KeyKind<ApiKeyInputs> = {
  label: "API key",
  rules: {
    ...CONTAINER_RULES,
    generate: generateRule,
    issued: issuedRule,
    environment: oneOf("sandbox", "production"),
    issuedFingerprint: fingerprint,
  },
  onChange: {
    ...CONTAINER_CHANGES,
    generate: "replace",
    issued: "update", // where the value is read from; the value itself is watched through its fingerprint
    issuedFingerprint: "replace",
    environment: "update",
  },
  withDefaults(input, value) {
    const isShape = input === "generate" && typeof value === "object" && value !== null;
    return isShape ? { ...GENERATE_DEFAULTS, ...value } : fillIn({})(input, value);
  },

  async make(inputs, context) {
    if (inputs.issued === undefined) {
      const shape = { ...GENERATE_DEFAULTS, ...inputs.generate };
      return describeKey(generateApiKey(shape, (size) => context.randomBytes(size)));
    }
    const value = await readIssuedKey(inputs.issued, context);
    const from = sourceOf(inputs.issued);
    if (value === undefined) {
      throw new PartnerKeysError(
        "ERR_ISSUED_KEY",
        `storing the issued API key: ${from} is gone since it was checked; provide it and run pulumi up again`,
      );
    }
    if (inputs.issuedFingerprint !== undefined && fingerprintOf(value) !== inputs.issuedFingerprint) {
      throw new PartnerKeysError(
        "ERR_ISSUED_KEY",
        `storing the issued API key: ${from} changed while pulumi was running; run pulumi up again`,
      );
    }
    return describeKey(value);
  },
};

function describeKey(value: string) {
  const { keyId } = issuedKeyFacts(value);
  return { value, outputs: { fingerprint: fingerprintOf(value), ...(keyId === undefined ? {} : { keyId }) } };
}
