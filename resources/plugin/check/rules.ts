import { FINGERPRINT } from "../../crypto/publicKey/fingerprint";

/** Says what is allowed when a value is not, in the form "allowed: ..."; `undefined` when the value is fine. */
export type Rule = (value: unknown) => string | undefined;
export type Rules = Readonly<Record<string, Rule>>;

/** The rule of a property; names that every JavaScript object has ("constructor") are as unknown as any other. */
export function ruleOf(rules: Rules, property: string): Rule | undefined {
  return Object.hasOwn(rules, property) ? rules[property] : undefined;
}

export function oneOf(...allowed: readonly (string | number)[]): Rule {
  const text = allowed.map((value) => JSON.stringify(value)).join(", ");
  return (value) => (allowed.includes(value as string) ? undefined : text);
}

export function wholeNumber(minimum: number, maximum: number, unit: string): Rule {
  return (value) =>
    Number.isInteger(value) && (value as number) >= minimum && (value as number) <= maximum
      ? undefined
      : `a whole number of ${unit} from ${minimum} to ${maximum}`;
}

export function text(what: string, pattern: RegExp): Rule {
  return (value) => (typeof value === "string" && pattern.test(value) ? undefined : what);
}

const boolean: Rule = (value) => (typeof value === "boolean" ? undefined : "true or false");

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export const stringMap: Rule = (value) =>
  isRecord(value) && Object.values(value).every((entry) => typeof entry === "string") ? undefined : "a map of strings";

/** An object with exactly these fields, of which `required` must be there. */
export function objectOf(fields: Rules, required: readonly string[]): Rule {
  const names = Object.keys(fields).join(", ");
  return (value) => {
    if (!isRecord(value)) return `an object with ${names}`;
    const given = Object.entries(value).filter(([, entry]) => entry !== undefined);
    for (const [name, entry] of given) {
      const rule = ruleOf(fields, name);
      if (rule === undefined) return `an object with ${names} (${name} is unknown)`;
      const wanted = isUnknown(entry) ? undefined : rule(entry);
      if (wanted !== undefined) return `an object whose ${name} is ${wanted}`;
    }
    const missing = required.find((name) => !given.some(([given]) => given === name));
    return missing === undefined ? undefined : `an object with ${missing}`;
  };
}

export const fingerprint = text('a fingerprint "SHA256:" and 44 base64 characters', FINGERPRINT);
export const region = text('an AWS region such as "eu-west-1"', /^[a-z]{2}(-[a-z]+)+-\d$/);

// It becomes the value of a tag, and those are what AWS allows in one
export const owner = text(
  "<project>/<stack>/<resource name> of at most 256 letters, digits, blanks or _.:/=+-@ in all: rename the resource",
  /^(?=[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$)[^/]+\/[^/]+\/[\s\S]+$/u,
);

const name = "1 to 512 of the characters A-Z a-z 0-9 / _ + = . @ -";
// A name that ends like an ARN's random suffix makes partial ARNs ambiguous, says AWS (CreateSecret, Name)
const SUFFIX_LIKE = /-[A-Za-z0-9]{6}$/;
const secretName: Rule = (value) => {
  if (typeof value !== "string" || !/^[A-Za-z0-9/_+=.@-]{1,512}$/.test(value)) return name;
  return SUFFIX_LIKE.test(value) ? "a name that does not end in a hyphen and six letters or digits" : undefined;
};

const MAX_TAGS = 40; // of AWS's 50, the others are ours and the organisation's
const tags: Rule = (value) => {
  const wrongType = stringMap(value);
  if (wrongType !== undefined) return wrongType;
  const entries = Object.entries(value as Record<string, string>);
  if (entries.length > MAX_TAGS) return `at most ${MAX_TAGS} tags`;
  for (const [key, entry] of entries) {
    if (/^aws:/i.test(key)) return `tags whose key does not begin with aws: (${key} is AWS's)`;
    if (key.startsWith("partner-keys:")) return `tags whose key does not begin with partner-keys: (${key} is ours)`;
    if (!/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u.test(key))
      return "tag keys of 1 to 128 letters, digits, blanks or _.:/=+-@";
    if (!/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u.test(entry)) {
      return `tag values of at most 256 letters, digits, blanks or _.:/=+-@ (see ${key})`;
    }
  }
  return undefined;
};

/** The rules of the inputs that all key resources share. */
export const CONTAINER_RULES: Rules = {
  secretName,
  secretId: text(
    "the ARN or the name of a secret",
    /^(arn:aws[a-z-]*:secretsmanager:\S{1,2000}|[A-Za-z0-9/_+=.@-]{1,512})$/,
  ),
  keepers: stringMap,
  rotateAfterDays: wholeNumber(1, 3650, "days"),
  publishAs: oneOf("current", "pending"),
  description: text("a text of at most 2048 characters", /^[\s\S]{0,2048}$/),
  kmsKeyId: text("the id, ARN or alias of a KMS key", /^[A-Za-z0-9:/_.-]{1,2048}$/),
  tags,
  recoveryWindowInDays: (value) =>
    value === 0 || wholeNumber(7, 30, "days")(value) === undefined
      ? undefined
      : "0 (delete at once, for ever) or a whole number of days from 7 to 30",
  deletionProtection: boolean,
  adopt: boolean,
  region,
  owner,
};

// The engine's placeholders for values that are not known in preview (pulumi/pulumi, sdk/go/common/resource/plugin/rpc.go)
const UNKNOWN = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Whether a value is a placeholder, or holds one, and so cannot be judged in this preview. */
export function isUnknown(value: unknown): boolean {
  if (typeof value === "string") return UNKNOWN.has(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(isUnknown);
}
