/** A generated API key: the partner has not issued it, and its value is in its secret alone. */
export interface GeneratedApiKey {
  readonly secretArn: string;
  /** Version of that secret. */
  readonly versionId: string;
  /** `SHA256:` digest of the value. */
  readonly fingerprint: string;
  /** RFC 3339. */
  readonly createdAt: string;
}

type Stored = Pick<GeneratedApiKey, "secretArn" | "versionId">;

/**
 * What somebody has to do about a generated API key that was stored just now, with the instruction first. `isLive`: no
 * Activation decides when it goes live.
 */
export function apiKeyToGive({ secretArn, versionId }: Stored, isLive: boolean): string {
  const when = isLive ? "is live" : "goes live with its Activation";
  return `give the generated API key of ${secretArn} to the partner: version ${versionId} ${when}; ${reading({ secretArn, versionId })}`;
}

/** The same in a hand-off. Whether the partner has the key nobody has told, for an API key is not acknowledged. */
export function givingApiKey(key: GeneratedApiKey): string {
  return `If the partner does not have the generated API key ${key.fingerprint} yet, give it to the partner: ${reading(key)}.`;
}

/** A line of the overview. */
export function apiKeyLine({ createdAt, fingerprint, secretArn }: GeneratedApiKey): string {
  return `API key: generated ${createdAt}, ${fingerprint}, its value is in ${secretArn} alone`;
}

/** A value that a terminal shows may stay in its history. */
function reading({ secretArn, versionId }: Stored): string {
  const [, , , region = ""] = secretArn.split(":");
  return (
    "read it where no log keeps it, with aws secretsmanager get-secret-value " +
    `--region ${region} --secret-id ${secretArn} --version-id ${versionId} --query SecretString --output text`
  );
}
