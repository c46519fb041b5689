import { generateRule, issuedRule } from "../resources/rules/apiKey";
import * as rules from "../resources/rules/inputs";
import { keyPair } from "../resources/rules/keyPairs";
import * as publicForms from "../resources/rules/publicForms";
import { boolean, text, type Rule } from "../resources/rules/rule";

export interface ConfigProblem {
  readonly name: string;
  readonly what: string;
}

/** One key of the stack config. The rules are those of the resources' own check. */
interface ConfigKey {
  readonly rule: Rule;
  /** The engine hands every value over as text, structured ones as JSON: what the text says. */
  readonly says: (raw: string) => unknown;
  readonly required?: true;
  /** What to give where the key is missing, if what the rule allows does not read as that. */
  readonly give?: string;
  /** Said instead of the value, where somebody may have written a secret by mistake. */
  readonly secret?: string;
}

/** The value of a key, or what is allowed instead of it. */
export function readText(key: ConfigKey, raw: string): { readonly value: unknown } | { readonly allowed: string } {
  const value = key.says(raw);
  const allowed = key.rule(value);
  return allowed === undefined ? { value } : { allowed };
}

// What cannot be read as its type stays text: its rule then says what is allowed
const asText = (raw: string) => raw;
const asNumber = (raw: string) => (/^\d+$/.test(raw) ? Number(raw) : raw);
const asBoolean = (raw: string) => (raw === "true" ? true : raw === "false" ? false : raw);

function asObject(raw: string): unknown {
  try {
    const value: unknown = JSON.parse(raw);
    return typeof value === "object" ? value : raw;
  } catch {
    return raw; // not JSON, so not a structured value
  }
}

const SOURCES: Readonly<Record<string, Rule>> = { issued: issuedRule, generate: generateRule };
const apiKeySource: Rule = (value) => {
  const given = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  const [source = "", ...others] = Object.keys(given);
  const rule = others.length === 0 && Object.hasOwn(SOURCES, source) ? SOURCES[source] : undefined;
  if (rule === undefined)
    return "exactly one of { issued: { env: NAME } }, { issued: { file: PATH } } or { generate: { bytes, encoding, prefix } }";
  const allowed = rule(given[source]);
  return allowed === undefined ? undefined : `${source}: ${allowed}`;
};

/** Every key a stack may set, and what is allowed. */
export const CONFIG_KEYS: Readonly<Record<string, ConfigKey>> = {
  partner: {
    rule: text("1 to 63 of the characters a-z 0-9 -", /^[a-z0-9][a-z0-9-]{0,62}$/),
    says: asText,
    required: true,
  },
  environment: {
    rule: rules.environment,
    says: asText,
    required: true,
    give: "one of: sandbox, production",
  },
  // The component can do without; a stack whose config lost the line would delete the key, so here it is asked for
  apiKey: {
    rule: apiKeySource,
    says: asObject,
    required: true,
    secret: "this value (not shown: if it is the key itself, take it out and treat it as known to others)",
  },
  privateKeySecretName: { rule: rules.secretName, says: asText },
  apiKeySecretName: { rule: rules.secretName, says: asText },
  modulusLength: { rule: rules.modulusLength, says: asNumber },
  keyPair: { rule: keyPair, says: asObject },
  privateKeyFormat: { rule: rules.privateKeyFormat, says: asText },
  secretFormat: { rule: rules.secretFormat, says: asText },
  artifact: { rule: publicForms.artifact, says: asObject },
  fingerprintForm: { rule: publicForms.fingerprintForm, says: asText },
  rotation: { rule: text("one line of at most 200 characters", /^[^\r\n]{1,200}$/), says: asText },
  rotateAfterDays: { rule: rules.rotateAfterDays, says: asNumber },
  activation: { rule: rules.activationMode, says: asText },
  acknowledgedFingerprint: { rule: rules.acknowledgedFingerprint, says: asText },
  retirePreviousAfterHours: { rule: rules.retirePreviousAfterHours, says: asNumber },
  deletionProtection: { rule: boolean, says: asBoolean },
  recoveryWindowInDays: { rule: rules.recoveryWindowInDays, says: asNumber },
  kmsKeyId: { rule: rules.kmsKeyId, says: asText },
  tags: { rule: rules.tags, says: asObject },
};
