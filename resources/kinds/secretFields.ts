import { PRIVATE_FORMS, type PrivateForm } from "../crypto/keyPairs/privateForm";
import { fingerprintOf } from "../crypto/publicKey/fingerprint";
import { MAXIMUM_KEY_LENGTH } from "../partners/issued/issuedKey";
import type { Props } from "../rules/inputTable";
import { API_KEY_VALUES, KEY_PAIR_VALUES, secretFieldsOf, type SecretFields } from "../rules/secretFields";
import { isUnknown } from "../rules/unknown";
import type { Findings } from "./keyKind";

const keyPairFields = secretFieldsOf(KEY_PAIR_VALUES);
const apiKeyFields = secretFieldsOf(API_KEY_VALUES);
/** What a value is made of that not every key has. */
const NEEDED: Readonly<Record<string, string>> = {
  certificatePem: "certificate",
  certificateEndsAt: "certificate",
  signingRequestPem: "signingRequest",
};

/** What the rule of `secretFields` alone cannot judge: that the key has these values, under these names. */
export function checkSecretFields(forms: readonly PrivateForm[], inputs: Props): Findings {
  const { secretFields, secretFormat, privateKeyFormat = forms[0] } = inputs;
  if (secretFields === undefined) return { inputs: {}, failures: [] };
  const together = "secretFormat: given together with secretFields, allowed: exactly one of the two";
  const failures = secretFormat === undefined ? [] : [{ property: "secretFormat", reason: together }];
  const isJudged = !isUnknown(secretFields) && "value" in keyPairFields(secretFields);
  const used = isJudged
    ? Object.values(secretFields as SecretFields).filter((one): one is string => typeof one === "string")
    : [];
  const field = forms.includes(privateKeyFormat as PrivateForm)
    ? PRIVATE_FORMS[privateKeyFormat as PrivateForm].field
    : undefined;
  const other = used.find((value) => value.startsWith("privateKey") && field !== undefined && value !== field);
  const reasons = [
    ...(other === undefined
      ? []
      : [`${other} is not what privateKeyFormat ${JSON.stringify(privateKeyFormat)} makes, allowed: ${String(field)}`]),
    ...used.flatMap((value) => {
      const needed = NEEDED[value];
      return needed === undefined || inputs[needed] !== undefined ? [] : `${value} needs ${needed}, which is missing`;
    }),
  ];
  const wrong = reasons.map((reason) => ({ property: "secretFields", reason: `secretFields: ${reason}` }));
  return { inputs: {}, failures: [...failures, ...wrong] };
}

/** Why an issued API key does not fit into the secret beside its names and constants; `undefined` where it does. */
export function lengthProblem(apiKey: string, { secretFields }: Props): string | undefined {
  if (isUnknown(secretFields) || secretFields === undefined || "allowed" in apiKeyFields(secretFields))
    return undefined;
  const value = secretJson(secretFields as SecretFields, { apiKey, fingerprint: fingerprintOf(apiKey) });
  const bytes = Buffer.byteLength(value);
  return bytes <= MAXIMUM_KEY_LENGTH
    ? undefined
    : `with secretFields the secret has ${bytes} bytes: Secrets Manager takes at most ${MAXIMUM_KEY_LENGTH}`;
}

/**
 * The value of a secret whose names somebody else prescribes. It has more than one line, so that no reader takes it for an
 * API key, which has one.
 */
export function secretJson(fields: SecretFields, values: Readonly<Record<string, unknown>>): string {
  const said = Object.entries(fields).map(([name, field]) => {
    return [name, typeof field === "string" ? values[field] : field.constant];
  });
  return JSON.stringify(Object.fromEntries(said), null, 2);
}
