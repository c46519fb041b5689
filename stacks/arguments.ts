import * as rules from "../resources/rules/inputs";
import { jwksUrl } from "../resources/rules/jwksUrl";
import { issuedPairRule } from "../resources/rules/issued";
import { keyPair } from "../resources/rules/keyPairs";
import { profile } from "../resources/rules/profile";
import * as publicForms from "../resources/rules/publicForms";
import * as x509 from "../resources/rules/x509";
import { boolean, isRecord, judgedBy, text, type Rule } from "../resources/rules/rule";
import { KEY_PAIR_VALUES, secretFieldsOf } from "../resources/rules/secretFields";
import { anyApiKeySource, apiKeySource } from "./apiKeySource";
import { asBoolean, asJson, asList, asNumber, asText, type Written } from "../resources/rules/written";
import type { PartnerCredentialsArgs } from "./partnerCredentialsArgs";
import type { ProfiledArgs } from "./profiled";

/** What a component declares. */
type Child = "apiKey" | "apiKeyActivation" | "keyPair" | "keyPairActivation";

/** Everything there is to know of one argument of the component, but for what it means. */
export interface Argument {
  /** What the config may say. The rules are those of the resources' own check. */
  readonly rule: Rule;
  /** The same where a profile gives what is absent. */
  readonly ruleWithProfile?: Rule;
  /** How the config writes it. Absent: the config has no such key. */
  readonly says?: Written;
  /** What a program may give, judged before anything is declared. Absent: the child that is handed it judges it. */
  readonly judged?: Rule;
  /** Who has to give it. The component can do without an API key; a stack whose config lost the line would delete it. */
  readonly required?: "always" | "in config";
  /** What to give where the config misses it, if what the rule allows does not read as that. */
  readonly give?: string;
  /** A guard or a limit: empty in the config it is refused, for absent it might be off. */
  readonly isGuard?: true;
  /** Decides what is declared, so it cannot be an output. */
  readonly isPlain?: true;
  /** A number, a switch or a word of a few: a message may show such a value, and no other. */
  readonly shown?: true;
  /** What is refused here is most likely the key itself, and whoever reads the message has to know what to do then. */
  readonly isKeysPlace?: true;
  /** The children that take it as it is, under this name. Absent: the component makes something of it. */
  readonly goesTo?: readonly Child[];
}

/** What a program may give holds outputs: the key judges it. That it is there decides which outputs the key has. */
const anyFields = judgedBy((value) => (isRecord(value) ? undefined : "an object with subject"));

const KEYS = ["apiKey", "keyPair"] as const;
const ALL = ["apiKey", "apiKeyActivation", "keyPair", "keyPairActivation"] as const;
const KEY_PAIR = ["keyPair"] as const;
const ACTIVATION = ["keyPairActivation"] as const;
const ACTIVATIONS = ["apiKeyActivation", "keyPairActivation"] as const;

