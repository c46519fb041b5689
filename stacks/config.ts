import * as pulumi from "@pulumi/pulumi";
import { CONFIG_KEYS, type ConfigProblem } from "./configKeys";

export type PartnerEnvironment = "sandbox" | "production";
export type ActivationMode = "acknowledged" | "immediate";

/** Everything a stack decides about the credentials for one partner and environment. */
export interface PartnerCredentialsArgs {
  /** Short name of the partner, part of the default secret names. */
  readonly partner: string;
  readonly environment: PartnerEnvironment;
  /** Where the API key comes from, see `ApiKey`. */
  readonly apiKey:
    | { readonly issued: { readonly env: string } | { readonly file: string } }
    | {
        readonly generate: {
          readonly bytes?: number;
          readonly encoding?: "base64" | "base64url" | "hex";
          readonly prefix?: string;
        };
      };
  /** @default "<partner>/<environment>/private.pem" */
  readonly privateKeySecretName?: string;
  /** @default "<partner>/<environment>/apikey" */
  readonly apiKeySecretName?: string;
  /** @default 2048 */
  readonly modulusLength?: 2048 | 3072 | 4096;
  /** Any other value asks for a new RSA key pair. */
  readonly rotation?: string;
  /** @default - never due */
  readonly rotateAfterDays?: number;
  /** @default "immediate" for sandbox, "acknowledged" for production */
  readonly activation?: ActivationMode;
  readonly acknowledgedFingerprint?: string;
  readonly retirePreviousAfterHours?: number;
  /** @default true for production, false for sandbox */
  readonly deletionProtection?: boolean;
  /** @default 30 */
  readonly recoveryWindowInDays?: number;
  readonly kmsKeyId?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Reads and checks the stack's config, the only place that does.
 *
 * @throws pulumi.RunError that lists every problem: unknown keys, wrong types, missing ones
 */
export function readConfig(): PartnerCredentialsArgs {
  const namespace = pulumi.getProject();
  const prefix = `${namespace}:`;
  const given = Object.entries(pulumi.runtime.allConfig()).filter(([key]) => key.startsWith(prefix));
  const problems: ConfigProblem[] = [];
  const values: Record<string, unknown> = {};

  for (const [fullName, raw] of given) {
    const name = fullName.slice(prefix.length);
    const key = Object.hasOwn(CONFIG_KEYS, name) ? CONFIG_KEYS[name] : undefined;
    if (key === undefined) {
      problems.push({ name, what: `unknown key, allowed: ${Object.keys(CONFIG_KEYS).join(", ")}` });
      continue;
    }
    const value = key.parse(raw);
    if (value === undefined)
      problems.push({ name, what: `${key.secret ?? shown(raw)} is not allowed, allowed: ${key.allowed}` });
    else values[name] = value;
  }
  for (const [name, key] of Object.entries(CONFIG_KEYS)) {
    const isGiven = given.some(([fullName]) => fullName === prefix + name);
    if (key.required && !isGiven) problems.push({ name, what: `missing, give ${key.allowed}` });
  }
  if (problems.length > 0) {
    const lines = problems.map(({ name, what }) => `  ${prefix}${name}: ${what}`);
    throw new pulumi.RunError(
      `the config of stack ${pulumi.getStack()} cannot be used:\n${lines.join("\n")}\n` +
        `edit stacks/Pulumi.${pulumi.getStack()}.yaml, or run pulumi config set <key> <value>`,
    );
  }
  return values as unknown as PartnerCredentialsArgs;
}

function shown(raw: string): string {
  return raw.length > 60 ? JSON.stringify(raw.slice(0, 60)) + "…" : JSON.stringify(raw);
}
