import * as pulumi from "@pulumi/pulumi";
import { CONFIG_KEYS, type ConfigProblem } from "./configKeys";

export type PartnerEnvironment = "sandbox" | "production";
export type ActivationMode = "acknowledged" | "immediate";

/**
 * Everything a stack decides about the credentials for one partner and environment. All of it is plain in state, as
 * inputs of the children; none of it is a secret.
 */
export interface PartnerCredentialsArgs {
  /**
   * Short name of the partner, part of the default secret names; in config 1 to 63 of `a-z 0-9 -`.
   * On change: **replace** of both keys, in secrets of the new name (refused under `deletionProtection`).
   */
  readonly partner: string;
  /**
   * Whose keys these are, part of the default secret names. On change: as for `partner`, and the defaults of `activation`
   * and `deletionProtection` change with it.
   */
  readonly environment: PartnerEnvironment;
  /**
   * Where the API key comes from, see {@link ApiKey}: exactly one of `issued` and `generate`.
   * On change: another variable or file is an **update**; another value, or another shape, is a **replace**.
   */
  readonly apiKey:
    | { readonly issued: { readonly env: string } | { readonly file: string } }
    | {
        readonly generate: {
          readonly bytes?: number;
          readonly encoding?: "base64" | "base64url" | "hex";
          readonly prefix?: string;
        };
      };
  /**
   * Name of the secret that holds the private key: 1 to 512 of `A-Z a-z 0-9 / _ + = . @ -`.
   * @default "<partner>/<environment>/private.pem". On change: **replace**, a new key in the new secret; in acknowledged
   * mode the old secret stays live until the new key is acknowledged. Refused under `deletionProtection`.
   */
  readonly privateKeySecretName?: string;
  /**
   * Name of the secret that holds the API key: as `privateKeySecretName`.
   * @default "<partner>/<environment>/apikey". On change: **replace**. Refused under `deletionProtection`.
   */
  readonly apiKeySecretName?: string;
  /** Bits of the RSA modulus: 2048, 3072 or 4096. @default 2048. On change: **replace** of the RSA key. */
  readonly modulusLength?: 2048 | 3072 | 4096;
  /**
   * Any other value asks for a new RSA key pair; in config one line of at most 200 characters. Not for secrets.
   * @default - none. On change: **replace** of the RSA key.
   */
  readonly rotation?: string;
  /**
   * Age of the RSA key in days (1 to 3650) at which the next `pulumi up` replaces it.
   * @default - never due. On change: **update** in state, and **replace** once due.
   */
  readonly rotateAfterDays?: number;
  /**
   * How a new RSA key goes live: in the same `up`, or once its fingerprint is acknowledged.
   * @default "immediate" for sandbox, "acknowledged" for production. On change: **update**.
   */
  readonly activation?: ActivationMode;
  /**
   * Fingerprint of the RSA key that the partner knows: the full `SHA256:...`, or the 4 hex digits of the partner's web
   * app. Not allowed with `activation: "immediate"`.
   * @default - nothing is acknowledged. On change: **update**, which may move the live key.
   */
  readonly acknowledgedFingerprint?: string;
  /**
   * Hours (1 to 8760) after which an `up` takes AWSPREVIOUS off the previous RSA key.
   * @default - it stays until the next rotation. On change: **update**.
   */
  readonly retirePreviousAfterHours?: number;
  /**
   * While true (in state), neither secret is deleted or moved to another name. Rotation goes on.
   * @default true for production, false for sandbox. On change: **update** in state.
   */
  readonly deletionProtection?: boolean;
  /**
   * Days (7 to 30) in which the deleted secrets can be restored; 0 deletes them at once and for ever.
   * @default 30. On change: **update** in state.
   */
  readonly recoveryWindowInDays?: number;
  /** Id, ARN or alias of the KMS key of both secrets. @default - `aws/secretsmanager`. On change: **update**. */
  readonly kmsKeyId?: string;
  /**
   * Tags of both secrets, at most 40. Not for secrets: CloudTrail logs them.
   * @default - none besides `partner-keys:*`. On change: **update**.
   */
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
    if (key.required && !isGiven) problems.push({ name, what: `missing, give ${key.give ?? key.allowed}` });
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
