export interface ConfigProblem {
  readonly name: string;
  readonly what: string;
}

/** One key of the stack config. The engine hands every value over as text, structured ones as JSON. */
interface ConfigKey {
  readonly required?: true;
  readonly allowed: string;
  /** What to give where the key is missing, if `allowed` does not read as that. */
  readonly give?: string;
  /** Said instead of the value, where somebody may have written a secret by mistake. */
  readonly secret?: string;
  /** The value, or `undefined` when the text is not allowed. */
  parse(raw: string): unknown;
}

function matching(pattern: RegExp, allowed: string, required?: true): ConfigKey {
  return { ...(required ? { required } : {}), allowed, parse: (raw) => (pattern.test(raw) ? raw : undefined) };
}

function oneOf(...values: readonly string[]): ConfigKey {
  const allowed = values.join(", ");
  return { allowed, give: `one of: ${allowed}`, parse: (raw) => (values.includes(raw) ? raw : undefined) };
}

function wholeNumber(
  minimum: number,
  maximum: number,
  allowed = `a whole number from ${minimum} to ${maximum}`,
): ConfigKey {
  const isAllowed = (value: number) => value >= minimum && value <= maximum;
  return { allowed, parse: (raw) => (/^\d+$/.test(raw) && isAllowed(Number(raw)) ? Number(raw) : undefined) };
}

const boolean: ConfigKey = {
  allowed: "true, false",
  parse: (raw) => (raw === "true" ? true : raw === "false" ? false : undefined),
};

const secretName = matching(/^[A-Za-z0-9/_+=.@-]{1,512}$/, "1 to 512 of the characters A-Z a-z 0-9 / _ + = . @ -");

function parseObject(raw: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(raw);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined; // not JSON, so not a structured value: the caller names what is allowed
  }
}

const tags: ConfigKey = {
  allowed: "a map of strings",
  parse(raw) {
    const value = parseObject(raw);
    return value && Object.values(value).every((entry) => typeof entry === "string") ? value : undefined;
  },
};

const apiKey: ConfigKey = {
  required: true,
  secret: "this value (not shown: if it is the key itself, take it out and treat it as known to others)",
  allowed:
    "exactly one of { issued: { env: NAME } }, { issued: { file: PATH } } or { generate: { bytes, encoding, prefix } }",
  parse(raw) {
    const value = parseObject(raw);
    const [source, ...others] = Object.keys(value ?? {});
    if (value === undefined || others.length > 0 || (source !== "issued" && source !== "generate")) return undefined;
    const inner = value[source];
    return typeof inner === "object" && inner !== null ? value : undefined; // the rest is the resource's check
  },
};

/** Every key a stack may set, and what is allowed. */
export const CONFIG_KEYS: Readonly<Record<string, ConfigKey>> = {
  partner: matching(/^[a-z0-9][a-z0-9-]{0,62}$/, "1 to 63 of the characters a-z 0-9 -", true),
  environment: { ...oneOf("sandbox", "production"), required: true },
  apiKey,
  privateKeySecretName: secretName,
  apiKeySecretName: secretName,
  modulusLength: {
    allowed: "2048, 3072, 4096",
    parse: (raw) => (["2048", "3072", "4096"].includes(raw) ? Number(raw) : undefined),
  },
  rotation: matching(/^[^\r\n]{1,200}$/, "one line of at most 200 characters"),
  rotateAfterDays: wholeNumber(1, 3650, "a whole number of days from 1 to 3650"),
  activation: oneOf("immediate", "acknowledged"),
  acknowledgedFingerprint: matching(/^[^\r\n]{1,200}$/, "a fingerprint"),
  retirePreviousAfterHours: wholeNumber(1, 8760, "a whole number of hours from 1 to 8760"),
  deletionProtection: boolean,
  recoveryWindowInDays: {
    allowed: "0 (delete at once, for ever) or a whole number of days from 7 to 30",
    parse: (raw) => (raw === "0" ? 0 : wholeNumber(7, 30).parse(raw)),
  },
  kmsKeyId: matching(/^[A-Za-z0-9:/_.-]{1,2048}$/, "the id, ARN or alias of a KMS key"),
  tags,
};