/** Every argument, in the order in which messages list them. An argument without a row does not compile. */
export const ARGUMENTS = {
  partner: {
    rule: text("1 to 63 of the characters a-z 0-9 -", /^[a-z0-9][a-z0-9-]{0,62}$/),
    says: asText,
    judged: text("a text", /\S/),
    required: "always",
  },
  environment: {
    rule: rules.environment,
    says: asText,
    judged: rules.environment,
    required: "always",
    give: "sandbox, production or another name",
    shown: true,
    goesTo: ["apiKey"],
  },
  profile: { rule: profile, shown: true, says: asJson, judged: profile, isPlain: true },
  apiKey: {
    rule: apiKeySource,
    says: asJson,
    judged: anyApiKeySource,
    required: "in config",
    isPlain: true,
    isKeysPlace: true,
  },
  privateKeySecretName: { rule: rules.secretName, says: asText },
  apiKeySecretName: { rule: rules.secretName, says: asText },
  modulusLength: { rule: rules.modulusLength, shown: true, says: asNumber, goesTo: KEY_PAIR },
  keyPair: { rule: keyPair, says: asJson, judged: keyPair, isPlain: true },
  issued: { rule: issuedPairRule, says: asJson, goesTo: KEY_PAIR },
  privateKeyFormat: { rule: rules.privateKeyFormat, shown: true, says: asText, goesTo: KEY_PAIR },
  secretFormat: { rule: rules.secretFormat, shown: true, says: asText, goesTo: KEY_PAIR },
  secretFields: { rule: secretFieldsOf(KEY_PAIR_VALUES), says: asJson, goesTo: KEY_PAIR },
  certificate: {
    rule: x509.certificate,
    ruleWithProfile: x509.certificateOfProfile,
    says: asJson,
    judged: anyFields,
    isPlain: true,
    goesTo: KEY_PAIR,
  },
  signingRequest: { rule: x509.signingRequest, says: asJson, judged: anyFields, isPlain: true, goesTo: KEY_PAIR },
  artifact: { rule: publicForms.artifact, says: asJson, judged: publicForms.artifact, isPlain: true },
  fingerprintForm: {
    rule: publicForms.fingerprintForm,
    shown: true,
    says: asText,
    judged: publicForms.fingerprintForm,
    isPlain: true,
  },
  rotation: {
    rule: text("one line of at most 200 characters", /^[^\r\n]{1,200}$/),
    says: asText,
    judged: text("a text, in quotes", /^/),
  },
  rotateAfterDays: { rule: rules.rotateAfterDays, isGuard: true, shown: true, says: asNumber, goesTo: KEY_PAIR },
  activation: { rule: rules.activationMode, isGuard: true, shown: true, says: asText },
  acknowledgedFingerprint: { rule: rules.acknowledgedFingerprint, says: asText, goesTo: ACTIVATION },
  acknowledgedKeyId: { rule: rules.acknowledgedKeyId, says: asText, goesTo: ACTIVATION },
  standby: { rule: boolean, isGuard: true, shown: true, says: asBoolean, goesTo: KEY_PAIR },
  acknowledgedStandbyFingerprint: { rule: rules.acknowledgedFingerprint, says: asText, goesTo: ACTIVATION },
  retirePreviousAfterHours: {
    rule: rules.retirePreviousAfterHours,
    isGuard: true,
    shown: true,
    says: asNumber,
    goesTo: ACTIVATION,
  },
  retirePreviousWhenUnreadForDays: {
    rule: rules.retirePreviousWhenUnreadForDays,
    isGuard: true,
    shown: true,
    says: asNumber,
    goesTo: ACTIVATION,
  },
  jwksUrl: { rule: jwksUrl, says: asText, goesTo: ACTIVATION },
  publishedForHours: {
    rule: rules.publishedForHours,
    isGuard: true,
    shown: true,
    says: asNumber,
    goesTo: ACTIVATION,
  },
  adoptVersionId: { rule: rules.versionId, says: asText, goesTo: ACTIVATIONS },
  discardVersionId: { rule: rules.versionId, says: asText, goesTo: ACTIVATIONS },
  compromised: { rule: rules.compromised, isGuard: true, says: asList, goesTo: ["keyPair", "keyPairActivation"] },
  compromisedApiKeys: { rule: rules.compromised, isGuard: true, says: asList },
  deletionProtection: { rule: boolean, isGuard: true, shown: true, says: asBoolean },
  recoveryWindowInDays: { rule: rules.recoveryWindowInDays, shown: true, says: asNumber, goesTo: KEYS },
  kmsKeyId: { rule: rules.kmsKeyId, says: asText, goesTo: KEYS },
  tags: { rule: rules.tags, says: asJson, goesTo: KEYS },
  // In the config it is aws:region, for all resources
  region: { rule: rules.region, shown: true, goesTo: ALL },
} as const satisfies Readonly<Record<keyof PartnerCredentialsArgs, Argument>>;

export type ArgumentName = keyof typeof ARGUMENTS;
type HandedTo<To extends Child> = {
  [Name in ArgumentName]: (typeof ARGUMENTS)[Name] extends { readonly goesTo: readonly (infer One)[] }
    ? To extends One
      ? Name
      : never
    : never;
}[ArgumentName];

/** The arguments that a child takes as they are. An absent one stays absent: it means the child's own default. */
export function handedTo<To extends Child>(
  child: To,
  args: ProfiledArgs,
): { [Name in HandedTo<To>]?: Exclude<ProfiledArgs[Name], undefined> } {
  const rows = Object.entries<Argument>(ARGUMENTS).filter(([, { goesTo }]) => goesTo?.includes(child));
  const given = rows.map(([name]) => [name, args[name as ArgumentName]] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined)) as ReturnType<typeof handedTo<To>>;
}
