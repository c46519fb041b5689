import { generateApiKey, type ApiKeyEncoding } from "../crypto/apiKey";
import { issuedKeyFacts } from "../partners/issued/issuedKey";
import { fingerprintOf } from "../crypto/publicKey/fingerprint";
import { failure } from "../errors";
import { generateRule } from "../rules/apiKey";
import { issuedRule } from "../rules/issued";
import { environment, fingerprint } from "../rules/inputs";
import { listOf } from "../rules/rule";
import { API_KEY_VALUES, secretFieldsOf, type SecretFields } from "../rules/secretFields";
import { KEY_INPUTS, type KeyInputs } from "./keyInputs";
import { checkIssuedKey } from "./issuedApiKey";
import { readIssuedKey, sourceOf, type IssuedSource } from "./issuedSource";
import type { KeyKind } from "./keyKind";
import { REPLACED_KEPT } from "./replacedKeys";
import { secretJson } from "./secretFields";

export interface ApiKeyInputs extends KeyInputs {
  readonly generate?: { readonly bytes?: number; readonly encoding?: ApiKeyEncoding; readonly prefix?: string };
  readonly issued?: IssuedSource;
  readonly environment?: string;
  readonly secretFields?: SecretFields<(typeof API_KEY_VALUES)[number]>;
  /** Set by `check`: fingerprint of the issued value. The value itself never enters state. */
  readonly issuedFingerprint?: string;
  /** Set by `check`: fingerprints of the issued values that were replaced, the newest first. */
  readonly replacedFingerprints?: readonly string[];
}

const GENERATE_DEFAULTS = { bytes: 32, encoding: "base64", prefix: "" } as const;

export const apiKeyKind: KeyKind<ApiKeyInputs, "keyId"> = {
  label: "API key",
  holds: "api-key",
  inputs: {
    ...KEY_INPUTS,
    generate: { rule: generateRule, onChange: "replace", comparedBy: wholeShape },
    // Where the value is read from; the value itself is watched through its fingerprint
    issued: { rule: issuedRule, onChange: "update" },
    environment: { rule: environment, onChange: "update", shown: true },
    secretFields: { rule: secretFieldsOf(API_KEY_VALUES), onChange: "replace" },
    issuedFingerprint: { rule: fingerprint, onChange: "replace" },
    replacedFingerprints: { rule: listOf(fingerprint, REPLACED_KEPT), onChange: "nothing", hidden: true },
  },
  outputs: ["keyId"],
  check: checkIssuedKey,
  isToGive: ({ issued }) => issued === undefined,

  async make(inputs, context) {
    if (inputs.issued === undefined) {
      const shape = { ...GENERATE_DEFAULTS, ...inputs.generate };
      return describeKey(
        generateApiKey(shape, (size) => context.randomBytes(size)),
        inputs.secretFields,
      );
    }
    const read = await readIssuedKey(inputs.issued, context);
    const from = sourceOf(inputs.issued);
    const doing = "storing the issued API key";
    if ("absent" in read) {
      const what = `${from} is gone since it was checked`;
      throw failure("ERR_ISSUED_KEY", { doing, what, advice: "provide it and run pulumi up again" });
    }
    const { value } = read;
    if (inputs.issuedFingerprint !== undefined && fingerprintOf(value) !== inputs.issuedFingerprint) {
      const what = `${from} changed while pulumi was running`;
      throw failure("ERR_ISSUED_KEY", { doing, what, advice: "run pulumi up again" });
    }
    return describeKey(value, inputs.secretFields);
  },
};

/** Absent means an issued key, so only what is in the shape has defaults. */
function wholeShape(generate: unknown): unknown {
  return typeof generate === "object" && generate !== null ? { ...GENERATE_DEFAULTS, ...generate } : generate;
}

function describeKey(apiKey: string, secretFields: SecretFields | undefined) {
  const { keyId } = issuedKeyFacts(apiKey);
  const fingerprint = fingerprintOf(apiKey);
  const value = secretFields === undefined ? apiKey : secretJson(secretFields, { apiKey, fingerprint });
  return { value, outputs: { fingerprint, ...(keyId === undefined ? {} : { keyId }) } };
}
